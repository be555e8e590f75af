"""expr-lang, the language of `{{=…}}`, hooks, retries and the like, as each Argo version links it."""

from argolint.expressions.expr.expression import Expression, parse

__all__ = ["Expression", "parse"]
