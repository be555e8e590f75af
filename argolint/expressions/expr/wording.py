"""What is said about texts that are no expressions."""

from __future__ import annotations

from typing import Final

from argolint.expressions.expr.tokens import (
    BINARY,
    BRACKET,
    END,
    NAME,
    NUMBER,
    OPERATOR,
    TEXT,
    USED,
    WORD_OPERATORS,
    Token,
)
from argolint.expressions.result import Problem

_QUOTES: Final = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"') | dict.fromkeys(
    "\u2018\u2019\u201a\u201b", "'"
)
_DASHES: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212")
_LONGEST_SHOWN: Final = 40
_INVISIBLE: Final = {
    "\ufeff": "a byte order mark",
    "\u200b": "a blank without width",
    "\0": "a zero character",
}

FOREIGN: Final = {
    "=": ("`=` compares nothing", "write `==`"),
    "=~": ("`=~` is no operator here", "write `matches`"),
    "!~": ("`!~` is no operator here", "write `not (a matches b)`, or `not matches`"),
    "===": ("`===` is no operator here", "write `==`"),
    "!==": ("`!==` is no operator here", "write `!=`"),
    "<>": ("`<>` is no operator here", "write `!=`"),
    "=>": ("`=>` is no operator here", "write `>=`"),
    "=<": ("`=<` is no operator here", "write `<=`"),
    "&": ("`&` is no operator here", "write `&&`; `bitand(a, b)` is for bits"),
    "&&&": ("`&&&` is no operator here", "write `&&`"),
    "|||": ("`|||` is no operator here", "write `||`"),
    "<<": ("`<<` is no operator here", "write `bitshl(a, b)`"),
    ">>": ("`>>` is no operator here", "write `bitshr(a, b)`"),
    "~": ("`~` is no operator here", "write `matches` to compare with a pattern, `bitnot(a)` for bits"),
    "@": ("`@` stands for nothing here", "the element of a list is `#`"),
    "++": ("`++` is no operator here", "write `+ 1`"),
    "<=>": ("`<=>` is no operator here", "compare with `<`, `==` or `>`"),
    "##": ("`##` stands for nothing", "the element of a list is `#`"),
}  # fmt: skip
"""Operators of other languages, with what to write here."""

_WORDS: Final = {
    "AND": "and", "And": "and", "OR": "or", "Or": "or", "NOT": "not", "Not": "not", "IN": "in", "In": "in",
    "notin": "not in", "startswith": "startsWith", "endswith": "endsWith", "Contains": "contains",
    "Matches": "matches", "like": "matches", "eq": "==", "ne": "!=", "lt": "<", "gt": ">", "le": "<=",
    "ge": ">=", "is": "==", "xor": "!=", "mod": "%", "div": "/", "elif": "else if", "elseif": "else if",
    "then": "?",
}  # fmt: skip


_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}
_UNCLOSED: Final = "unclosed"
_UNFINISHED: Final = "unfinished"
AFTER_ALL: Final = "an operator or the end"
"""What is missing where an expression could be over."""

_FORMS: Final = {
    "`;`": "a variable is written `let name = value; expression`",
    "`else`": "a choice is written `if condition { value } else { value }`",
    "`:` and the other value": "a choice is written `condition ? value : value`",
    "`:`": "an entry of a map is written `key: value`",
    "`,` or `)`": "part arguments by `,`",
    "`,` or `]`": "part elements by `,`",
    "`,` or `}`": "part entries by `,`",
    "a name": "name a member, or take the dot away",
    "a value": "write a value there",
}
"""How to write what is missing, where nothing better can be said."""


def stray(text: str, start: int) -> Problem:
    """What is wrong with a character that begins no token; the same ones behind it are taken along."""
    character = text[start]
    if text.startswith("/*", start):
        return Problem(start, len(text), "the comment is never closed", "put `*/` behind it")
    end = start + 1
    while end < len(text) and text[end] == character:
        end += 1
    if character in _QUOTES:
        return Problem(start, end, f"`{character}` is no quote here", f"write {_QUOTES[character]}")
    if character in _DASHES:
        return Problem(start, end, f"`{character}` is no minus sign", "write `-`")
    if character in _INVISIBLE:
        return Problem(start, end, f"{_INVISIBLE[character]} stands in the expression", "take it away")
    known = FOREIGN.get(character)
    if known is not None:
        return Problem(start, end, *known)
    if character == "\\":
        return Problem(start, end, "`\\` stands outside a string", "put the text in quotes")
    return Problem(start, end, f"`{shown(character)}` belongs to no expression", "put it in quotes if it is text")


