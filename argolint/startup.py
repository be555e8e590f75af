"""Loads this package's modules from one file instead of some hundred: finding each takes longer than running it.

Every rule is a module of its own, which is good to read and slow to start: most of a check of one file would be spent
on looking for files. So the code objects of all modules are kept together in a file beside the compiled modules, as
Python itself keeps them one by one. It is made anew when any source has changed, and where it cannot be written
everything works as before, only slower. What follows from the sources alone may be kept in it too.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import CodeType, ModuleType

Signature: TypeAlias = "tuple[tuple[str, int, int], ...]"
"""Path below the package, size in bytes and time of change in nanoseconds of each source."""
Piece: TypeAlias = "tuple[int, int]"
"""Where something begins in the file, behind its head, and how many bytes it has."""


class _Bundle(NamedTuple):
    """What the file holds: of most of it a run needs little, so only the head is read ahead."""

    signature: Signature
    modules: dict[str, tuple[str, Piece]]
    """Path and code by the name of a module."""
    kept: dict[str, Piece]
    contents: Callable[[int, int], bytes]
    """What stands between two places behind the head."""

    def piece(self, piece: Piece) -> bytes:
        """What stands at a place."""
        start, length = piece
        return self.contents(start, start + length)


_PACKAGE = "argolint"
_FOLDER = os.path.dirname(__file__)
_FILE = os.path.join(_FOLDER, "__pycache__", f"modules.{sys.implementation.cache_tag}.bundle")
_SKIPPED = frozenset({"__pycache__", "_data"})


class _Finder:
    """Finds the modules of the bundle and is the loader of what it finds."""

    def __init__(self, bundle: _Bundle) -> None:
        self.bundle = bundle

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module of the bundle; None leaves it to Python's own finders."""
        found = self.bundle.modules.get(name)
        if found is None:
            return None
        path = os.path.join(_FOLDER, found[0])
        is_package = os.path.basename(path) == "__init__.py"
        spec = ModuleSpec(name, self, origin=path, is_package=is_package)  # type: ignore[arg-type]
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(path)]
        spec.has_location = True
        spec.cached = _FILE
        return spec

    def create_module(self, _spec: ModuleSpec) -> None:
        """No module of our own kind: Python makes the usual one."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module."""
        _, code = self.bundle.modules[module.__name__]
        exec(marshal.loads(self.bundle.piece(code)), module.__dict__)


_finder: _Finder | None = None


def hasten() -> None:
    """Load the modules that are still to come from the bundle, if it is there and holds what the sources say."""
    global _finder
    signature = _signature()
    bundle = _read(signature)
    if bundle is None and not sys.dont_write_bytecode and _write(signature, _compiled(signature), {}):
        bundle = _read(signature)
    if bundle is not None:
        _finder = _Finder(bundle)
        sys.meta_path.insert(0, _finder)


def recall(name: str) -> Any:
    """What an earlier process kept under a name while the sources were the same; None if nothing."""
    kept = _finder.bundle.kept.get(name) if _finder is not None else None
    return marshal.loads(_finder.bundle.piece(kept)) if _finder is not None and kept is not None else None


def keep(name: str, value: Any) -> None:
    """Keep a value of plain types for later processes; what it follows from beside the sources, it must tell itself."""
    if _finder is None or sys.dont_write_bytecode:
        return
    bundle = _finder.bundle
    kept = {other: bundle.piece(piece) for other, piece in bundle.kept.items()}
    kept[name] = marshal.dumps(value)
    modules = {other: (path, bundle.piece(piece)) for other, (path, piece) in bundle.modules.items()}
    if _write(bundle.signature, modules, kept):
        _finder.bundle = _read(bundle.signature) or bundle


def signature() -> Signature:
    """What stands for the sources that run."""
    return _finder.bundle.signature if _finder is not None else _signature()


def _signature() -> Signature:
    found: list[tuple[str, int, int]] = []
    folders = [("", _FOLDER)]
    for prefix, folder in folders:
        with os.scandir(folder) as listing:
            for entry in listing:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((prefix + entry.name, status.st_size, status.st_mtime_ns))
                elif "." not in entry.name and entry.name not in _SKIPPED and entry.is_dir():
                    folders.append((f"{prefix}{entry.name}/", entry.path))
    return tuple(sorted(found))


_SIZE = 8
"""Bytes at the beginning of the file that tell the length of the head."""


def _read(signature: Signature) -> _Bundle | None:
    """The bundle in the file, if it is whole and holds what the sources say."""
    from mmap import ACCESS_READ, mmap

    with suppress(OSError, EOFError, ValueError, TypeError), open(_FILE, "rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
        begin = _SIZE + int.from_bytes(data[:_SIZE], "little")
        made_of, modules, kept, length = marshal.loads(data[_SIZE:begin])
        if made_of == signature and begin + length == len(data):
            return _Bundle(made_of, modules, kept, lambda start, end: data[begin + start : begin + end])
        data.close()
    return None


def _compiled(signature: Signature) -> dict[str, tuple[str, bytes]]:
    """All modules, compiled already where Python has kept them."""
    return {_module(path): (path, marshal.dumps(_code(path))) for path, _, _ in signature}


def _write(signature: Signature, modules: dict[str, tuple[str, bytes]], kept: dict[str, bytes]) -> bool:
    """Put a bundle into its file, at once and whole; whether that could be done."""
    parts: list[bytes] = []
    length = 0

    def placed(data: bytes) -> tuple[int, int]:
        nonlocal length
        parts.append(data)
        length += len(data)
        return length - len(data), len(data)

    codes = {name: (path, placed(code)) for name, (path, code) in modules.items()}
    values = {name: placed(value) for name, value in kept.items()}
    head = marshal.dumps((signature, codes, values, length))
    unfinished = f"{_FILE}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(_FILE), exist_ok=True)
        with open(unfinished, "wb") as file:
            file.writelines((len(head).to_bytes(_SIZE, "little"), head, *parts))
        os.replace(unfinished, _FILE)
    except OSError:
        return False
    return True


def _module(path: str) -> str:
    parts = [_PACKAGE, *path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _code(path: str) -> CodeType | Any:
    return SourceFileLoader(_module(path), os.path.join(_FOLDER, path)).get_code(_module(path))
