"""The check of one file among all that a workspace defines; what it says rests on the file and on what it asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.flow.analysis import Flows
from argolint.model import Kind, embedded, manifests, objects
from argolint.model.config_maps import workflow_defaults
from argolint.model.suppressions import MARK
from argolint.names import Beyond, Workspace
from argolint.project.homing import at_home, home
from argolint.project.outcome import FileReport, ObjectName
from argolint.project.selection import selected
from argolint.project.suppression import Suppressions
from argolint.project.versions import for_each_version
from argolint.rules import engine
from argolint.rules.registry import all_rules
from argolint.schema.walk import check as check_structure
from argolint.source import Span, file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.model import WorkflowObject
    from argolint.model.suppressions import Word
    from argolint.names import Definitions, Query
    from argolint.project.files import LoadedFile
    from argolint.project.library import Shelf
    from argolint.project.outcome import Settings
    from argolint.rules.api import Rule
    from argolint.schema.problems import StructureProblem
    from argolint.source import SourceFile
    from argolint.syntax import Document, nodes
    from argolint.syntax.certainty import Template

    Find = Callable[[str], Sequence[WorkflowObject]]


class Rulebook:
    """The rules that settings choose, looked up once for all files that are checked alike."""

    def __init__(self) -> None:
        self._chosen: dict[Settings, tuple[tuple[Rule, ...], engine.RuleTable]] = {}
        self._quick: dict[Settings, engine.RuleTable] = {}

    def chosen(self, settings: Settings) -> tuple[tuple[Rule, ...], engine.RuleTable]:
        """The rules that speak, as a list and by the type of their subjects."""
        found = self._chosen.get(settings)
        if found is None:
            chosen = selected(all_rules(), settings)
            found = self._chosen[settings] = chosen, engine.RuleTable(chosen)
        return found

    def quick(self, settings: Settings) -> engine.RuleTable:
        """Those of them that look at one file alone, and start no programs."""
        found = self._quick.get(settings)
        if found is None:
            chosen, _ = self.chosen(settings)
            found = self._quick[settings] = engine.RuleTable([rule for rule in chosen if is_quick(rule)])
        return found


def is_quick(rule: Rule) -> bool:
    """Whether a rule looks at one file alone, and starts no programs."""
    return rule.ahead is None and not rule.once and rule.group != "access"


class Checker:
    """Checks files one by one, linked with all that the workspace defines."""

    def __init__(
        self, defined: Definitions, shelf: Shelf, outside: Find | None = None, rulebook: Rulebook | None = None
    ) -> None:
        self._defined = defined
        self._shelf = shelf
        self._outside = outside
        self._suppressions = Suppressions(shelf)
        self._shared: dict[tuple[object, ...], Flows] = {}
        self._rulebook = rulebook if rulebook is not None else Rulebook()

    def prepare(self, files: Iterable[LoadedFile], by_file: Callable[[str], Settings]) -> None:
        """Do the work that is cheaper done once for all files that are checked alike."""
        groups: dict[Settings, list[LoadedFile]] = {}
        for file in files:
            groups.setdefault(by_file(file_name(file.source.path)), []).append(file)
        for settings, members in groups.items():
            chosen, _ = self._rulebook.chosen(settings)
            ahead = [rule for rule in chosen if rule.ahead is not None]
            if ahead:
                found = [item for file in members for item in (*file.objects(), *_in_templates(file))]
                for rule in ahead:
                    rule.prepare(found)

    def check(self, file: LoadedFile, settings: Settings, pause: Callable[[], None] | None = None) -> FileReport:
        """Check a file, for all versions of Argo that the settings name; what `pause` raises ends it."""
        asked: set[Query] = set()

        def run(settings: Settings) -> list[Diagnostic]:
            _, rules = self._rulebook.chosen(settings)
            # What is known of objects in other files is worked out anew for each file, so that no answer is missed.
            look = engine.Look(pause=pause)
            return _check_file(file, self._flows(settings, asked), rules, look, is_defaults=_is_named(file, settings))

        kept: list[Diagnostic] = []
        used: set[tuple[str, Word]] = set()
        for found in for_each_version(run, settings, file.source.path):
            word = self._suppressions.hides(found, settings)
            if word is None:
                kept.append(found)
            else:
                used.add((found.file, word))
        objects = tuple(_name(file.source, item) for item in file.objects())
        return FileReport(
            source=file.source,
            objects=objects,
            diagnostics=tuple(kept),
            asked=frozenset(asked),
            used=frozenset(used),
            marked=MARK in file.source.text,
        )

    def glance(self, file: LoadedFile, settings: Settings, within: Span) -> list[Diagnostic]:
        """What a check would say of a part of a file: its documents, their objects, and the templates in that part.

        Rules that look at more than a file, or start programs, are left out.
        """
        rules = self._rulebook.quick(settings)
        look, is_defaults = engine.Look(within), _is_named(file, settings)
        found = _check_file(file, self._flows(settings, set()), rules, look, is_defaults=is_defaults)
        return [each for each in found if self._suppressions.hides(each, settings) is None]

    def remarks(self, path: str, used: Collection[Word], settings: Settings) -> list[Diagnostic]:
        """What is to be said about the suppressions in a file, given the words that suppressed any finding."""
        file = self._shelf.file(path)
        if not file.documents:
            return []
        chosen, rules = self._rulebook.chosen(settings)
        subjects = self._suppressions.subjects(file, used, chosen, settings)
        told = engine.tell(subjects, file.documents[0][0], self._flows(settings, set()), rules)
        return [one for one in map(at_home, told) if one is not None]

    def _flows(self, settings: Settings, asked: set[Query]) -> Flows:
        alike = settings.references, settings.external, settings.argo_version, settings.kubernetes_version
        shared = self._shared.get(alike)
        if shared is None:
            shared = self._shared[alike] = self._new_flows(settings, set(), None)
        return self._new_flows(settings, asked, shared)

    def _new_flows(self, settings: Settings, asked: set[Query], shared: Flows | None) -> Flows:
        beyond = Beyond(settings.references, settings.external)
        workspace = Workspace(self._defined, self._shelf, outside=self._outside, beyond=beyond, asked=asked)
        return Flows(workspace, settings.argo_version, settings.kubernetes_version, shared)


def _is_named(file: LoadedFile, settings: Settings) -> bool:
    """Whether a file is the one with the defaults of workflows."""
    defaults = settings.workflow_defaults
    return defaults is not None and os.path.abspath(defaults.path) == os.path.abspath(file.source.path)


def _check_file(
    file: LoadedFile, flows: Flows, rules: engine.RuleTable, look: engine.Look = engine.WHOLE, *, is_defaults: bool
) -> list[Diagnostic]:
    found = list(file.failures)
    for document, items in file.documents:
        if look.passes_over(document.span):
            continue
        try:
            structure = _structure(document, flows, is_defaults=is_defaults)
            found.extend(engine.run(document, structure, items, flows, rules, look))
            if document.template is not None:
                found.extend(_check_template(document.template, document, flows, rules))
        except Exception as error:
            found.append(engine.crash("checking the document", error, file.source, document.span.start))
    return _unique([one for one in map(at_home, found) if one is not None])


def _structure(document: Document, flows: Flows, *, is_defaults: bool = False) -> list[StructureProblem]:
    """What the fields of all objects of a document break."""
    structures = _structures(document, is_defaults=is_defaults)
    return [problem for node, kind in structures for problem in check_structure(node, kind, flows.version)]


def _in_templates(file: LoadedFile) -> Iterator[WorkflowObject]:
    """The objects in templates of charts, which are none of the file's before they are rendered."""
    for document, _ in file.documents:
        if document.template is not None:
            yield from objects(document.template.document)


