"""See `rules/removed-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.patterns import lazy_pattern
from argolint.rules.api import Change, Mending, finding, rule
from argolint.schema.problems import UnknownField
from argolint.schema.versions import SUPPORTED
from argolint.source import Span
from argolint.syntax.nodes import DOUBLE, PLAIN, SINGLE, Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_LISTS = ("schedules", "mutexes", "semaphores")
_LINE_STARTS = lazy_pattern(r"\n(?=[ ])")


@rule(on=UnknownField, group="schema", since="0.1")
def removed_field(problem: UnknownField, cx: Context) -> Findings:
    """A field exists in another version of Argo, but not in the one that is checked for."""
    other = problem.other_versions
    if problem.ignored or other is None:
        return
    if other.until < cx.version:
        gone = SUPPORTED[SUPPORTED.index(other.until) + 1]
        told = f"was removed in Argo {gone}"
        help_ = f"use `{other.replaced_by}`" if other.replaced_by else "remove it"
    else:
        told = f"came with Argo {other.since}, and this is checked for {cx.version}"
        help_ = "remove it, or check for a newer version with `--argo-version`"
    yield finding(
        problem.key.span,
        f"`{problem.key.text}` of {problem.owner} {told}",
        help=help_,
        fix=_as_list(problem, other.replaced_by, cx) if other.until < cx.version else None,
    )


def _as_list(problem: UnknownField, replacement: str | None, cx: Context) -> Mending | None:
    """The value as the only item of the list that stands in for the field."""
    entry = problem.mapping.entries[problem.key.text]
    if replacement not in _LISTS or replacement in problem.mapping.entries or entry.merged:
        return None
    value, text = entry.value, cx.document.source.text
    changes: tuple[Change, ...]
    rename = Change(problem.key.span, replacement)
    if isinstance(value, Scalar):
        if value.style not in (PLAIN, SINGLE, DOUBLE):
            return None
        shown = text[value.start : value.end] if value.style else f'"{value.text}"'
        changes = (rename, Change(value.span, f"[{shown}]"))
    elif text[value.start] == "{":
        changes = (
            rename,
            Change(Span(value.start, value.start), "["),
            Change(Span(value.end, value.end), "]"),
        )
    else:
        indents = [found.end() for found in _LINE_STARTS.finditer(text, value.start, value.end)]
        shifts = [Change(Span(at, at), "  ") for at in indents]
        changes = (rename, Change(Span(value.start, value.start), "- "), *shifts)
    return Mending(f"put it into a list under `{replacement}`", changes, safe=True)
