"""Reads the data files of `rules/` and `schemas/`: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import os.path

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
