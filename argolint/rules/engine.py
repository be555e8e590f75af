"""Runs the rules over a document: one walk, each subject handed to the rules that asked for its type."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from argolint.flow.expressions import binding_sites, has_bindings
from argolint.flow.resource_calls import resource_calls
from argolint.kubernetes.containers import Container, containers_of, default_containers
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import Basis, type_name
from argolint.rules.context import Context
from argolint.rules.mending import suggested
from argolint.schema.problems import UnknownField, WrongType
from argolint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from argolint.flow.analysis import Flows
    from argolint.rules.api import Check, Finding, Rule
    from argolint.source import SourceFile
    from argolint.syntax import Document

INTERNAL_ERROR = "internal-error"
_TOLD_AT_THE_REFERENCE = frozenset({"unknown-variable"})
"""Rules whose findings in a referenced object have a rule of their own where the reference stands."""

Picked = tuple[tuple["Rule", "Check"], ...]


class RulesOfType:
    """The rules about one type of subject; those that need keys are picked once for each mix of keys.

    The module of a rule is loaded when the rule is first picked: most files need few of them.
    """

    __slots__ = ("_checks", "_keys", "_picked", "_relevant", "_rules")

    def __init__(self, subject: type, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._checks: dict[str, Check] = {}
        self._keys = _KEYS.get(subject)
        self._relevant = frozenset[str]().union(*(rule.needs for rule in rules))
        self._picked: dict[frozenset[str], Picked] = {}

    def fitting(self, subject: object) -> Picked:
        """The rules that may have something to say about a subject with these keys, each with its check."""
        given = self._relevant.intersection(self._keys(subject)) if self._keys is not None else self._relevant
        picked = self._picked.get(given)
        if picked is None:
            due = (rule for rule in self._rules if not rule.needs or not rule.needs.isdisjoint(given))
            picked = self._picked[given] = tuple((rule, self._check(rule)) for rule in due)
        return picked

    def _check(self, rule: Rule) -> Check:
        check = self._checks.get(rule.name)
        if check is None:
            check = self._checks[rule.name] = rule.check()
        return check


def _keys_of_part(subject: Template | Invocation | Container) -> Iterable[str]:
    return subject.node.entries


def _keys_of_object(item: WorkflowObject) -> Iterable[str]:
    holders = (item.node, item.spec, item.cron)
    return [key for holder in holders if holder is not None for key in holder.entries]


_KEYS: dict[type, Callable[[Any], Iterable[str]]] = {
    Template: _keys_of_part,
    Invocation: _keys_of_part,
    Container: _keys_of_part,
    WorkflowObject: _keys_of_object,
}
"""How to find the keys of a subject; where a type has none, its rules always speak."""


class RuleTable(dict[type, RulesOfType]):
    """The rules by the type of their subject; each type is looked up when the first subject of it comes."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._by_name: dict[str, list[Rule]] = {}
        for rule in self._rules:
            for subject in rule.subjects:
                self._by_name.setdefault(subject, []).append(rule)

    @cached_property
    def for_charts(self) -> RuleTable:
        """The rules that have something to say about a template of a chart."""
        return RuleTable(rule for rule in self._rules if rule.basis is not Basis.ALL)

    def __missing__(self, subject: type) -> RulesOfType:
        found = self[subject] = RulesOfType(subject, self._by_name.get(type_name(subject), ()))
        return found


class Look(NamedTuple):
    """How much of a file is looked at, and what is done meanwhile."""

    within: Span | None = None
    """Of documents and of templates, only those that touch it."""
    pause: Callable[[], None] | None = None
    """Called before each template; what it raises ends the look."""

    def passes_over(self, span: Span) -> bool:
        """Whether a document or a template is left out."""
        return self.within is not None and (span.end < self.within.start or self.within.end < span.start)


WHOLE = Look()


def run(
    document: Document,
    structure: Sequence[object],
    objects: Sequence[WorkflowObject],
    flows: Flows,
    rules: RuleTable,
    look: Look = WHOLE,
) -> list[Diagnostic]:
    """All that the rules have to say about one document."""
    cx = Context(document, flows, _damaged(structure))
    found: list[Diagnostic] = []
    owner: str | None = objects[0].title if len(objects) == 1 else None
    said = _remarks(None, document, flows, found)
    _ask((document, *document.problems, *structure, *said), rules, cx, owner, found)
    for item in objects:
        said = _remarks(item, document, flows, found)
        _ask(chain(said, _subjects(item, flows, look)), rules, cx, item.title, found)
        found.extend(_as_run(item, flows, rules))
    return found


