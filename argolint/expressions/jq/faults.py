"""Says in words why a jq filter cannot go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.jq.lexer import KEYWORDS
from argolint.expressions.result import Problem

if TYPE_CHECKING:
    from argolint.expressions.jq.lexer import Word

_CLOSERS = {
    "OPEN": "CLOSE",
    "STRING_QUERY": "CLOSE",
    "LEFT_BRACKET": "RIGHT_BRACKET",
    "LEFT_BRACE": "RIGHT_BRACE",
    "IF": "END",
}
_SIGNS = {"CLOSE": ")", "RIGHT_BRACKET": "]", "RIGHT_BRACE": "}", "END": "end"}
_OPERANDS = frozenset((
    "IDENT", "MODULE_IDENT", "VARIABLE", "MODULE_VARIABLE", "NUMBER", "STRING", "FORMAT", "INDEX", "NULL",
    "TRUE", "FALSE", "DOT", "RECURSE",
))  # fmt: skip
_VALUES = _OPERANDS | {"STRING_END", "CLOSE", "RIGHT_BRACKET", "RIGHT_BRACE", "END", "QUESTION"}
"""Words that may end a term."""
_STARTS = _OPERANDS | {
    "STRING_START", "OPEN", "LEFT_BRACE", "IF", "TRY", "REDUCE", "FOREACH", "DEF", "LABEL", "BREAK",
}  # fmt: skip
"""Words that may begin a term."""
_OPERATORS = frozenset((
    "PIPE", "COMMA", "PLUS", "MINUS", "STAR", "SLASH", "PERCENT", "AND", "OR", "ALTERNATIVE", "UPDATE",
    "COMPARE",
))  # fmt: skip
_PARTNERS = {"ELSE": "IF", "ELIF": "IF", "THEN": "IF", "END": "IF", "CATCH": "TRY"}


def unexpected(words: list[Word], number: int, text: str) -> Problem:
    """The problem with a filter whose word of that number cannot follow; its end counts as a word."""
    if number >= len(words):
        return _unfinished(words, text)
    word = words[number]
    before = words[number - 1] if number else None
    if before is not None and before.end == word.start:
        glued = _glued(before, word)
        if glued is not None:
            return glued
    return _misplaced(words[:number], word)


def _unfinished(words: list[Word], text: str) -> Problem:
    opened = _open(words)
    if opened:
        first = opened[-1]
        sign = _SIGNS[_CLOSERS[first.kind]]
        what = "ended" if first.kind == "IF" else "closed"
        return Problem(first.start, first.end, f"`{first.text}` is never {what}", f"add `{sign}`")
    if not words:
        return Problem(0, len(text), "the filter is empty", "write `.` for the whole object")
    last = words[-1]
    hint = "take it away, or write what it works on" if last.kind in _OPERATORS else "complete the filter"
    return Problem(last.start, last.end, f"the filter ends behind `{last.text}`", hint)


def _open(words: list[Word]) -> list[Word]:
    """The brackets and `if`s that are open behind some words; keys named like them are no such words."""
    opened: list[Word] = []
    for number, word in enumerate(words):
        following = words[number + 1].kind if number + 1 < len(words) else None
        if word.kind == "IF" and following == "COLON":
            continue
        if word.kind in _CLOSERS:
            opened.append(word)
        elif opened and _CLOSERS[opened[-1].kind] == word.kind:
            opened.pop()
    return opened


def _glued(before: Word, word: Word) -> Problem | None:
    """Two signs that mean an operator of another language."""
    if before.text == word.text == "|":
        return Problem(before.start, word.end, "`||` is no operator of jq", "write `or`")
    if before.text == "==" and word.text == "=":
        return Problem(before.start, word.end, "`===` is no operator of jq", "write `==`")
    if before.text == "<" and word.text == ">":
        return Problem(before.start, word.end, "`<>` is no operator of jq", "write `!=`")
    if before.text == "=" and word.text == ">":
        return Problem(before.start, word.end, "`=>` is no operator of jq", "write `>=`")
    if before.kind == "RECURSE" and word.kind == "IDENT":
        hint = f"write `.. | .{word.text}?`, or `.{word.text}` for one step"
        return Problem(before.start, word.end, f"`..` takes no name, here `{word.text}`", hint)
    return None


def _misplaced(before: list[Word], word: Word) -> Problem:
    shown = word.text if len(word.text) <= 40 else word.text[:39] + "…"
    opened = _open(before)
    if word.kind in _SIGNS and word.kind != "END" and not any(_CLOSERS[one.kind] == word.kind for one in opened):
        return Problem(word.start, word.end, f"`{shown}` closes nothing", "take it away")
    if word.kind in _PARTNERS and not any(one.kind == _PARTNERS[word.kind] for one in before):
        partner = _PARTNERS[word.kind].lower()
        return Problem(word.start, word.end, f"`{shown}` has no `{partner}`", f"begin with `{partner}`")
    last = before[-1] if before else None
    if last is not None and (foreign := _foreign(last, word)):
        return Problem(last.start, word.end, *foreign)
    if last is not None and last.kind in _VALUES and word.kind in _STARTS:
        if opened and opened[-1].kind == "LEFT_BRACE":
            return Problem(word.start, word.end, f"no `,` stands in front of `{shown}`", "part entries by `,`")
        hint = "join them with `|`, or with `,` for both results"
        return Problem(word.start, word.end, f"no operator stands between `{last.text}` and `{shown}`", hint)
    if word.kind in _OPERATORS and (last is None or last.kind in _OPERATORS or last.kind in _CLOSERS):
        place = f"between `{last.text}` and `{shown}`" if last is not None else f"in front of `{shown}`"
        return Problem(word.start, word.end, f"nothing stands {place}", "take the operator away, or fill the gap")
    if word.kind in ("COMPARE", "UPDATE"):
        hint = "put one of the operations in parentheses"
        return Problem(word.start, word.end, f"`{shown}` cannot follow another operator of its kind", hint)
    if opened and word.kind in _SIGNS and _CLOSERS[opened[-1].kind] != word.kind:
        hint = f"add `{_SIGNS[_CLOSERS[opened[-1].kind]]}` first"
        return Problem(word.start, word.end, f"`{opened[-1].text}` is still open at `{shown}`", hint)
    return Problem(word.start, word.end, f"`{shown}` cannot stand here", _hint(word, last))


def _foreign(last: Word, word: Word) -> tuple[str, str] | None:
    """The message and help for what is written as in JSONPath, or as a key in other languages."""
    if last.kind == "LEFT_BRACE" and word.kind == "INDEX":
        return "a path in braces is no filter of jq", f"write `{word.text}` without braces"
    if last.kind == "LEFT_BRACKET" and word.kind == "QUESTION":
        return "`[?` is no filter of jq", "write `.[] | select(CONDITION)`"
    if last.kind == "IDENT" and word.kind == "MINUS" and last.end == word.start:
        return "a key with a dash needs quotes", 'write it as `"…"`'
    return None


def _hint(word: Word, last: Word | None) -> str:
    if word.text in KEYWORDS:
        return f'a key named so is written `."{word.text}"`'
    if last is not None and last.kind == "AS":
        return "write a variable behind `as`, such as `$x`"
    if last is not None and last.kind in ("LABEL", "BREAK"):
        return f"write a name with a dollar sign behind `{last.text}`, such as `$out`"
    if word.kind == "CLOSE":
        return "fill the parentheses, or take them away"
    return "take it away, or complete what stands in front of it"
