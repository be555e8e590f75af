"""The language of `when`: whether a step, a task, a metric or a CronWorkflow is to run.

The text is read after substitution; `tags.PLACEHOLDER` and `tags.DYNAMIC` in it stand for text that nobody
knows yet. A mistake is told only where it stands whatever that text will be.
"""

from argolint.expressions.when.evaluation import Outcome, evaluate
from argolint.expressions.when.reading import When, parse
from argolint.expressions.when.tokens import Kind, Token
from argolint.expressions.when.tree import Access, Binary, Group, Literal, Node, Unary, Word
from argolint.expressions.when.values import Type, Unknown, Value

__all__ = [
    "Access",
    "Binary",
    "Group",
    "Kind",
    "Literal",
    "Node",
    "Outcome",
    "Token",
    "Type",
    "Unary",
    "Unknown",
    "Value",
    "When",
    "Word",
    "evaluate",
    "parse",
]
