"""See `rules/step-beyond-range.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions import cron
from argolint.model import WorkflowObject
from argolint.model.parts import schedules_of
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SIZES = (("minute", 60), ("hour", 24))
_STEP = lazy_pattern(r"\*/([0-9]{1,6})")
_WORD = lazy_pattern(r"\S+")


@rule(
    on=WorkflowObject,
    group="types",
    severity=Severity.WARNING,
    since="0.1",
    needs=("schedules", "schedule"),
    basis=Basis.TEXT,
)
def step_beyond_range(item: WorkflowObject, cx: Context) -> Findings:
    """A step in a schedule is longer than its field, so it has no effect beyond the first value."""
    for given in schedules_of(item):
        if cx.damaged(given) or isinstance(cron.parse(given.text), cron.Fault):
            continue
        words = [word for word in _WORD.finditer(given.text) if "TZ=" not in word[0]]
        for word, (unit, size) in zip(words, _SIZES, strict=False):
            step = _STEP.fullmatch(word[0])
            if step is not None and int(step[1]) >= size:
                letter = unit[0]
                yield finding(
                    locate(cx.document.source, given, word.start(), word.end()),
                    f"a field of {size} {unit}s has no step of {step[1]}: this means {unit} 0 alone",
                    help=f"write `@every {step[1]}{letter}`, or `0` for {unit} 0",
                )
