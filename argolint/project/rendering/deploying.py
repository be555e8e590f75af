"""Makes of the folders of Argo CD Applications what Argo CD would deploy."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.project.reading import read_file
from argolint.project.rendering.applications import sources
from argolint.project.rendering.changes import write_changes
from argolint.project.rendering.generators import glob
from argolint.project.rendering.kustomization import read_kustomization
from argolint.project.rendering.made import Rendered
from argolint.project.rendering.marks import CHART, KUSTOMIZATIONS
from argolint.project.rendering.programs import helm, kustomize, render_chart, render_overlay
from argolint.project.rendering.releases import release_of
from argolint.project.rendering.repository import is_below, is_here
from argolint.syntax import LARGEST_TEXT, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.project.rendering.applications import Source
    from argolint.project.rendering.made import Failure

_ENDINGS: Final = (".yaml", ".yml", ".json")
_NOT_RENDERED: Final = "+argocd:skip-file-rendering"


class Deployed(NamedTuple):
    """What the Applications of some files deploy out of this repository."""

    files: tuple[str, ...]
    """Those that are deployed as they are."""
    rendered: tuple[Rendered | Failure, ...]
    folders: frozenset[str]
    """The real paths of folders that were rendered, or that such a one builds on."""
    remarks: tuple[str, ...]


def deploy(files: Iterable[str], root: str) -> Deployed:
    """Follow the Applications of files, and those in what they deploy, through the repository at `root`."""
    deployment = _Deployment(root)
    for path in files:
        deployment.look_at(_text(path))
    return deployment.outcome()


def _text(path: str) -> str:
    data = read_file(path, LARGEST_TEXT)
    text = decode(data) if isinstance(data, bytes) else ""
    return text if isinstance(text, str) else ""


class _Deployment:
    """Fills up while Applications lead to further ones."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._seen: set[str] = set()
        self._files: dict[str, str] = {}
        self._rendered: list[Rendered | Failure] = []
        self._folders: set[str] = set()
        self._remarks: dict[str, None] = {}

    def outcome(self) -> Deployed:
        return Deployed(
            tuple(self._files.values()), tuple(self._rendered), frozenset(self._folders), tuple(self._remarks)
        )

    def look_at(self, text: str) -> None:
        for source in sources(text, self._root):
            key = repr(source)
            if key not in self._seen:
                self._seen.add(key)
                self._deploy(source)

    def _deploy(self, source: Source) -> None:
        folder = os.path.normpath(os.path.join(self._root, source.path))
        if not os.path.isdir(folder) or not is_below(folder, self._root) or not is_here(source.repository, self._root):
            return
        tool = _tool(source, folder)
        if tool == "directory":
            for path in _plain(source, folder):
                if os.path.realpath(path) not in self._files:
                    self._files[os.path.realpath(path)] = path
                    self.look_at(_text(path))
            return
        if not tool:
            return
        made = _MAKERS[tool](source, folder, self._root)
        if isinstance(made, str):
            shown = os.path.relpath(folder).replace(os.sep, "/")
            self._remarks[f"`{shown}` is not rendered for the Application `{source.application}`: {made}"] = None
            return
        self._folders |= {os.path.realpath(at) for at in (folder, *_bases(folder))}
        some = made if isinstance(made, list) else [made]
        self._rendered += some
        for one in some:
            if isinstance(one, Rendered):
                self.look_at(one.source.text)


def _released(source: Source, folder: str, root: str) -> list[Rendered] | Failure | str:
    if helm() is None:
        return "helm is not installed"
    with TemporaryDirectory(prefix="argolint-") as place:
        told = release_of(source, folder, root, place)
        if isinstance(told, str):
            return told
        return render_chart(folder, told.values, told.release, source.application)


def _built(source: Source, folder: str, _root: str) -> list[Rendered] | Failure | str:
    if kustomize() is None:
        return "neither kustomize nor kubectl is installed"
    if not source.part("kustomize"):
        return render_overlay(folder, application=source.application)
    with TemporaryDirectory(prefix="argolint-") as place:
        why = write_changes(source, folder, place)
        return render_overlay(folder, place, source.application) if why is None else why


_MAKERS: Final = {"helm": _released, "kustomize": _built}
"""What renders a folder, or tells why it does not."""


def _tool(source: Source, folder: str) -> str:
    """What Argo CD renders a folder with: the tool that the Application speaks of, or what the folder is."""
    if "plugin" in source.table:
        return ""
    named = next((name for name in ("helm", "kustomize", "directory") if source.table.get(name) is not None), "")
    if named:
        return named
    if os.path.isfile(os.path.join(folder, CHART)):
        return "helm"
    is_overlay = any(os.path.isfile(os.path.join(folder, name)) for name in KUSTOMIZATIONS)
    return "kustomize" if is_overlay else "directory"


def _plain(source: Source, folder: str) -> Iterator[str]:
    """The files of a folder that are applied as they are."""
    table = source.part("directory")
    include, exclude = (str(table.get(name) or "") for name in ("include", "exclude"))
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(folders) if table.get("recurse") else []
        for name in sorted(names):
            path = os.path.join(at, name)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            is_wanted = (not include or glob(include).fullmatch(relative)) and not (
                exclude and glob(exclude).fullmatch(relative)
            )
            if name.endswith(_ENDINGS) and is_wanted and _NOT_RENDERED not in _text(path):
                yield path


def _bases(folder: str) -> set[str]:
    """The folders that an overlay builds on, and those that they build on."""
    found: set[str] = set()
    waiting = [folder]
    while waiting:
        for at in read_kustomization(waiting.pop()).folders:
            if at not in found:
                found.add(at)
                waiting.append(at)
    return found
