"""An expression that is written anew from its tree means the same."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argolint.expressions.expr import parse
from argolint.expressions.expr.printer import printed
from argolint.schema.versions import DEFAULT
from tests.expressions.writing import ROWS, written

ATOMS = st.sampled_from(("a", "b.c", "1", "2.5", "'t'", "true", "nil", "a?.b", "f()", "(a)", "{k: 1}", "#", ".m"))
OPERATORS = st.sampled_from([operator for row in ROWS for operator in row if operator not in ("not", "!", "sign")])
FORMS = st.sampled_from((
    "{} ? {} : {}", "{} ?: {}", "[{}, {}]", "{{x: {}, ({}): {}}}", "f({}, {})", "({}).g({})", "{}.in", "{}?.x.y",
    "{}[{}]", "({})?.[{}]", "{}[1:]", "{}[{}:{}]", "{} | f({})",
    "{} | filter({})", "filter({}, {})", "map({}, {{{}; {}}})",
    "reduce({}, {}, {})", "sum({})", "let v = {}; {}", "({}; {})", "if {} {{ {} }} else {{ {} }}", "{} not in {}",
    "not {}", "-{}", "!{}",
))  # fmt: skip


def formed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger texts, with no regard to which of them are expressions."""
    forms = st.tuples(FORMS, inner, inner, inner).map(lambda drawn: drawn[0].format(*drawn[1:]))
    return forms | st.tuples(inner, OPERATORS, inner).map(" ".join)


@given(st.recursive(ATOMS, formed, max_leaves=12))
def test_what_is_written_means_the_same(text: str) -> None:
    text = f"map(list, {{ {text} }})"
    tree = parse(text, DEFAULT).tree
    assume(tree is not None)
    assert tree is not None
    again = parse(written(tree), DEFAULT)
    assert again.tree is not None, (text, written(tree), again.problems)
    assert printed(again.tree) == printed(tree)


@pytest.mark.parametrize(
    "text",
    [
        "a + -b * c ** d",
        "(a + b) * c",
        "(a ?? b) + c ?? d",
        "(a ** b) ** c ** d",
        "(a < b) < c",
        "not a * b and c not in d",
        "(a ? b : c) ? d : e",
    ],
)
def test_no_parentheses_are_written_without_need(text: str) -> None:
    tree = parse(text, DEFAULT).tree
    assert tree is not None
    assert written(tree).replace("- ", "-") == text
