"""The `format` of a `withSequence`: Go's `Sprintf` with one whole number, put in quotes and read as JSON."""

from __future__ import annotations

import json
from typing import NamedTuple

from argolint.expressions.result import Problem
from argolint.patterns import lazy_pattern

VERBS = "bcdoOqTUvxX"
"""The letters that stand for a whole number."""

_BASES = {"d": 10, "v": 10, "b": 2, "o": 8, "O": 8, "x": 16, "X": 16}
_PREFIXES = {2: "0b", 8: "0", 16: "0x"}
_ESCAPES = {
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v",
    "\\": r"\\", "'": r"\'",
}  # fmt: skip
_FLAGS = lazy_pattern(r"[#0+ -]*")
_DIGITS = lazy_pattern(r"[0-9]*")
_LARGEST_WIDTH = 1_000_000
_WIDEST = 10_000
"""More blanks than this are not written, so that a short text cannot ask for gigabytes."""

_LAST_CHARACTER, _REPLACEMENT = 0x10FFFF, "\ufffd"
_INSTEAD = {"s": "d", "i": "d", "u": "d", "D": "d", "n": "d", "l": "d", "f": "d"}
_USUAL = "write `%d`, or `%03d` for three digits"


class Format(NamedTuple):
    """A format as it was read; its problems are what makes Go complain within the item, or Argo refuse it."""

    text: str
    problems: tuple[Problem, ...]
    readable: bool
    """Whether Argo can read the items at all."""

    distinct: bool
    """Whether different numbers give different items."""


def parse(text: str) -> Format:
    """Read a format."""
    printer = _Printer(text, 1)
    first, second = printer.print(), item(text, 5)
    readable = all(is_readable(found) for found in (first, second, item(text, 0)))
    problems = list(printer.problems)
    if not readable:
        message = "it makes an item that is no JSON text"
        hint = "take quotes, control characters and lone backslashes away"
        problems.append(Problem(0, len(text), message, hint))
    return Format(text, tuple(problems), readable, first != second)


def item(text: str, number: int) -> str:
    """The item that a format makes of a number."""
    return _Printer(text, number).print()


def is_readable(found: str) -> bool:
    """Whether Argo, which puts an item in quotes, can read it again."""
    try:
        return isinstance(json.loads(f'"{found}"'), str)
    except ValueError:
        return False


class _Directive:
    """What stands between a `%` and its letter."""

    __slots__ = ("flags", "is_indexed", "precision", "start", "width")

    def __init__(self, start: int) -> None:
        self.start = start
        self.flags = ""
        self.width: int | None = None
        self.precision: int | None = None
        self.is_indexed = True
        """Whether its index, if any, names the number."""

    def has(self, flag: str) -> bool:
        return flag in self.flags


class _Printer:
    def __init__(self, text: str, number: int) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._number = number
        self._at = 0
        self._used = 0
        """How many arguments are taken; there is only one."""
        self._reordered = False
        self._parts: list[str] = []

    def print(self) -> str:
        text = self._text
        while (found := text.find("%", self._at)) >= 0:
            self._parts.append(text[self._at : found])
            self._at = found + 1
            self._directive(_Directive(found))
        self._parts.append(text[self._at :])
        if not self._reordered and self._used == 0:
            self._parts.append(f"%!(EXTRA int={self._number})")
            self._complain(0, "the number stands nowhere in it", _USUAL, end=len(text))
        return "".join(self._parts)

    def _complain(self, start: int, message: str, help: str, *, end: int | None = None) -> None:
        self.problems.append(Problem(start, self._at if end is None else end, message, help))

    def _directive(self, directive: _Directive) -> None:
        flags = _FLAGS.match(self._text, self._at)
        assert flags is not None
        directive.flags = flags[0]
        self._at = flags.end()
        indexed = self._index(directive)
        indexed = self._width(directive, indexed)
        indexed = self._precision(directive, indexed)
        if not indexed:
            self._index(directive)
        if self._at >= len(self._text):
            self._parts.append("%!(NOVERB)")
            self._complain(directive.start, "a letter is missing behind `%`", f"{_USUAL}, or `%%` for the sign")
            return
        verb = self._text[self._at]
        self._at += 1
        self._verb(directive, verb)

    def _verb(self, directive: _Directive, verb: str) -> None:
        shown = self._text[directive.start : self._at]
        if verb == "%":
            self._parts.append("%")
        elif not directive.is_indexed:
            self._parts.append(f"%!{verb}(BADINDEX)")
            self._complain(directive.start, f"`{shown}` names no number", "write `[1]`; there is only one number")
        elif self._used > 0:
            self._parts.append(f"%!{verb}(MISSING)")
            message = f"no number is left for `{shown}`"
            self._complain(directive.start, message, "write `%[1]d` to use the number again")
        else:
            self._used += 1
            if verb in VERBS:
                self._parts.append(_printed(directive, verb, self._number))
            else:
                # Go takes `w` for a kind of `v`, whose `+` and `#` are other flags.
                number = _printed(directive, "v" if verb == "w" else "d", self._number)
                self._parts.append(f"%!{verb}(int={number})")
                better = _INSTEAD.get(verb, "d")
                self._complain(directive.start, f"`{shown}` takes no whole number", f"write `%{better}`")

    def _index(self, directive: _Directive) -> bool:
        """Read `[1]`; tells whether one was there to be read."""
        if not self._text.startswith("[", self._at):
            return False
        self._reordered = True
        end = self._text.find("]", self._at) if self._at + 3 <= len(self._text) else -1
        digits = self._text[self._at + 1 : end] if end >= 0 else ""
        self._at = end + 1 if end >= 0 else self._at + 1
        is_number = digits.isascii() and digits.isdigit() and len(digits.lstrip("0")) <= 7
        if is_number and int(digits) == 1:
            self._used = 0
        else:
            directive.is_indexed = False
        return is_number

    def _width(self, directive: _Directive, indexed: bool) -> bool:
        if self._text.startswith("*", self._at):
            width = self._from_number("%!(BADWIDTH)", "width", directive)
            if width is not None and width < 0:
                directive.flags = directive.flags.replace("0", "") + "-"
            directive.width = None if width is None else abs(width)
            return False
        directive.width = self._digits()
        if indexed and directive.width is not None:
            directive.is_indexed = False
        return indexed

    def _precision(self, directive: _Directive, indexed: bool) -> bool:
        if not self._text.startswith(".", self._at) or self._at + 1 == len(self._text):
            return indexed
        self._at += 1
        if indexed:
            directive.is_indexed = False
        indexed = self._index(directive)
        if self._text.startswith("*", self._at):
            precision = self._from_number("%!(BADPREC)", "precision", directive)
            directive.precision = None if precision is None or precision < 0 else precision
            return False
        directive.precision = self._digits() or 0
        return indexed

    def _digits(self) -> int | None:
        match = _DIGITS.match(self._text, self._at)
        assert match is not None
        if not match[0]:
            return None
        if len(match[0].lstrip("0")) > 7 or int(match[0]) // 10 > _LARGEST_WIDTH:
            self._at = len(self._text)
            return None
        self._at = match.end()
        return int(match[0])

    def _from_number(self, complaint: str, what: str, directive: _Directive) -> int | None:
        """The number itself taken for a width or a precision, because of a `*`."""
        self._at += 1
        if self._used > 0 or abs(self._number) > _LARGEST_WIDTH:
            self._parts.append(complaint)
            self._complain(directive.start, f"no number is left for the {what}", "write it in digits")
            self._used = max(self._used, 1)
            return None
        self._used += 1
        if complaint == "%!(BADPREC)" and self._number < 0:
            self._parts.append(complaint)
        return self._number


