"""Manifests with marks: `«name»` is a place that means the symbol at hand, `«!name»` one that declares it, and
`«?name»` one that means another symbol which has to keep the same name."""

from __future__ import annotations

import re
from typing import NamedTuple

from argolint.ide.snapshot import Snapshot
from argolint.project.files import load_source
from argolint.project.outcome import Settings
from argolint.source import SourceFile

_FILE = re.compile(r"^# --- (?P<path>\S+)\n", re.MULTILINE)
_MARK = re.compile(r"«(?P<sign>[!?]?)(?P<name>[^»]*)»")


class Place(NamedTuple):
    """A marked place, in offsets of the text without marks."""

    file: str
    start: int
    end: int
    declares: bool
    bound: bool


def marked(text: str) -> tuple[Snapshot, list[Place]]:
    """The workspace that a text describes, and its marks."""
    pieces = _FILE.split(text)
    files = list(zip(pieces[1::2], pieces[2::2], strict=True)) if len(pieces) > 1 else [("a.yaml", text)]
    places: list[Place] = []
    sources = []
    for path, piece in files:
        plain, found = _without_marks(path, piece)
        places += found
        sources.append(SourceFile(path, plain))
    return snapshot(*sources), places


def snapshot(*sources: SourceFile) -> Snapshot:
    """A workspace of texts."""
    return Snapshot([load_source(source) for source in sources], Settings())


def _without_marks(path: str, text: str) -> tuple[str, list[Place]]:
    parts: list[str] = []
    places: list[Place] = []
    at = length = 0
    for mark in _MARK.finditer(text):
        before = text[at : mark.start()]
        start = length + len(before)
        length = start + len(mark["name"])
        places.append(Place(path, start, length, mark["sign"] == "!", mark["sign"] == "?"))
        parts += before, mark["name"]
        at = mark.end()
    return "".join([*parts, text[at:]]), places
