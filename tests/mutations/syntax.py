"""Mistakes in the writing itself: columns that slip, brackets and tags that nobody closed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.mutations.mutant import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.mutations.manifest import Line, Manifest
    from tests.mutations.mutant import Change

_TAG_END = re.compile(r"(\{\{(?:inputs|steps|tasks|workflow)\.[\w.-]+)\}\}")


def wrong_indent(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A key one column left or right of its siblings; a parser may only notice on the next line."""
    for before, line in _siblings(manifest):
        if before.number == line.number - 1 and before.value != "|":
            for text in (line.text[1:], " " + line.text):
                change = replaced(manifest, line.number, text)
                yield replace(change, lines=(line.number, line.number + 1))


def tab_indent(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A tab where spaces are due."""
    for _, line in _siblings(manifest):
        yield replaced(manifest, line.number, "\t" + line.text.lstrip())


def unclosed_bracket(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A list in brackets that does not end; a parser notices on the next line that is not empty."""
    for line in manifest.lines:
        if line.value.startswith("[") and line.text.endswith("]"):
            change = replaced(manifest, line.number, line.text[:-1])
            following = (
                number for number in range(line.number + 1, len(manifest.rows) + 1) if manifest.rows[number - 1]
            )
            yield replace(change, lines=(line.number, next(following, line.number)))


def unclosed_tag(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A tag that lost one or both of its closing braces."""
    for number, row in enumerate(manifest.rows, start=1):
        for match in _TAG_END.finditer(row):
            for closing in ("", "}"):
                yield replaced(manifest, number, row[: match.end(1)] + closing + row[match.end() :])


def _siblings(manifest: Manifest) -> Iterator[tuple[Line, Line]]:
    for before, line in zip(manifest.lines, manifest.lines[1:], strict=False):
        if not line.opens_item and line.column > 0 and before.column >= line.column:
            yield before, line