def foreign(text: str, tokens: list[Token]) -> list[Problem]:
    """Every operator that has no meaning anywhere, so that one look finds them all."""
    declares = any(token.kind == OPERATOR and token.value == "let" for token in tokens)
    return [
        _foreign_at(text, token.start, token.end)
        for token in tokens
        if token.kind == OPERATOR and (token.value not in USED or (token.value == "=" and not declares))
    ]


def _foreign_at(text: str, start: int, end: int) -> Problem:
    """The longest foreign operator around an offset."""
    for length in (3, 2, 1):
        for first in range(max(0, end - length), start + 1):
            piece = text[first : first + length]
            known = FOREIGN.get(piece)
            if known is not None and first + len(piece) >= end:
                return Problem(first, first + len(piece), *known)
    return Problem(start, end, f"`{text[start:end]}` is no operator", None)


def bad_number(text: str, start: int, end: int) -> Problem:
    """A number that runs into a word."""
    return Problem(
        start,
        end,
        f"`{shown(text[start:end])}` is no number",
        "put it in quotes if it is text or has a unit",
    )


def no_number(token: Token, reason: str) -> Problem:
    """A number without a value."""
    help_text = "put it in quotes if it is text" if "large" in reason else "complete the digits"
    return Problem(token.start, token.end, f"`{shown(token.value)}` {reason}", help_text)


def too_many_parts(text: str, most: int) -> Problem:
    """An expression beyond the limit of the library."""
    return Problem(
        0, len(text), f"the expression has more than {most} parts", "leave the work to a script or a template"
    )


def mixed_with_default(operator: Token) -> Problem:
    """`a ?? b + c`."""
    return Problem(
        operator.start,
        operator.end,
        f"`{operator.value}` may not follow `??` without parentheses",
        "write `(a ?? b)` in parentheses, or what is behind `??`",
    )


def pointer_outside(token: Token) -> Problem:
    """`#` or `.name` where there is no element."""
    if token.value == "#":
        return Problem(
            token.start,
            token.end,
            "`#` stands outside a predicate",
            "it is the element within `filter`, `map` and the like; a comment begins with `//`",
        )
    return Problem(
        token.start,
        token.end,
        "a name is missing before `.`",
        "begin with a name such as `workflow` or `inputs`",
    )


def too_few_arguments(name: Token, closing: Token, least: int, given: int) -> Problem:
    """A call of `filter` and the like that ends too early."""
    return Problem(
        name.start,
        closing.end,
        f"`{name.value}` takes at least {least} arguments and gets {given}",
        f"write `{name.value}(list, condition)`, where `#` is the element",
    )


def map_as_body(token: Token) -> Problem:
    """`map(list, {a: 1})`."""
    return Problem(
        token.start,
        token.end,
        "the brace opens the body of a predicate, not a map",
        "put the map in parentheses: `({key: value})`",
    )


def no_key(text: str, tokens: list[Token], at: int) -> Problem:
    """Something that cannot be the key of a map."""
    token = tokens[at]
    if token.kind == END:
        return unexpected(text, tokens, at, "`}`")
    if token.kind == BRACKET and token.value == "{":
        return Problem(
            token.start,
            token.end,
            "a map cannot be the key of a map",
            "take the inner braces away: within an expression a name stands without `{{` and `}}`",
        )
    key = shown(token.value)
    if token.kind == OPERATOR and token.value in WORD_OPERATORS:
        return Problem(token.start, token.end, f"the key `{key}` is an operator", "put it in quotes")
    return Problem(
        token.start,
        token.end,
        f"`{key}` cannot be a key",
        "a key is a name, a string, a number or in parentheses",
    )


def no_member_name(text: str, tokens: list[Token], at: int) -> Problem:
    """Something other than a name behind a dot."""
    token = tokens[at]
    if token.kind == TEXT:
        return Problem(
            token.start,
            token.end,
            "a string cannot follow a dot",
            f"write `[{text[token.start : token.end]}]` without the dot",
        )
    if token.kind == NUMBER or (token.kind == BRACKET and token.value == "["):
        return Problem(token.start, token.end, "a name must follow the dot", "an index has brackets and no dot: `[0]`")
    return unexpected(text, tokens, at, "a name")