def _printed(directive: _Directive, verb: str, number: int) -> str:
    if verb == "T":
        precision = directive.precision
        return _padded("int"[:precision], directive, zeros=True)
    if verb == "c":
        return _padded(_character(number), directive, zeros=True)
    if verb == "q":
        return _padded(_quoted(_character(number), ascii_only=directive.has("+")), directive, zeros=True)
    if verb == "U":
        return _padded(_code_point(directive, number), directive)
    return _integer(directive, verb, number)


def _integer(directive: _Directive, verb: str, number: int) -> str:
    plain = verb == "v"
    sharp, plus = directive.has("#") and not plain, directive.has("+") and not plain
    base = _BASES[verb]
    digits = _in_base(abs(number), base)
    least = 0
    if directive.precision is not None:
        least = directive.precision
        if least == 0 and number == 0:
            return _padded("", directive)
    elif directive.has("0") and not directive.has("-") and directive.width is not None:
        least = directive.width - (number < 0 or plus or directive.has(" "))
    digits = digits.rjust(min(least, _WIDEST), "0")
    if sharp and not (base == 8 and digits[0] == "0"):
        digits = _PREFIXES.get(base, "") + digits
    if verb == "O":
        digits = "0o" + digits
    if verb == "X":
        digits = digits.upper()
    sign = "-" if number < 0 else "+" if plus else " " if directive.has(" ") else ""
    return _padded(sign + digits, directive)


def _in_base(number: int, base: int) -> str:
    return format(number, {2: "b", 8: "o", 10: "d", 16: "x"}[base])


def _padded(text: str, directive: _Directive, *, zeros: bool = False) -> str:
    width = min(directive.width or 0, _WIDEST)
    if directive.has("-"):
        return text.ljust(width)
    return text.rjust(width, "0" if zeros and directive.has("0") else " ")


def _character(number: int) -> str:
    if not 0 <= number <= _LAST_CHARACTER or 0xD800 <= number < 0xE000:
        return _REPLACEMENT
    return chr(number)


def _quoted(character: str, *, ascii_only: bool) -> str:
    code = ord(character)
    if character in _ESCAPES:
        inner = _ESCAPES[character]
    elif character.isprintable() and (code < 0x80 or not ascii_only):
        inner = character
    elif code < 0x20 or code == 0x7F:
        inner = f"\\x{code:02x}"
    else:
        inner = f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return f"'{inner}'"


def _code_point(directive: _Directive, number: int) -> str:
    digits = format(number % 2**64, "X").rjust(min(max(4, directive.precision or 0), _WIDEST), "0")
    shown = f"U+{digits}"
    if directive.has("#") and 0 <= number <= _LAST_CHARACTER and chr(number).isprintable():
        shown += f" '{chr(number)}'"
    return shown
