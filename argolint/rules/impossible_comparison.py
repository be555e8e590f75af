"""See `rules/impossible-comparison.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.comparisons import comparisons
from argolint.flow.types import Type, known_of, type_of
from argolint.model import Invocation
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean, listed
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.expressions.comparisons import Comparison
    from argolint.flow.types import Known
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_WORD = lazy_pattern(r"[A-Za-z]\w*|[0-9]+(?:\.[0-9]+)?")


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("when",))
def impossible_comparison(call: Invocation, cx: Context) -> Findings:
    """A `when` compares a variable with a value that it never has."""
    when = call.when
    if when is None or "{{" not in when.text:
        return
    for compared in comparisons(when.text):
        known = known_of(compared.name, call.caller, call, cx.flow(call.caller.owner))
        reason = _impossible(compared, known)
        if reason is None:
            continue
        result = "false" if compared.operator == "==" else "true"
        yield finding(
            locate(cx.document.source, when, compared.start, compared.end),
            f"`{compared.name}` is never {reason}, so this is always {result}",
            labels=[note(known.listed.span, known.why)] if known.listed is not None else [],
            help=_mending(compared, known),
        )


def _impossible(compared: Comparison, known: Known) -> str | None:
    """What the variable never is, if it cannot equal the word; statuses have a rule of their own."""
    if compared.name.endswith("status"):
        return None
    word = _typed(compared.word, compared.word_quoted)
    if known.choices is None:
        if known.type not in (Type.NUMBER, Type.BOOLEAN) or compared.quoted == (word[0] is Type.STRING):
            return None
        return "the text" if word[0] is Type.STRING else f"the {_noun(word[0])}"
    if not compared.quoted and not all(_WORD.fullmatch(choice) for choice in known.choices):
        return None
    if word in {_typed(choice, compared.quoted) for choice in known.choices}:
        return None
    same_text = compared.word in known.choices
    return f"the {_noun(word[0])} `{compared.word}`" if same_text else f"`{compared.word}`"


def _typed(text: str, quoted: bool) -> tuple[Type, object]:
    """A value as a `when` reads it: without quotes, numbers and truth values are no texts."""
    kind = Type.STRING if quoted else type_of(text)
    return (kind, float(text)) if kind is Type.NUMBER else (kind if kind is Type.BOOLEAN else Type.STRING, text)


def _noun(kind: Type) -> str:
    return kind.value.removeprefix("a ")


def _mending(compared: Comparison, known: Known) -> str | None:
    if known.choices is None or compared.word in known.choices:
        return "write both sides with quotes, or both without"
    return did_you_mean(compared.word, tuple(sorted(known.choices)), f"it can be {listed(sorted(known.choices))}")