def unexpected(text: str, tokens: list[Token], at: int, wanted: str) -> Problem:
    """A token that cannot stand where it does."""
    token = tokens[at]
    if token.kind == END:
        return _at_end(text, tokens, wanted)
    before = tokens[at - 1] if at else None
    if token.kind == OPERATOR and before is not None and before.end == token.start:
        known = FOREIGN.get(before.value + token.value)
        if known is not None:
            return Problem(before.start, token.end, *known)
    if token.kind == OPERATOR and token.value in FOREIGN:
        return _foreign_at(text, token.start, token.end)
    found = shown(text[token.start : token.end])
    if wanted == AFTER_ALL and token.kind == BRACKET and token.value in _PAIRS.values():
        return Problem(token.start, token.end, f"`{found}` closes nothing", "take it away, or open it in front")
    return Problem(token.start, token.end, f"{wanted} is missing before `{found}`", _advice(token, before, wanted))


def _advice(token: Token, before: Token | None, wanted: str) -> str | None:
    if token.kind == NAME and token.value in _WORDS:
        return f"write `{_WORDS[token.value]}`"
    if token.kind == OPERATOR and token.value == "#":
        return "a comment begins with `//`; `#` is the element within `filter`, `map` and the like"
    if before is not None and before.kind == OPERATOR and before.value == "|":
        return "`|` hands a value to a function: `value | upper()`; `bitor(a, b)` is for bits"
    if token.kind == OPERATOR and token.value in ("let", "if"):
        return f"put the `{token.value}` in parentheses"
    if token.kind == BRACKET and token.value == "(":
        return "only a name or a member can be called"
    if before is not None and before.kind == TEXT and token.kind in (NAME, TEXT, NUMBER):
        return "a quote within a string needs `\\` before it; texts are joined by `+`"
    if before is not None and before.kind == NAME and before.value in _WORDS:
        return f"write `{_WORDS[before.value]}`"
    if token.kind == OPERATOR and token.value == "not":
        return "`not` stands before a value, or before `in`, `contains`, `matches`, `startsWith`, `endsWith`"
    if token.kind == OPERATOR and token.value in BINARY and wanted == "a value":
        return "an operator needs a value on each side"
    return _FORMS.get(wanted)


def _at_end(text: str, tokens: list[Token], wanted: str) -> Problem:
    if len(tokens) == 1:
        return Problem(0, len(text), "there is no expression", "write one, such as `inputs.parameters.name`")
    last = tokens[-2]
    topic = _UNCLOSED if any(f"`{closing}`" in wanted for closing in _PAIRS.values()) else _UNFINISHED
    help_text = _FORMS.get(wanted)
    if last.kind == OPERATOR and wanted == "a value":
        help_text = f"complete what follows `{last.value}`, or take it away"
    elif topic != _UNCLOSED and last.kind == NAME and any(token.value == "|" for token in tokens):
        help_text = "a function behind `|` needs parentheses: `value | upper()`"
    return Problem(last.start, last.end, f"{wanted} is missing at the end", help_text, topic)


def shows_at_the_end(problem: Problem) -> bool:
    """Whether a mistake is that the text ends too early, wherever it is told."""
    return problem.topic in (_UNCLOSED, _UNFINISHED)


def at_its_opening(problem: Problem, tokens: list[Token]) -> Problem:
    """A bracket that is missing at the end, told where it was opened; any other problem where it is."""
    opened = _never_closed(tokens) if problem.topic == _UNCLOSED else None
    if opened is None:
        return problem._replace(topic="") if shows_at_the_end(problem) else problem
    message, help_text = f"`{opened.value}` is never closed", f"add `{_PAIRS[opened.value]}`"
    return Problem(opened.start, opened.end, message, help_text)


def _never_closed(tokens: list[Token]) -> Token | None:
    """The last bracket that is opened and not closed."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind == BRACKET and token.value in _PAIRS:
            opened.append(token)
        elif token.kind == BRACKET and opened:
            opened.pop()
    return opened[-1] if opened else None


def shown(text: str) -> str:
    """A piece of text, fit for a message."""
    piece = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text[:_LONGEST_SHOWN])
    return piece + "…" if len(text) > _LONGEST_SHOWN else piece
