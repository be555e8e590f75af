"""Reads the data files of `rules/` and `schemas/`: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import os
from typing import Any

from argolint import startup

_PACKAGE = os.path.dirname(__file__)
_BUNDLED = os.path.join(_PACKAGE, "_data")


def folder(name: str) -> str:
    """The path of a data folder."""
    bundled = os.path.join(_BUNDLED, name)
    return bundled if os.path.isdir(bundled) else os.path.join(os.path.dirname(_PACKAGE), name)


def read(folder_name: str, file: str) -> str:
    """The text of a data file."""
    with open(os.path.join(folder(folder_name), file), encoding="utf-8") as stream:
        return stream.read()


def read_json(folder_name: str, file: str) -> Any:
    """The content of a data file in JSON; what was read once is kept for later starts, until the file changes."""
    status = os.stat(os.path.join(folder(folder_name), file))
    state = (status.st_size, status.st_mtime_ns)
    kept = startup.recall(file)
    if kept is not None and kept[0] == state:
        return kept[1]
    import json  # a start that has its data goes without

    content = json.loads(read(folder_name, file))
    startup.keep(file, (state, content))
    return content
