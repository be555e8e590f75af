"""Loads this package's modules from one file instead of some hundred: finding each takes longer than running it.

Every rule is a module of its own, which is good to read and slow to start: most of a check of one file would be spent
on looking for files. So the code objects of all modules are kept together in a file beside the compiled modules, as
Python itself keeps them one by one. It is made anew when any source has changed, and where it cannot be written
everything works as before, only slower.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

Signature: TypeAlias = "tuple[tuple[str, int, int], ...]"
"""Path below the package, size in bytes and time of change in nanoseconds of each source."""

Modules: TypeAlias = "dict[str, tuple[str, bytes]]"
"""Path and code by the name of a module."""

_PACKAGE = "argolint"
_FOLDER = os.path.dirname(__file__)
_BUNDLE = os.path.join(_FOLDER, "__pycache__", f"modules.{sys.implementation.cache_tag}.bundle")
_SKIPPED = frozenset({"__pycache__", "_data"})


class _Finder:
    """Finds the modules of the bundle and is the loader of what it finds."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module of the bundle; None leaves it to Python's own finders."""
        found = self._modules.get(name)
        if found is None:
            return None
        path = os.path.join(_FOLDER, found[0])
        is_package = os.path.basename(path) == "__init__.py"
        spec = ModuleSpec(name, self, origin=path, is_package=is_package)  # type: ignore[arg-type]
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(path)]
        spec.has_location = True
        return spec

    def create_module(self, _spec: ModuleSpec) -> None:
        """No module of our own kind: Python makes the usual one."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module."""
        exec(marshal.loads(self._modules[module.__name__][1]), module.__dict__)


def hasten() -> None:
    """Load the modules that are still to come from the bundle, if it is there and holds what the sources say."""
    signature = _signature()
    modules = _read(signature)
    if modules is None and not sys.dont_write_bytecode:
        modules = _write(signature)
    if modules is not None:
        sys.meta_path.insert(0, _Finder(modules))


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


def _read(signature: Signature) -> Modules | None:
    try:
        with open(_BUNDLE, "rb") as file:
            known, modules = marshal.load(file)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return modules if known == signature else None


def _write(signature: Signature) -> Modules | None:
    """Put the bundle together, from compiled modules where Python has them; None where it cannot be written."""
    modules = {_module(path): (path, marshal.dumps(_code(path))) for path, _, _ in signature}
    unfinished = f"{_BUNDLE}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(_BUNDLE), exist_ok=True)
        with open(unfinished, "wb") as file:
            marshal.dump((signature, modules), file)
        os.replace(unfinished, _BUNDLE)
    except OSError:
        return None
    return modules


def _module(path: str) -> str:
    parts = [_PACKAGE, *path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _code(path: str) -> CodeType | Any:
    return SourceFileLoader(_module(path), os.path.join(_FOLDER, path)).get_code(_module(path))
