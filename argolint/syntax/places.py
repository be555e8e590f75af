"""Where the characters of a scalar's decoded text stand in the source."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.nodes import DOUBLE, LITERAL, PLAIN, SINGLE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from argolint.source import SourceFile
    from argolint.syntax.nodes import Scalar


class _Run(NamedTuple):
    """Decoded characters and the source they came from; equal lengths mean one to one."""

    length: int
    start: int
    end: int


_QUOTES: Final = {PLAIN: 0, SINGLE: 1, DOUBLE: 1}
_BREAK: Final = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_FOLD: Final = rf"[ \t]*{_BREAK}(?:[ \t]|{_BREAK})*"
_BREAKS: Final = lazy_pattern(_BREAK)
_KEPT_BREAKS: Final = ("\u2028", "\u2029")
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_PIECES: Final = {
    PLAIN: lazy_pattern(rf"(?P<fold>{_FOLD})|(?P<same>[^ \t\r\n\x85\u2028\u2029]+|[ \t]+)"),
    SINGLE: lazy_pattern(rf"(?P<fold>{_FOLD})|(?P<escape>'')|(?P<same>[^' \t\r\n\x85\u2028\u2029]+|[ \t]+)"),
    DOUBLE: lazy_pattern(
        rf"(?P<fold>{_FOLD})|\\(?P<joined>{_FOLD})"
        rf"|(?P<escape>{_HIGH}{_LOW}|\\(?:x.{{2}}|u.{{4}}|U.{{8}}|.))"
        r"|(?P<same>[^\\ \t\r\n\x85\u2028\u2029]+|[ \t]+)"
    ),
}
_BLANKS: Final = r"[ \t\r\n\x85\u2028\u2029]*"
_BLANKS_THEN_WORD: Final = lazy_pattern(rf"(?P<blanks>{_BLANKS})(?P<word>[^ \t\r\n\x85\u2028\u2029]*)")
_OTHER_BREAKS: Final = lazy_pattern(r"[\r\x85\u2028\u2029]")
_BLOCK_HEADER: Final = lazy_pattern(rf"[|>][^\r\n\x85\u2028\u2029]*{_BREAK}?")


def locate(source: SourceFile, scalar: Scalar, start: int, end: int) -> Span:
    """The place in the source of the characters `start` to `end` of a scalar's text.

    What a fold or an escape gave covers the whole of that fold or escape. Where the text cannot be
    traced, the place is the whole scalar.
    """
    size = len(scalar.text)
    quotes = _QUOTES.get(scalar.style)
    if quotes is not None and scalar.end - scalar.start - 2 * quotes == size:
        first = scalar.start + quotes
        return Span(first + start, first + end)
    runs = _traced(source, scalar)
    return _place(runs, start, end) if runs else scalar.span


@lru_cache(maxsize=16)
def _traced(source: SourceFile, scalar: Scalar) -> tuple[_Run, ...]:
    """The runs of a scalar, none where its text cannot be traced; kept, as many places of one are wanted in a row."""
    runs = tuple(_runs(source.text, scalar))
    return runs if sum(run.length for run in runs) == len(scalar.text) else ()


def _place(runs: Iterable[_Run], start: int, end: int) -> Span:
    first: int | None = None
    decoded = last = 0
    for length, run_start, run_end in runs:
        is_exact = length == run_end - run_start
        last = run_end
        if first is None and start < decoded + length:
            first = run_start + (start - decoded if is_exact else 0)
        if first is not None and end <= decoded + length:
            if end <= start:
                return Span(first, first)
            return Span(first, run_start + end - decoded if is_exact else run_end)
        decoded += length
    return Span(last if first is None else first, last)


def _runs(text: str, scalar: Scalar) -> Iterable[_Run]:
    quotes = _QUOTES.get(scalar.style)
    if quotes is None:
        return _literal_runs(text, scalar) or _block_runs(text, scalar)
    pieces = _PIECES[scalar.style]
    return _flow_runs(pieces, text, scalar.start + quotes, scalar.end - quotes)


def _flow_runs(pieces: re.Pattern[str], text: str, start: int, end: int) -> Iterator[_Run]:
    for piece in pieces.finditer(text, start, end):
        length = _decoded_length(piece)
        yield _Run(length, piece.start(), piece.end())


def _decoded_length(piece: re.Match[str]) -> int:
    kind = piece.lastgroup
    if kind == "same":
        return len(piece[0])
    if kind == "escape":
        return 1
    breaks: list[str] = _BREAKS.findall(piece[0])
    if kind == "joined" or (len(breaks) > 1 and breaks[0] not in _KEPT_BREAKS):
        return len(breaks) - 1
    return len(breaks)


def _literal_runs(text: str, scalar: Scalar) -> list[_Run]:
    """One run a line where lines are kept as they are; none where they are not, or where other breaks end them."""
    if scalar.style != LITERAL or _OTHER_BREAKS.search(text, scalar.start, scalar.end):
        return []
    header = _BLOCK_HEADER.match(text, scalar.start)
    at = header.end() if header else scalar.start
    runs: list[_Run] = []
    *lines, last = scalar.text.split("\n")
    for line in lines:
        end = text.find("\n", at)
        if end < 0 or not text.startswith(line, max(at, end - len(line)), end):
            return []
        runs.append(_Run(len(line) + 1, end - len(line), end + 1))
        at = end + 1
    if last:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if not text.startswith(last, max(at, end - len(last)), end):
            return []
        runs.append(_Run(len(last), end - len(last), end))
    return runs


def _block_runs(text: str, scalar: Scalar) -> Iterator[_Run]:
    """Folding and indentation change nothing but blanks, so the words of both texts are paired in order."""
    header = _BLOCK_HEADER.match(text, scalar.start)
    at = header.end() if header else scalar.start
    for decoded in _BLANKS_THEN_WORD.finditer(scalar.text):
        raw = _BLANKS_THEN_WORD.match(text, at)
        if raw is None or (decoded["word"] and raw["word"] != decoded["word"]):
            return
        yield from _blank_runs(decoded["blanks"], raw["blanks"], at)
        if decoded["word"]:
            yield _Run(len(raw["word"]), *raw.span("word"))
        at = raw.end()


def _blank_runs(decoded: str, raw: str, start: int) -> Iterator[_Run]:
    """Pairs blanks line by line while no line break was folded away; the indentation is left out."""
    decoded_lines, raw_lines = decoded.split("\n"), _BREAKS.split(raw)
    ends_text = len(decoded_lines) < len(raw_lines) and decoded.endswith("\n")
    aligned = all(map(str.endswith, raw_lines, decoded_lines))
    if not aligned or (len(decoded_lines) != len(raw_lines) and not ends_text):
        if decoded:
            yield _Run(len(decoded), start, start + len(raw))
        return
    breaks: list[str] = [*_BREAKS.findall(raw), ""]
    for number, line in enumerate(decoded_lines):
        end = start + len(raw_lines[number])
        if line:
            yield _Run(len(line), end - len(line), end)
        start = end + len(breaks[number])
        if number < len(decoded_lines) - 1:
            yield _Run(1, end, start)
