"""Reads the tree of an expression by the tables of `grammar.lark`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions import lalr
from argolint.expressions.expr import faults, wording
from argolint.expressions.expr.builder import BUILDERS
from argolint.expressions.expr.lost import with_negations
from argolint.expressions.expr.size import is_larger
from argolint.expressions.expr.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.expressions.expr.dialects import Dialect
    from argolint.expressions.expr.functions import Edition
    from argolint.expressions.expr.tokens import Token
    from argolint.expressions.expr.tree import Node
    from argolint.expressions.result import Problem


def build(
    text: str, tokens: list[Token], dialect: Dialect, builtins: Mapping[str, Edition]
) -> tuple[Node | None, Problem | None]:
    """The tree of an expression, or the first mistake in it."""
    words = words_of(tokens, dialect, builtins)
    if not dialect.modern:
        words = with_negations(words)
    try:
        tree: Node = lalr.parse(lalr.load(__package__), words, BUILDERS)
    except lalr.Unexpected as stop:
        return None, faults.refused(text, tokens, words, stop)
    most = dialect.most_nodes
    if most is not None and is_larger(tree, words, most):
        return None, wording.too_many_parts(text, most)
    return tree, None
