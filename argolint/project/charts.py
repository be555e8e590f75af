"""What rules say of the covered template of a chart, as far as it is certain whatever values the chart is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.masking import readable
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis
from argolint.rules.registry import find_rule
from argolint.schema.problems import UnknownField, WrongType
from argolint.schema.words import NO_SCALARS
from argolint.syntax.certainty import Template
from argolint.syntax.charts import UNKNOWN, Covered, Gap
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.rules.api import Rule
    from argolint.source import Span
    from argolint.syntax import Document

_PADDED = lazy_pattern(r"\{\{(=?)[ ]{3,}([^{}]*?)[ ]{3,}\}\}")
"""A tag as it is covered, with blanks in place of what kept it from Helm."""

_HOLDS: dict[Basis, Callable[[Template, Span], bool]] = {
    Basis.TEXT: lambda template, span: template.is_literal(span) and not template.has_tags(span),
    Basis.TAGS: lambda template, span: template.is_literal(span),
    Basis.MAP: lambda template, span: template.is_literal(span) and template.has_whole_map(span),
    Basis.NAMES: lambda template, span: template.is_literal(span) and template.tells_all_names,
    Basis.ALL: lambda template, _span: not template.gaps,
}
_OF_ONE_OBJECT = frozenset({"syntax", "schema", "scripts", "security", "deprecated", "style", "limits"})
"""Groups whose rules ask nothing of other objects, which may be rendered from elsewhere in the chart."""


def _holds(rule: Rule | None, template: Template, span: Span) -> bool:
    """Whether what a rule found rests on nothing but what is certain; our own failures always do."""
    if rule is None:
        return True
    return (rule.basis is not Basis.ALL or rule.group in _OF_ONE_OBJECT) and _HOLDS[rule.basis](template, span)


def certain(
    template: Template, home: Document, structure: Sequence[object], findings: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """The findings in a covered template that are certain, at the same places of the file itself.

    What mends them is left out, as for rendered charts.
    """
    template = Template(template.document, (*template.gaps, *_filled(structure)))
    covered = template.document.source
    for found in findings:
        if found.source is not covered or not _holds(find_rule(found.rule), template, found.span):
            continue
        labels = tuple(
            label._replace(source=home.source, message=_shown(label.message))
            for label in found.labels
            if label.source is covered
        )
        yield found._replace(
            source=home.source,
            message=_shown(found.message),
            object=_shown(found.object) if found.object is not None else None,
            help=_shown(found.help) if found.help is not None else None,
            labels=labels,
            fix=None,
        )


def _filled(structure: Iterable[object]) -> Iterator[Gap]:
    """What Helm puts in for a key, or for a value that is no text: anything may come of it."""
    for problem in structure:
        node = problem.node if isinstance(problem, WrongType) and problem.expected in NO_SCALARS else None
        node = problem.key if isinstance(problem, UnknownField) else node
        if isinstance(node, Scalar) and UNKNOWN in node.text:
            yield Gap(node.start, node.end, Covered.FILL)


def _shown(words: str) -> str:
    """Words about a covered text, fit to be read."""
    return readable(_PADDED.sub(r"{{\1\2}}", words))
