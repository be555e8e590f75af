"""What the location of an artifact lacks, as far as Argo looks: into git and HDFS, and into no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model.build import mapping, sequence, text, value
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.source import Span
    from argolint.syntax.nodes import Scalar

_WITH_CACHE = ("krbServicePrincipalName", "krbConfigConfigMap")
_WITH_KEYTAB = (*_WITH_CACHE, "krbUsername", "krbRealm")


class Gap(NamedTuple):
    """One thing that a location lacks: `lack` follows its name in a sentence."""

    location: Mapping
    span: Span
    kind: str
    lack: str
    help: str


def gaps(node: Mapping, filled: Callable[[Scalar], str]) -> Iterator[Gap]:
    """Everything that the git and HDFS locations in a map lack; `filled` gives a text as Argo sees it."""
    entry = node.entries.get("git")
    if entry is not None and isinstance(entry.value, Mapping) and _empty(entry.value, "repo", filled):
        yield Gap(entry.value, entry.key.span, "git", "has no `repo`", "add the URL of the repository")
    entry = node.entries.get("hdfs")
    if entry is not None and isinstance(entry.value, Mapping):
        yield from _hdfs(entry.value, entry.key.span, filled)


def _hdfs(node: Mapping, at: Span, filled: Callable[[Scalar], str]) -> Iterator[Gap]:
    addresses = sequence(node, "addresses")
    if addresses is None or not addresses.items:
        yield Gap(node, at, "hdfs", "has no `addresses`", "list the name nodes as `addresses`")
    path = text(node, "path")
    if path is None or not filled(path):
        yield Gap(node, at, "hdfs", "has no `path`", "add the absolute `path` of the file")
    elif not filled(path).startswith("/"):
        lack = f"has the path `{path.text}`, which is not absolute"
        yield Gap(node, path.span, "hdfs", lack, "begin the path with `/`; a tag cannot stand in front")
    cache, keytab = mapping(node, "krbCCacheSecret"), mapping(node, "krbKeytabSecret")
    if cache is None and keytab is None:
        if _empty(node, "hdfsUser", filled):
            lack = "has no `hdfsUser`, `krbCCacheSecret` or `krbKeytabSecret`"
            yield Gap(node, at, "hdfs", lack, "say who reads it with one of these")
        return
    secret, needed = ("krbKeytabSecret", _WITH_KEYTAB) if keytab is not None else ("krbCCacheSecret", _WITH_CACHE)
    absent = [name for name in needed if _empty(node, name, filled)]
    if absent:
        listed = ", ".join(f"`{name}`" for name in absent)
        yield Gap(node, at, "hdfs", f"has `{secret}` without {listed}", f"add {listed}")


def _empty(node: Mapping, name: str, filled: Callable[[Scalar], str]) -> bool:
    if isinstance(value(node, name), Mapping):
        return False
    scalar = text(node, name)
    return scalar is None or not filled(scalar)