def _check_template(
    template: Template, uncovered: Document, flows: Flows, rules: engine.RuleTable
) -> Iterator[Diagnostic]:
    from argolint.project.charts import certain  # most runs see no chart

    covered = template.document
    structure = _structure(covered, flows)
    fitting = rules.for_charts if template.gaps else rules
    found = engine.run(covered, structure, objects(covered), flows, fitting)
    return certain(template, uncovered, structure, found)


def _structures(document: Document, *, is_defaults: bool) -> Iterator[tuple[nodes.Mapping, str]]:
    """All objects of a document whose fields are to be looked at, each with its kind."""
    yield from manifests(document.root)
    yield from embedded(document.root)
    defaults = workflow_defaults(document)
    if defaults is not None:
        yield defaults, Kind.WORKFLOW
    elif is_defaults:
        from argolint.model.defaults import defaults_in  # it is one file at most

        found = defaults_in(document)
        if found is not None:
            yield found.node, Kind.WORKFLOW


def _unique(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """In order of place, each said once: a node that is used twice through an alias speaks twice."""
    if len(diagnostics) < 2:
        return diagnostics
    ordered = sorted(diagnostics, key=lambda found: (found.span, found.rule, found.message))
    kept = ordered[:1]
    for found in ordered[1:]:
        last = kept[-1]
        if (found.span, found.rule, found.message) != (last.span, last.rule, last.message):
            kept.append(found)
    return kept


def _name(source: SourceFile, item: WorkflowObject) -> ObjectName:
    name = item.name or item.generate_name
    start = name.start if name is not None else item.node.start
    at = home(item.document.source, Span(start, start + 1))
    return ObjectName(source, item.kind, name.text if name is not None else "", at.span.start if at is not None else 0)
