"""Reads `.gitignore` files: which paths below a folder Git would leave out."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from argolint.patterns import lazy_pattern

_NOTHING = lazy_pattern(r"(?!)")
_NAMED_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class _Pattern(NamedTuple):
    regex: str
    negated: bool
    folders_only: bool


class _Run(NamedTuple):
    """Neighbouring patterns of one sign: a path that any of them matches is decided."""

    negated: bool
    files: re.Pattern[str]
    folders: re.Pattern[str]


class GitIgnore(NamedTuple):
    """The patterns of one `.gitignore`, last first, for paths below `base`."""

    base: str
    runs: tuple[_Run, ...]

    def ignores(self, path: str, is_folder: bool) -> bool | None:
        """Whether a path (absolute, `/` between its parts) is left out; None when no pattern speaks of it."""
        below = path[len(self.base) + 1 :]
        for run in self.runs:
            if (run.folders if is_folder else run.files).match(below):
                return not run.negated
        return None


def read_gitignore(folder: str, base: str) -> GitIgnore | None:
    """The `.gitignore` of a folder, or None when there is none that says anything."""
    try:
        path = f"{folder}/.gitignore"
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
    except OSError:
        return None
    return parse_gitignore(text, base)


def parse_gitignore(text: str, base: str) -> GitIgnore | None:
    """The patterns of a `.gitignore` text that stands in the folder `base`, or None when it has none."""
    patterns = [pattern for line in text.split("\n") if (pattern := _pattern(line))]
    patterns.reverse()
    runs = tuple(_run(negated, list(group)) for negated, group in groupby(patterns, lambda p: p.negated))
    return GitIgnore(base.rstrip("/"), runs) if runs else None


def ignored(path: str, is_folder: bool, files: tuple[GitIgnore, ...]) -> bool:
    """Whether a path is left out by `.gitignore` files given from the outermost folder to the innermost."""
    for file in reversed(files):
        verdict = file.ignores(path, is_folder)
        if verdict is not None:
            return verdict
    return False


def _run(negated: bool, patterns: list[_Pattern]) -> _Run:
    return _Run(
        negated,
        _any_of([pattern.regex for pattern in patterns if not pattern.folders_only]),
        _any_of([pattern.regex for pattern in patterns]),
    )


def _any_of(regexes: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(regexes)})\Z", re.DOTALL) if regexes else _NOTHING


def _pattern(line: str) -> _Pattern | None:
    glob = _without_trailing_blanks(line.removesuffix("\r"))
    if glob.startswith("#"):
        return None
    negated = glob.startswith("!")
    glob = glob[1:] if negated else glob
    folders_only = glob.endswith("/")
    glob = glob[:-1] if folders_only else glob
    regex = _regex(glob.removeprefix("/"))
    if not regex:
        return None
    anchored = "/" in glob
    return _Pattern(regex if anchored else f"(?:.*/)?{regex}", negated, folders_only)


def _without_trailing_blanks(line: str) -> str:
    kept = line.rstrip(" ")
    backslashes = len(kept) - len(kept.rstrip("\\"))
    return f"{kept} " if backslashes % 2 and len(kept) < len(line) else kept


_TOKEN = lazy_pattern(
    r"(?P<leading>\A\*\*/)|(?P<middle>/\*\*(?=/))|(?P<trailing>/\*\*\Z)|(?P<stars>\*+)|(?P<any>\?)"
    r"|\[(?P<negation>[!^]?)(?P<members>\]?(?:\[:\w*:\]|\\.|[^\]\\])*)\]|(?P<broken>\[|\\\Z)|\\(?P<escaped>.)|(?P<plain>.)",
    re.DOTALL,
)
_MEMBER = lazy_pattern(r"\[:(?P<named>\w*):\]|\\(?P<escaped>.)|(?P<special>[\[\]&~|^])", re.DOTALL)
_FIXED = {
    "leading": "(?:.*/)?",
    "middle": "(?:/.*)?",
    "trailing": "/.+",
    "stars": "[^/]*",
    "any": "[^/]",
}


def _regex(glob: str) -> str | None:
    """The regular expression of a glob, or None when it never matches (an open bracket, a lone backslash)."""
    parts = []
    for token in _TOKEN.finditer(glob):
        kind = token.lastgroup or ""
        if kind == "broken":
            return None
        if kind in _FIXED:
            parts.append(_FIXED[kind])
        elif kind == "members":
            parts.append(_character_class(token["members"], negated=bool(token["negation"])))
        else:
            parts.append(re.escape(token[kind]))
    return "".join(parts)


def _character_class(members: str, *, negated: bool) -> str:
    regex = f"(?!/)[{'^' if negated else ''}{_MEMBER.sub(_member, members)}]"
    try:
        re.compile(regex)
    except re.error:  # a range from high to low holds nothing
        return _NOTHING.pattern
    return regex


def _member(match: re.Match[str]) -> str:
    if match["named"] is not None:
        return _NAMED_CLASSES.get(match["named"], "")
    return re.escape(match["escaped"] or match["special"])
