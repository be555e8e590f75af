"""Regular expressions as Go's `regexp` takes them: RE2 with Perl's classes, without look-around and `\\1`.

Python's own syntax differs in both directions, so a pattern is read here by Go's rules and written anew for
`re`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from argolint.patterns import lazy_pattern

_DEEPEST = 1000
_MOST_REPEATS = 1000
_MOST_STEPS = 1_000_000
_REPEAT = lazy_pattern(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_FLAGS = lazy_pattern(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])")
_NAMED = lazy_pattern(r"\(\?P?<([^>]*)>")
_CLASS_NAME = lazy_pattern(r"\[:(\^?)([^\]:]*):\]")
_UNICODE = lazy_pattern(r"\\[pP](?:\{\^?([^}]*)\}|(.))", re.DOTALL)
_HEX = lazy_pattern(r"\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})")
_OCTAL = lazy_pattern(r"\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})")
_WORD = lazy_pattern(r"[A-Za-z0-9_]+")
_CONTROL = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_PERL = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}
_POSIX = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "ascii": r"\x00-\x7f", "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~",
    "space": r"\t\n\v\f\r ", "upper": "A-Z", "word": "0-9A-Za-z_", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_CATEGORIES = frozenset("CLMNPSZ")
_LAST_CHARACTER = 0x10FFFF

MENDING = "write it as RE2 has it, with a backslash before a sign that is meant itself"
"""What helps against every fault of a pattern."""


class _RefusedError(Exception):
    """Go refuses the pattern; the text says why."""


class _Group:
    """A parenthesis under way: how often its deepest part is repeated, and what may be repeated next."""

    __slots__ = ("after_repeat", "last", "last_loops", "loops", "repeatable", "repeats")

    def __init__(self) -> None:
        self.repeats = 1
        self.repeatable = False
        self.last = 1
        """How often the part before is repeated already."""
        self.after_repeat = False
        self.loops = False
        self.last_loops = False


class _Reader:
    """Reads one pattern and writes it for `re`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.written: list[str] = []
        self.groups = [_Group()]
        self.names: set[str] = set()
        self.loops = 0
        self.portable = True
        """Whether `written` means to `re` what the pattern means to Go."""

    def read(self) -> None:
        while self.at < len(self.pattern):
            self._part(self.pattern[self.at])
        if len(self.groups) > 1:
            raise _RefusedError("a parenthesis is never closed")

    def _part(self, character: str) -> None:
        if character == "(":
            self._open()
        elif character == ")":
            self._close()
        elif character == "|":
            self._write("|")
            self.groups[-1].repeatable = self.groups[-1].after_repeat = False
        elif character == "[":
            self._atom(self._class())
        elif character == "\\":
            self._escape()
        elif character in "*+?":
            self._repeat(character, 0 if character == "*" else 1, unbounded=character != "?")
        elif character == "{" and (match := _REPEAT.match(self.pattern, self.at)):
            self._counted(match)
        elif character in ".^":
            self._atom(character)
        elif character == "$":
            self._atom(r"\Z")
        else:
            self._atom(re.escape(character))

    def _write(self, text: str, length: int = 1) -> None:
        self.written.append(text)
        self.at += length

    def _atom(self, text: str, length: int = 1) -> None:
        group = self.groups[-1]
        group.repeatable, group.after_repeat, group.last, group.last_loops = True, False, 1, False
        self._write(text, length)

    def _open(self) -> None:
        if len(self.groups) > _DEEPEST:
            raise _RefusedError("it is nested too deeply")
        length, opening = 1, "("
        if self.pattern.startswith("(?", self.at):
            if named := _NAMED.match(self.pattern, self.at):
                length, opening = len(named[0]), self._name(named)
            else:
                flags = _FLAGS.match(self.pattern, self.at)
                if flags is None or not (flags[1] or flags[2] or flags[3] == ":"):
                    raise _RefusedError(f"`{self.pattern[self.at : self.at + 3]}` is not known")
                if flags[3] == ")":
                    self._switch(flags)
                    return
                self.portable = self.portable and not (flags[1] or flags[2])
                length, opening = len(flags[0]), "(?:"
        self.groups.append(_Group())
        self._write(opening, length)

    def _name(self, named: re.Match[str]) -> str:
        name = named[1]
        if _WORD.fullmatch(name) is None:
            raise _RefusedError(f"`{named[0]}` has no name")
        if name in self.names:
            raise _RefusedError(f"the name `{name}` is taken twice")
        self.names.add(name)
        return "("

    def _switch(self, flags: re.Match[str]) -> None:
        """Flags that hold from here on; `re` takes them only at the very start, and means less by some."""
        self.groups[-1].after_repeat = False
        if self.at or flags[2] or set(flags[1]) - {"s"}:
            self.portable = False
            self.at += len(flags[0])
        else:
            self._write(flags[0], len(flags[0]))

    def _close(self) -> None:
        if len(self.groups) == 1:
            raise _RefusedError("a parenthesis is closed that was never opened")
        inner = self.groups.pop()
        outer = self.groups[-1]
        outer.repeatable, outer.after_repeat = True, False
        outer.last, outer.last_loops = inner.repeats, inner.loops
        outer.repeats, outer.loops = max(outer.repeats, inner.repeats), outer.loops or inner.loops
        self._write(")")

    def _counted(self, match: re.Match[str]) -> None:
        least = int(match[1]) if len(match[1]) < 5 else _MOST_REPEATS + 1
        most = least if match[2] is None else -1 if not match[3] else int(match[3][:5])
        if least > _MOST_REPEATS or most > _MOST_REPEATS or 0 <= most < least:
            raise _RefusedError(f"`{match[0]}` is no number of repeats")
        self._repeat(match[0], most if most >= 0 else least, unbounded=most < 0 or most > least)

    def _repeat(self, operator: str, times: int, *, unbounded: bool) -> None:
        group = self.groups[-1]
        if not group.repeatable:
            raise _RefusedError(f"nothing stands before `{operator}`")
        lazy = self.pattern.startswith("?", self.at + len(operator))
        if group.after_repeat:
            raise _RefusedError(f"`{operator}` stands behind another repeat")
        total = max(times, 1) * group.last if operator[0] == "{" else group.last
        if total > _MOST_REPEATS and times > 1:
            raise _RefusedError(f"`{operator}` repeats too often")
        if unbounded:
            self.loops += 1
            self.portable = self.portable and not group.last_loops
            group.loops = True
        group.repeats = max(group.repeats, total)
        group.last, group.after_repeat = total, True
        self._write(operator + "?" * lazy, len(operator) + lazy)

    def _escape(self) -> None:
        following = self.pattern[self.at + 1 : self.at + 2]
        if following == "Q":
            end = self.pattern.find(r"\E", self.at)
            quoted = self.pattern[self.at + 2 : end if end >= 0 else None]
            for character in quoted:
                self._atom(re.escape(character), 0)
            self.at += len(quoted) + (4 if end >= 0 else 2)
        elif following == "B":
            self._atom(r"(?!\b)", 2)  # `re` differs on an empty text
        elif following and following in "Ab":
            self._atom("\\" + following, 2)
        elif following == "z":
            self._atom(r"\Z", 2)
        elif following and following in "dwsDWS":
            self._atom(f"[{'^' if following.isupper() else ''}{_PERL[following.lower()]}]", 2)
        elif following and following in "pP":
            self._atom("", self._unicode())
        else:
            character, length = self._character()
            self._atom(re.escape(character), length)

    def _unicode(self) -> int:
        match = _UNICODE.match(self.pattern, self.at)
        name = (match[1] or match[2]) if match is not None else None
        if match is None or not name or not name[0].isalpha() or (match[2] and name not in _CATEGORIES):
            raise _RefusedError(f"`{self.pattern[self.at : self.at + 4]}` is no class of characters")
        self.portable = False
        return len(match[0])

    def _character(self) -> tuple[str, int]:
        """The character that an escape means, and the length of the escape."""
        following = self.pattern[self.at + 1 : self.at + 2]
        if not following:
            raise _RefusedError("a backslash is last")
        if following in _CONTROL:
            return _CONTROL[following], 2
        if octal := _OCTAL.match(self.pattern, self.at):
            return chr(int(octal[0][1:], 8)), len(octal[0])
        if number := _HEX.match(self.pattern, self.at):
            code = int((number[1] or number[2]).lstrip("0")[:9] or "0", 16)
            if code <= _LAST_CHARACTER:
                return chr(code), len(number[0])
        elif following.isascii() and not following.isalnum():
            return following, 2
        raise _RefusedError(f"`\\{following}` is no escape")

    def _class(self) -> str:
        """What stands in brackets; `at` is left on the last of them."""
        written = ["["]
        self.at += 1
        if self.pattern.startswith("^", self.at):
            written.append("^")
            self.at += 1
        first = True
        while first or not self.pattern.startswith("]", self.at):
            if self.at >= len(self.pattern):
                raise _RefusedError("a bracket is never closed")
            written.append(self._in_class())
            first = False
        return "".join(written) + "]"

    def _in_class(self) -> str:
        named = _CLASS_NAME.match(self.pattern, self.at)
        if named is not None:
            if named[2] not in _POSIX:
                raise _RefusedError(f"`{named[0]}` is no class of characters")
            self.at += len(named[0])
            self.portable = self.portable and not named[1]
            return _POSIX[named[2]]
        following = self.pattern[self.at + 1 : self.at + 2]
        if self.pattern[self.at] == "\\" and following:
            if following in "dwsDWS":
                self.at += 2
                self.portable = self.portable and following.islower()
                return _PERL[following.lower()]
            if following in "pP":
                self.at += self._unicode()
                return ""
        return self._range()

    def _range(self) -> str:
        start = self.at
        low = self._in_range()
        rest = self.pattern[self.at : self.at + 2]
        if len(rest) < 2 or rest[0] != "-" or rest[1] == "]":
            return _escaped(low)
        self.at += 1
        high = self._in_range()
        if high < low:
            raise _RefusedError(f"the range `{self.pattern[start : self.at]}` runs backwards")
        return f"{_escaped(low)}-{_escaped(high)}"

    def _in_range(self) -> str:
        if self.at >= len(self.pattern):
            raise _RefusedError("a bracket is never closed")
        character, length = self.pattern[self.at], 1
        if character == "\\":
            character, length = self._character()
        self.at += length
        return character


def _escaped(character: str) -> str:
    return re.escape(character) if character.isalnum() else f"\\{character}" if character.isascii() else character


def fault(pattern: str) -> str | None:
    """Why Go refuses a pattern, or None if it takes it."""
    return _read(pattern)[0]


def finds(pattern: str, text: str) -> bool | None:
    """Whether a pattern matches somewhere in a text; None where that cannot be told at a low cost."""
    _, compiled, loops = _read(pattern)
    if compiled is None or (len(text) + 2) ** (loops + 1) > _MOST_STEPS:
        return None
    return compiled.search(text) is not None


@lru_cache(maxsize=256)
def _read(pattern: str) -> tuple[str | None, re.Pattern[str] | None, int]:
    """Why a pattern is refused, else the same one for `re` if it can be had, and how many loops it has."""
    reader = _Reader(pattern)
    try:
        reader.read()
    except _RefusedError as refused:
        return str(refused), None, 0
    if not reader.portable:
        return None, None, 0
    try:
        return None, re.compile("".join(reader.written), re.ASCII), reader.loops
    except (re.error, RecursionError, OverflowError):
        return None, None, 0
