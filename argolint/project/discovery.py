"""Finds the files to check: files as named, folders walked for YAML and JSON."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from argolint.project.gitignore import GitIgnore, ignored, read_gitignore
from argolint.project.rendering.marks import CHART, KUSTOMIZATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.project.rendering.kustomization import Kustomization

_ENDINGS = (".yaml", ".yml", ".json")
_SKIPPED_FOLDERS = frozenset({"node_modules"})
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"


class Discovery(NamedTuple):
    """What named paths come to: files to read, paths that do not exist, folders without a file to check."""

    files: tuple[str, ...]
    missing: tuple[str, ...]
    empty: tuple[str, ...]
    charts: tuple[str, ...] = ()
    """Folders to be rendered by Helm; nothing in them is among the files."""
    overlays: tuple[str, ...] = ()
    """Folders to be built by Kustomize; likewise."""


class _Found(NamedTuple):
    """Folders that are not walked, and files that are no objects by themselves."""

    render: frozenset[str]
    charts: list[str]
    overlays: list[str]
    patches: set[str]


class _Folder(NamedTuple):
    shown: str
    absolute: str
    gitignores: tuple[GitIgnore, ...]


class _Seen:
    """Files and folders met so far, by device and number; hard links of one file count as several files."""

    def __init__(self) -> None:
        self.files: dict[tuple[int, int], str] = {}
        self.folders: set[tuple[int, int]] = set()

    def add_file(self, path: str, identity: tuple[int, int] | None) -> bool:
        """Whether a file is new."""
        if identity is None:
            return True
        first = self.files.setdefault(identity, path)
        return first is path or os.path.realpath(first) != os.path.realpath(path)

    def add_folder(self, path: str) -> bool:
        """Whether a folder is new; one that cannot be examined counts as new, its reading tells why."""
        try:
            status = os.stat(path)
        except OSError:
            return True
        identity = (status.st_dev, status.st_ino)
        if identity in self.folders:
            return False
        self.folders.add(identity)
        return True


def discover(
    paths: Iterable[str | os.PathLike[str]],
    *,
    gitignore: bool = True,
    excludes: Callable[[str], bool] | None = None,
    render: Iterable[str] = (),
) -> Discovery:
    """The files that paths stand for, each once; `gitignore` leaves out what Git leaves out of folders.

    `excludes` tells of a file in a folder, and of a folder with a slash behind it, whether it is left out, too; no such
    folder is looked into. `render` names what is to be rendered instead of read: the folders of `helm` charts, of
    `kustomize` overlays. Patches of a kustomization are never objects.
    """
    special = _Found(frozenset(render), [], [], set())
    files: list[str] = []
    missing: list[str] = []
    empty: list[str] = []
    seen = _Seen()
    given = [os.fspath(named) for named in paths]
    for path in given:
        status = _status(path)
        if status is None:
            (files if _may_exist(path) else missing).append(path)
        elif stat.S_ISDIR(status.st_mode):
            before = len(special.charts) + len(special.overlays)
            found = list(_walk(path, seen, gitignore, excludes or _nothing, special))
            files += found
            rendered = len(special.charts) + len(special.overlays) - before
            if not found and not rendered and not _covered(path, files):
                empty.append(path)
        elif seen.add_file(path, (status.st_dev, status.st_ino)):
            files.append(path)
    if special.patches:
        files = [file for file in files if os.path.normpath(file) not in special.patches or file in given]
    return Discovery(tuple(files), tuple(missing), tuple(empty), tuple(special.charts), _topmost(special.overlays))


def _topmost(overlays: list[str]) -> tuple[str, ...]:
    """The overlays on which no other one builds."""
    used = {folder for path in overlays for folder in _kustomization(path).folders}
    return tuple(path for path in overlays if os.path.normpath(path) not in used)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _may_exist(path: str) -> bool:
    """Whether a path that cannot be examined names something: a dangling link, or a place closed to us."""
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _covered(folder: str, files: list[str]) -> bool:
    """Whether files of this folder were found already, under another path of the same command."""
    prefix = os.path.realpath(folder) + os.sep
    return any(os.path.realpath(file).startswith(prefix) for file in files)


def _nothing(_path: str) -> bool:
    return False


def _walk(root: str, seen: _Seen, gitignore: bool, excludes: Callable[[str], bool], special: _Found) -> Iterator[str]:
    absolute = os.path.abspath(root).replace(os.sep, "/").rstrip("/")
    stack = [_Folder(root, absolute, _gitignores_above(absolute) if gitignore else ())]
    while stack:
        folder = stack.pop()
        if not seen.add_folder(folder.shown):
            continue
        try:
            with os.scandir(folder.shown) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            yield folder.shown
            continue
        names = {entry.name for entry in entries}
        if _VIRTUAL_ENVIRONMENT in names and folder.shown != root:
            continue
        if _is_special(folder.shown, names, special):
            continue
        if gitignore and ".gitignore" in names:
            folder = _with_own_gitignore(folder)
        below: list[_Folder] = []
        yield from _files(folder, entries, seen, excludes, below)
        stack += reversed(below)


def _kustomization(folder: str) -> Kustomization:
    from argolint.project.rendering.kustomization import read_kustomization  # few trees have one

    return read_kustomization(folder)


def _is_special(folder: str, names: set[str], special: _Found) -> bool:
    """Whether a folder is rendered and not walked; what a kustomization calls patches is noted."""
    if CHART in names and "helm" in special.render:
        special.charts.append(folder)
        return True
    if not names.isdisjoint(KUSTOMIZATIONS):
        if "kustomize" in special.render:
            special.overlays.append(folder)
            return True
        special.patches.update(_kustomization(folder).patches)
    return False


def _files(
    folder: _Folder,
    entries: list[os.DirEntry[str]],
    seen: _Seen,
    excludes: Callable[[str], bool],
    below: list[_Folder],
) -> Iterator[str]:
    """The files of one folder; its folders are added to `below`."""
    shown = "" if folder.shown == "." else f"{folder.shown.rstrip('/')}/"
    device = None
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        path = shown + name
        absolute = f"{folder.absolute}/{name}"
        if _is_folder(entry):
            is_left_out = name in _SKIPPED_FOLDERS or ignored(absolute, True, folder.gitignores)
            if not is_left_out and not excludes(f"{path}/"):
                below.append(_Folder(path, absolute, folder.gitignores))
        elif name.lower().endswith(_ENDINGS) and not ignored(absolute, False, folder.gitignores):
            if device is None:
                device = os.stat(folder.shown).st_dev
            if not excludes(path) and seen.add_file(path, _identity(entry, device)):
                yield path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _identity(entry: os.DirEntry[str], device: int) -> tuple[int, int] | None:
    if not entry.is_symlink():
        return device, entry.inode()
    status = _status(entry.path)
    return (status.st_dev, status.st_ino) if status else None


def _with_own_gitignore(folder: _Folder) -> _Folder:
    own = read_gitignore(folder.shown, folder.absolute)
    return folder._replace(gitignores=(*folder.gitignores, own)) if own else folder


def _gitignores_above(absolute: str) -> tuple[GitIgnore, ...]:
    """The `.gitignore` files above a folder, up to the top of its repository.

    There are none when they leave out the folder itself: whoever names it wants it checked.
    """
    found: list[GitIgnore] = []
    folder = absolute
    while not os.path.exists(f"{folder}/.git"):
        above = os.path.dirname(folder)
        if above == folder:
            return ()
        folder = above
        if own := read_gitignore(folder, folder):
            found.insert(0, own)
    return () if _leave_out(absolute, folder, tuple(found)) else tuple(found)


def _leave_out(absolute: str, repository: str, files: tuple[GitIgnore, ...]) -> bool:
    parts = absolute[len(repository) :].strip("/").split("/")
    steps = ["/".join([repository, *parts[: n + 1]]) for n in range(len(parts))] if parts != [""] else []
    return any(ignored(step, True, tuple(file for file in files if step.startswith(f"{file.base}/"))) for step in steps)
