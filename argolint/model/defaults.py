"""What a controller puts under every workflow: found in a file, and joined with what the workflow says itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model.build import is_null, items, manifests, mapping, text
from argolint.model.views import Kind
from argolint.syntax import parse
from argolint.syntax.extended import Joined
from argolint.syntax.inner import InnerText
from argolint.syntax.nodes import Entry, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.source import SourceFile
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

KEY: Final = "workflowDefaults"
_WHOLE: Final = "config"
"""The key of a config map that may hold all of a controller's configuration in one text."""
_PATHS: Final = ((KEY,), ("controller", KEY))
"""Where defaults stand in a controller's configuration, and in the values of its Helm chart."""
_PARTS: Final = ("spec", "metadata")

_MERGE_KEYS: Final = {
    "templates": "name", "volumes": "name", "tolerations": "key", "imagePullSecrets": "name", "hostAliases": "ip",
    "initContainers": "name", "sidecars": "name", "parameters": "name", "artifacts": "name", "tasks": "name",
    "env": "name", "volumeMounts": "mountPath", "volumeDevices": "devicePath", "ports": "containerPort",
}  # fmt: skip
"""The lists that Argo joins item by item, and the field that tells which item is meant."""
_BY_NAME: Final = ("hooks", "labelsFrom")
"""Maps whose entries are taken whole, each as the workflow has it or else as the defaults do."""
_MAY_BE_EMPTY: Final = ("value", "default")
"""Fields whose empty text is a value; that of others counts as nothing."""


class Found(NamedTuple):
    """Defaults: the text in which they stand, and their map, with `spec` and `metadata`."""

    source: SourceFile
    node: Mapping


def find_defaults(documents: Iterable[Document]) -> Found | None:
    """The defaults in a file: of a controller's config map or configuration, or by themselves."""
    for document in documents:
        found = _in_config_map(document) or defaults_in(document)
        if found is not None:
            return found
    return None


def _in_config_map(document: Document) -> Found | None:
    for node, kind in manifests(document.root):
        data = mapping(node, "data") if kind == "ConfigMap" else None
        for key in (KEY, _WHOLE) if data is not None else ():
            held = text(data, key) if data is not None else None
            for inner in parse(InnerText(document.source, held, key)) if held is not None else ():
                found = defaults_in(inner)
                if found is not None:
                    return found
    return None


def defaults_in(document: Document) -> Found | None:
    """The defaults that a document has at its top, or where a controller's configuration has them."""
    root = document.root
    if not isinstance(root, Mapping) or document.problems:
        return None
    for path in _PATHS:
        at: Mapping | None = root
        for name in path:
            at = mapping(at, name) if at is not None else None
        if at is not None:
            return Found(document.source, at)
    if "kind" not in root.entries and any(isinstance(root.get(part), Mapping) for part in _PARTS):
        return Found(document.source, root)
    return None


_NOT_IN_TIME: Final = frozenset({"entrypoint", "arguments"})
"""Fields that must be there already where Argo looks at an object before it puts the defaults in."""
_OF_METADATA: Final = frozenset({"labels", "annotations"})


def under(
    defaults: Mapping, kind: Kind, metadata: Mapping | None, spec: Mapping | None
) -> tuple[Mapping | None, Mapping | None, Mapping | None]:
    """The metadata and the spec of an object with the defaults in them, and the fields of a spec that come later.

    These count only where the object lacks them that a workflow refers to, too.
    """
    given = mapping(defaults, "spec")
    if spec is None or kind not in (Kind.WORKFLOW, Kind.CRON_WORKFLOW):
        return metadata, spec, None
    more = mapping(defaults, "metadata") if kind is Kind.WORKFLOW else None
    if metadata is not None and more is not None:
        metadata = joined(metadata, _only(more, _OF_METADATA.__contains__))
    if given is None:
        return metadata, spec, None
    late = _only(given, lambda name: name not in _NOT_IN_TIME)
    if mapping(spec, "workflowTemplateRef") is not None:
        return metadata, spec, late
    return metadata, joined(spec, late if kind is Kind.CRON_WORKFLOW else given), None


def _only(node: Mapping, wanted: Callable[[str], bool]) -> Mapping:
    return Mapping(node.start, node.end, {name: entry for name, entry in node.entries.items() if wanted(name)})


def joined(own: Mapping, defaults: Mapping | None, *, whole: bool = False) -> Mapping:
    """A map with what the defaults add to it, as Argo joins them; with `whole`, entries are taken as they are."""
    if defaults is None:
        return own
    entries = dict(own.entries)
    for name, entry in defaults.entries.items():
        mine = entries.get(name)
        if mine is None or _is_nothing(name, mine.value):
            entries[name] = entry
        elif not whole:
            value = _value(name, mine.value, entry.value)
            entries[name] = Entry(mine.key, value) if value is not mine.value else mine
    return Joined(own, entries)


def _value(name: str, own: Node, default: Node) -> Node:
    if isinstance(own, Mapping) and isinstance(default, Mapping):
        return joined(own, default, whole=name in _BY_NAME)
    if isinstance(own, Sequence) and isinstance(default, Sequence) and name in _MERGE_KEYS:
        return Sequence(own.start, own.end, list(_items(own, default, _MERGE_KEYS[name])))
    return own


def _items(own: Sequence, default: Sequence, key: str) -> Iterator[Node]:
    """The items of the first list, each with what its namesake of the second adds, and the others of that."""
    others = {name.text: item for item in items(default) if (name := text(item, key)) is not None}
    for item in own.items:
        name = text(item, key) if isinstance(item, Mapping) else None
        namesake = others.pop(name.text, None) if name is not None else None
        yield joined(item, namesake) if isinstance(item, Mapping) else item
    yield from others.values()


def _is_nothing(name: str, node: Node) -> bool:
    if isinstance(node, Scalar):
        return is_null(node) or (not node.text and name not in _MAY_BE_EMPTY)
    return isinstance(node, Sequence) and not node.items
