"""How reports name files."""

from __future__ import annotations

import os


class ShownPaths(dict[str, str]):
    """Paths as readers know them: from the current folder when they lie below it; each worked out once."""

    def __init__(self) -> None:
        super().__init__()
        self._current = f"{os.getcwd()}/".replace("\\", "/").replace("//", "/")

    def __missing__(self, path: str) -> str:
        name = path.replace("\\", "/") if path[1:3] == ":\\" else path
        self[path] = shown = name.removeprefix(self._current).removeprefix("./") or path
        return shown
