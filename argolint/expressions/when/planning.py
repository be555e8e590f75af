"""Builds the tree of a `when` out of tokens that may stand beside each other.

Govaluate reads as far as the operators go: what follows an operand without one ends the innermost
parenthesis, whatever it is, and outside of parentheses the rest is not looked at. The stacks here do the same
without recursion.
"""

from __future__ import annotations

from argolint.expressions.when.tokens import OPERATORS, Kind, Token
from argolint.expressions.when.tree import Access, Binary, Group, Literal, Node, Unary, Word

_LEVELS = (
    (",",),
    ("?", ":", "??"),
    ("||",),
    ("&&",),
    ("==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in"),
    ("&", "|", "^"),
    ("<<", ">>"),
    ("+", "-"),
    ("*", "/", "%"),
    ("**",),
)
_PRECEDENCE = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}


class _Frame:
    """One expression under way: in parentheses, behind a field, or the whole."""

    __slots__ = ("opener", "operands", "operators", "prefix")

    def __init__(self, opener: Token | None, prefix: Token | None = None) -> None:
        self.opener = opener
        self.prefix = prefix
        self.operands: list[Node | None] = []
        self.operators: list[str] = []


def plan(tokens: list[Token]) -> Node | None:
    """The tree of tokens that passed the check of neighbours; None for a part that is missing altogether."""
    frames = [_Frame(None)]
    at = 0
    prefix: Token | None = None
    while at < len(tokens):
        token = tokens[at]
        frame = frames[-1]
        if token.kind is Kind.OPEN and len(frame.operands) == len(frame.operators):
            frames.append(_Frame(token, prefix))
            prefix = None
        elif token.kind is Kind.PREFIX:
            prefix = token
        elif token.kind in OPERATORS:
            _fold(frame, _PRECEDENCE[str(token.value)])
            frame.operators.append(str(token.value))
        elif len(frame.operands) > len(frame.operators):
            if _end(frames, token):
                break
        elif token.kind is Kind.CLOSE:
            _push(frame, prefix, None, token.start)
            prefix = None
            continue
        elif token.kind is Kind.FIELD and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.OPEN:
            frames.append(_Frame(token, prefix))
            prefix = None
        else:
            _push(frame, prefix, _leaf(token), token.end)
            prefix = None
        at += 1
    while len(frames) > 1:
        _close(frames, frames[-1].opener)
    return _finished(frames[0])


def _push(frame: _Frame, prefix: Token | None, operand: Node | None, end: int) -> None:
    if prefix is not None:
        operand = Unary(str(prefix.value), operand, prefix.start, end)
    frame.operands.append(operand)


def _fold(frame: _Frame, level: int) -> None:
    """Join operands whose operators bind at least as tightly as `level`."""
    while frame.operators and _PRECEDENCE[frame.operators[-1]] >= level:
        right, left = frame.operands.pop(), frame.operands.pop()
        start = left.start if left is not None else 0
        end = right.end if right is not None else start
        frame.operands.append(Binary(frame.operators.pop(), left, right, start, end))


def _finished(frame: _Frame) -> Node | None:
    if len(frame.operands) == len(frame.operators):
        frame.operands.append(None)
    _fold(frame, 0)
    return frame.operands[0]


def _end(frames: list[_Frame], token: Token) -> bool:
    """End the innermost parenthesis, and what hangs on fields in it; tells whether there was none."""
    while len(frames) > 1:
        opener = frames[-1].opener
        _close(frames, token)
        if opener is not None and opener.kind is Kind.OPEN:
            return False
    return True


def _close(frames: list[_Frame], last: Token | None) -> None:
    frame = frames.pop()
    inner = _finished(frame)
    opener = frame.opener
    assert opener is not None and last is not None
    node: Node
    if opener.kind is Kind.OPEN:
        node = Group(inner, opener.start, last.end)
    else:
        node = Access(str(opener.value), inner, opener.start, inner.end if inner else opener.end)
    _push(frames[-1], frame.prefix, node, node.end)


def _leaf(token: Token) -> Node:
    if token.kind is Kind.WORD and token.known:
        return Word(str(token.value), token.start, token.end)
    if token.kind is Kind.FIELD:
        return Access(str(token.value), None, token.start, token.end)
    if not token.known:
        return Literal(None, token.start, token.end, is_text=token.kind in (Kind.TEXT, Kind.WORD))
    return Literal(token.value, token.start, token.end, is_pattern=token.kind is Kind.PATTERN)
