"""What a `kustomization.yaml` says of the files around it: which are patches, and which folders it builds on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from argolint.project.reading import read_file
from argolint.project.rendering.marks import KUSTOMIZATIONS
from argolint.source import SourceFile
from argolint.syntax import LARGEST_TEXT, decode, parse
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.nodes import Node

_FOLDERS = ("resources", "bases", "components")
_PATCHES = ("patches", "patchesStrategicMerge", "patchesJson6902")


class Kustomization(NamedTuple):
    """Paths as they are named from where the folder is: files that are no objects by themselves, and other folders."""

    patches: frozenset[str]
    folders: frozenset[str]


def read_kustomization(folder: str) -> Kustomization:
    """What the kustomization in a folder names; nothing of what cannot be read."""
    path = next((path for name in sorted(KUSTOMIZATIONS) if os.path.isfile(path := os.path.join(folder, name))), None)
    data = read_file(path, LARGEST_TEXT) if path is not None else b""
    text = decode(data) if isinstance(data, bytes) else ""
    roots = [document.root for document in parse(SourceFile(path or "", text if isinstance(text, str) else ""))]
    given = [root for root in roots if isinstance(root, Mapping)]
    patches = {name for root in given for field in _PATCHES for name in _paths(root.get(field))}
    folders = {name for root in given for field in _FOLDERS for name in _paths(root.get(field))}
    return Kustomization(
        frozenset(_joined(folder, name) for name in patches),
        frozenset(at for name in folders if os.path.isdir(at := _joined(folder, name))),
    )


def _paths(node: Node | None) -> Iterator[str]:
    """The paths of a list: each by itself, or as `path` of a map."""
    for item in node.items if isinstance(node, Sequence) else ():
        found = item.get("path") if isinstance(item, Mapping) else item
        if isinstance(found, Scalar) and "\n" not in found.text:
            yield found.text


def _joined(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(folder, name))
