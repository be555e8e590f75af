"""expr-lang, the language of `{{=…}}`, hooks, retries and the like, as each Argo version links it.

`parse` reads a text; `check` judges it in an `Environment`, which `environment` makes for a field.
"""

from argolint.expressions.expr.environments import ANYTHING, PLACES, Environment, environment
from argolint.expressions.expr.expression import Expression, parse
from argolint.expressions.expr.folding import Constant, fold
from argolint.expressions.expr.names import Name
from argolint.expressions.expr.types import Type
from argolint.expressions.expr.verdict import Verdict, check

__all__ = [
    "ANYTHING", "PLACES", "Constant", "Environment", "Expression", "Name", "Type", "Verdict", "check",
    "environment", "fold", "parse",
]  # fmt: skip