def tell(subjects: Iterable[object], document: Document, flows: Flows, rules: RuleTable) -> list[Diagnostic]:
    """What the rules have to say about subjects that are no part of a document's content."""
    found: list[Diagnostic] = []
    _ask(subjects, rules, Context(document, flows, frozenset()), None, found)
    return found


def _as_run(user: WorkflowObject, flows: Flows, rules: RuleTable) -> Iterator[Diagnostic]:
    """What is wrong with the templates of the referenced object only because of the values that this one gives."""
    flow = flows.of(user)
    item, ref = flow.referenced_object, user.workflow_template_ref
    if item is None or ref is None or ref.name is None or not item.document.tagged:
        return
    reports: list[list[Diagnostic]] = []
    for view in (flows, flows.run_by(flow, item)):
        reports.append([])
        _ask(_inner(item, view), rules, Context(item.document, view, frozenset()), None, reports[-1])
    known = {(found.rule, found.span) for found in reports[0]}
    for found in reports[1]:
        if found.rule not in _TOLD_AT_THE_REFERENCE and (found.rule, found.span) not in known:
            yield found._replace(
                source=user.document.source,
                span=ref.name.span,
                message=f"{item.title} does not run with these values: {found.message}",
                object=user.title,
                labels=(Label(found.source, found.span, "here"), *found.labels),
                fix=None,
            )


def _damaged(structure: Sequence[object]) -> frozenset[int]:
    if not structure:
        return frozenset()
    marks: set[int] = set()
    for problem in structure:
        if isinstance(problem, UnknownField):
            if not problem.ignored:
                marks.add(id(problem.mapping))
        elif isinstance(problem, WrongType):
            marks.add(id(problem.node))
    return frozenset(marks)


def _subjects(item: WorkflowObject, flows: Flows, look: Look) -> Iterator[object]:
    yield item
    yield from default_containers(item)
    yield from _inner(item, flows, look)


def _remarks(item: WorkflowObject | None, document: Document, flows: Flows, found: list[Diagnostic]) -> list[object]:
    """What is to be said of the small languages in an object, or without one in the event bindings of a document."""
    try:
        if item is not None:
            flow = flows.of(item)
            return [*flow.expression_remarks, *flow.when_remarks]
        if has_bindings(document):
            from argolint.flow.expression_remarks import remarks  # few documents have one

            return list(remarks(binding_sites(document), flows.version))
    except Exception as error:
        owner = item.title if item is not None else None
        found.append(crash("reading the expressions", error, document.source, document.span.start, owner))
    return []


def _inner(item: WorkflowObject, flows: Flows, look: Look = WHOLE) -> Iterator[object]:
    for template in item.all_templates():
        if look.passes_over(template.node.span):
            continue
        if look.pause is not None:
            look.pause()
        yield template
        yield from containers_of(template)
        if template.type == "resource":
            yield from resource_calls(template, flows.of(item))
        yield from template.calls()


def _ask(subjects: Iterable[object], rules: RuleTable, cx: Context, owner: str | None, found: list[Diagnostic]) -> None:
    for subject in subjects:
        for rule, check in rules[type(subject)].fitting(subject):
            try:
                for hit in check(subject, cx):
                    found.append(_diagnostic(hit, rule, cx, owner))  # noqa: PERF401 (most give nothing, and fast)
            except Exception as error:
                start = cx.document.span.start
                found.append(crash(f"rule `{rule.name}`", error, cx.document.source, start, owner))


def _diagnostic(hit: Finding, rule: Rule, cx: Context, owner: str | None) -> Diagnostic:
    source = hit.source or cx.document.source
    fix = None
    mending = hit.fix or suggested(hit.help, hit.span, source)
    if mending is not None:
        edits = tuple(Edit(source, change.span, change.text) for change in mending.changes)
        fix = Fix(mending.title, edits, mending.safe)
    return Diagnostic(
        source=source,
        span=hit.span,
        message=hit.message,
        rule=rule.name,
        severity=rule.severity,
        object=owner,
        labels=tuple(Label(label.source or source, label.span, label.message) for label in hit.labels),
        help=str(hit.help) if hit.help is not None else None,
        fix=fix,
    )


def crash(what: str, error: Exception, source: SourceFile, start: int = 0, owner: str | None = None) -> Diagnostic:
    """The diagnostic of a failure of ours: the rest goes on, and the user is told what to report."""
    from traceback import extract_tb  # as rare as our failures are

    frame = extract_tb(error.__traceback__)[-1]
    return Diagnostic(
        source=source,
        span=Span(start, min(start + 1, len(source.text))),
        message=f"{what} failed: {type(error).__name__}: {error} ({frame.name}, line {frame.lineno})",
        rule=INTERNAL_ERROR,
        severity=Severity.ERROR,
        object=owner,
        help="this is a bug in argolint: please report it with the manifest",
    )
