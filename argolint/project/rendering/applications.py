"""The Argo CD Applications of a text: which folders they deploy, and how; those that an ApplicationSet makes, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.project.rendering.generators import generated
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.data import data_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    Values = Mapping[str, str]

KIND: Final = "Application"
_API: Final = "argoproj.io/"
OPEN: Final = "{{"
"""How a tag begins that nothing here could fill."""
_VARIABLE: Final = lazy_pattern(r"\$\{?ARGOCD_APP_(\w+)\}?")
_TAG: Final = lazy_pattern(r"\{\{\s*\.?([\w.\[\]-]+)\s*\}\}")


class Source(NamedTuple):
    """A folder of a repository that an Application deploys."""

    application: str
    namespace: str
    repository: str
    path: str
    table: Mapping[str, Any]
    """All that the Application says of it."""
    others: Mapping[str, str]
    """The repositories that its value files may stand in, by the names they have there."""

    def part(self, name: str) -> Mapping[str, Any]:
        """What it says for one tool; nothing if it is not about it."""
        return _map(self.table.get(name))

    def filled(self, text: str) -> str:
        """A text with the variables put in that Argo CD sets and that are known here."""
        known = {
            "NAME": self.application,
            "NAMESPACE": self.namespace,
            "SOURCE_PATH": self.path,
            "SOURCE_REPO_URL": self.repository,
            "SOURCE_TARGET_REVISION": str(self.table.get("targetRevision") or ""),
        }
        return _VARIABLE.sub(lambda found: known.get(found[1], found[0]), text)


def sources(text: str, root: str) -> list[Source]:
    """The folders that the Applications of a text deploy; a text that cannot be read has none."""
    if _API not in text or KIND not in text:
        return []
    return [source for manifest in _manifests(text) for source in _of(manifest, root)]


def _manifests(text: str) -> list[Mapping[str, Any]]:
    roots = (document.root for document in parse(SourceFile("", text)))
    lists = [_map(data_of(root)) for root in roots if root is not None]
    return [item for one in lists for item in (maps(one.get("items")) if one.get("kind") == "List" else [one])]


def _of(manifest: Mapping[str, Any], root: str) -> Iterator[Source]:
    if not str(manifest.get("apiVersion", "")).startswith(_API):
        return
    if manifest.get("kind") == KIND:
        yield from _sources(manifest)
    elif manifest.get("kind") == f"{KIND}Set":
        spec = _map(manifest.get("spec"))
        for values in generated(spec.get("generators"), root):
            yield from _sources(_filled(_map(spec.get("template")), values))


def _sources(manifest: Mapping[str, Any]) -> Iterator[Source]:
    spec = _map(manifest.get("spec"))
    tables = maps(spec.get("sources")) or [_map(spec.get("source"))]
    others = {str(one["ref"]): str(one.get("repoURL", "")) for one in tables if one.get("ref")}
    name = str(_map(manifest.get("metadata")).get("name", ""))
    namespace = str(_map(spec.get("destination")).get("namespace") or "")
    for table in tables:
        path = table.get("path")
        if isinstance(path, str) and not table.get("chart"):
            yield Source(name, namespace, str(table.get("repoURL", "")), path, table, others)


def _filled(node: Any, values: Values) -> Any:
    """A template with what is known put in; tags of what is not stay."""
    if isinstance(node, Mapping):
        return {_filled(key, values): _filled(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(item, values) for item in node]

    def put(tag: re.Match[str]) -> str:
        return values.get(tag[1], tag[0])

    return _TAG.sub(put, node) if isinstance(node, str) else node


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Any]:
    """A list, or nothing of what is none."""
    return value if isinstance(value, list) else []


def maps(value: Any) -> list[Mapping[str, Any]]:
    """The maps in a list."""
    return [one for one in listed(value) if isinstance(one, Mapping)]
