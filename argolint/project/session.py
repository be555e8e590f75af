"""The one place where files, selection and rules meet. Everything else only converts what comes out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.analysis import Flows
from argolint.model import Kind, embedded, manifests
from argolint.model.config_maps import workflow_defaults
from argolint.model.suppressions import MARK
from argolint.names import Beyond, Workspace, definitions, unread_definition
from argolint.project.files import LoadedFile, load, load_failure, load_path, load_source
from argolint.project.library import Shelf, WorkspaceLibrary
from argolint.project.outcome import ObjectName, Report, Settings
from argolint.project.rendering.made import RENDERED, Failure
from argolint.project.selection import selected
from argolint.project.suppression import Suppressions
from argolint.project.versions import for_each_version
from argolint.rules import engine
from argolint.rules.registry import all_rules
from argolint.schema import check as check_structure
from argolint.source import SourceFile, Span
from argolint.syntax.inner import InnerText

__all__ = [
    "ObjectName",
    "Report",
    "Settings",
    "check_files",
    "check_paths",
    "check_sources",
    "file_definitions",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.model import WorkflowObject
    from argolint.names import Definition
    from argolint.project.rendering.made import Rendered
    from argolint.syntax import Document, nodes
    from argolint.syntax.problems import UnreadableText

    Find = Callable[[str], Sequence[WorkflowObject]]
    Progress = Callable[[int, int], None]
    ByFile = Callable[[str], Settings]


def check_paths(
    paths: Sequence[str],
    settings: Settings,
    *,
    isolated: bool = False,
    stdin: tuple[str, bytes | UnreadableText] | None = None,
    progress: Progress | None = None,
    texts: Mapping[str, str] | None = None,
    by_file: ByFile | None = None,
    rendered: Sequence[Rendered | Failure] = (),
) -> Report:
    """Check files (folders are opened by `discover` before) and, if given, a name with the bytes of standard input.

    `texts` stand in for what the files of these paths hold; `by_file` gives the settings of each file, without it the
    same hold for all. `rendered` is what other programs made of folders; its findings stand where its lines come from.
    """
    from argolint.project.parallel import check_in_processes, processes

    outside = None if isolated else WorkspaceLibrary(paths)
    count = processes(len(paths), settings.jobs) if stdin is None and not texts and not rendered else 1
    if count > 1:
        return _accepted(check_in_processes(paths, count, settings, outside, progress, by_file), settings, by_file)
    files = [_load(path, None, texts) for path in paths if stdin is None or path != stdin[0]]
    if stdin is not None:
        files.append(_load(*stdin, texts))
    files += map(_load_rendered, rendered)
    report = check_files(files, file_definitions(files), settings, outside, progress, by_file)
    report = report._replace(diagnostics=said_once(report.diagnostics))
    return _accepted(_placed_back(report, rendered) if rendered else report, settings, by_file)


def _accepted(report: Report, settings: Settings, by_file: ByFile | None) -> Report:
    """The report without what a baseline accepts, if any file has one."""
    of = by_file if by_file is not None else lambda _: settings
    if all(of(source.path).baseline is None for source in report.files):
        return report
    from argolint.project.baseline import accepted

    return accepted(report, of)


def _load_rendered(made: Rendered | Failure) -> LoadedFile:
    return load_failure(made) if isinstance(made, Failure) else load_source(made.source)


def _placed_back(report: Report, rendered: Iterable[Rendered | Failure]) -> Report:
    from argolint.project.rendering.placing import placed_back

    return placed_back(report, [made for made in rendered if not isinstance(made, Failure)])


def _load(path: str, data: bytes | UnreadableText | None, texts: Mapping[str, str] | None) -> LoadedFile:
    if texts and path in texts:
        return load_source(SourceFile(path, texts[path]))
    return load_path(path) if data is None else load(path, data)


def check_sources(sources: Sequence[SourceFile], settings: Settings) -> Report:
    """Check texts that have been read already, as one workspace with nothing around it."""
    files = [load_source(source) for source in sources]
    report = check_files(files, file_definitions(files), settings)
    return report._replace(diagnostics=said_once(report.diagnostics))


def file_definitions(files: Iterable[LoadedFile]) -> list[Definition]:
    """What files define for others, in order."""
    found: list[Definition] = []
    for file in files:
        found += definitions(file.source.path, file.objects(), file.companions)
        broken = (at.text for at, _ in file.documents if at.root is None)
        found += (at for text in broken if (at := unread_definition(file.source.path, text)) is not None)
    return found


def check_files(
    files: Sequence[LoadedFile],
    defined: Sequence[Definition],
    settings: Settings,
    outside: Find | None = None,
    progress: Progress | None = None,
    by_file: ByFile | None = None,
) -> Report:
    """Check files that have been parsed, linked with all that the workspace defines, in these and in other files."""
    shelf = Shelf(files)
    hidden = Suppressions(shelf)
    groups: list[tuple[_Group, Settings, Report]] = []
    done = 0
    for shared, members in (_by_settings(files, by_file) if by_file is not None else {settings: files}).items():
        group = _Group(members, defined, shelf, outside, _shifted(progress, done, len(files)))
        report = for_each_version(group.check, shared)
        kept = tuple(found for found in report.diagnostics if not hidden.hide(found, shared))
        groups.append((group, shared, report._replace(diagnostics=kept)))
        done += len(members)
    reports = [group.with_remarks(report, shared, hidden) for group, shared, report in groups]
    return reports[0] if len(reports) == 1 else _joined(files, reports)


def _by_settings(files: Iterable[LoadedFile], by_file: ByFile) -> dict[Settings, list[LoadedFile]]:
    groups: dict[Settings, list[LoadedFile]] = {}
    for file in files:
        groups.setdefault(by_file(file.source.path.removesuffix(RENDERED)), []).append(file)
    return groups


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)


def _joined(files: Sequence[LoadedFile], reports: Sequence[Report]) -> Report:
    """The reports about groups of files as one, in the order of the files."""
    order = {file.source.path: at for at, file in enumerate(files)}
    beyond = len(order)
    found = [diagnostic for report in reports for diagnostic in report.diagnostics]
    objects = [item for report in reports for item in report.objects]
    return Report(
        files=tuple(file.source for file in files),
        objects=tuple(sorted(objects, key=lambda item: order[item.file])),
        diagnostics=tuple(sorted(found, key=lambda at: order.get(at.file, beyond))),
    )


class _Group(NamedTuple):
    """Files that are checked alike, and what is around them."""

    files: Sequence[LoadedFile]
    defined: Sequence[Definition]
    shelf: Shelf
    outside: Find | None
    progress: Progress | None

    def check(self, settings: Settings) -> Report:
        """Check the files for one version of Argo."""
        chosen = selected(all_rules(), settings)
        rules = engine.RuleTable(chosen)
        flows = self._flows(settings)
        objects = [item for file in self.files for item in file.objects()]
        for rule in chosen:
            if rule.ahead is not None:
                rule.prepare(objects)
        diagnostics: list[Diagnostic] = []
        for index, file in enumerate(self.files):
            diagnostics.extend(_check_file(file, flows, rules))
            if self.progress is not None:
                self.progress(index + 1, len(self.files))
        return Report(
            files=tuple(file.source for file in self.files),
            objects=tuple(_name(file.source, item) for file in self.files for item in file.objects()),
            diagnostics=tuple(diagnostics),
        )

    def with_remarks(self, report: Report, settings: Settings, hidden: Suppressions) -> Report:
        """The report with what is to be said about the suppressions themselves."""
        marked = [file for file in self.files if file.documents and MARK in file.source.text]
        if not marked:
            return report
        chosen = selected(all_rules(), settings)
        rules = engine.RuleTable(chosen)
        flows = self._flows(settings)
        told: list[Diagnostic] = []
        for file in marked:
            told += engine.tell(hidden.subjects(file, chosen, settings), file.documents[0][0], flows, rules)
        if not told:
            return report
        order = {source.path: at for at, source in enumerate(report.files)}
        every = [*report.diagnostics, *told]
        every.sort(key=lambda at: (order.get(at.file, len(order)), at.span, at.rule, at.message))
        return report._replace(diagnostics=tuple(every))

    def _flows(self, settings: Settings) -> Flows:
        beyond = Beyond(settings.references, settings.external)
        workspace = Workspace(self.defined, self.shelf, outside=self.outside, beyond=beyond)
        return Flows(workspace, settings.argo_version, settings.kubernetes_version)


def said_once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without the repetitions of rules that say each of their messages once in a run."""
    once = {rule.name for rule in all_rules() if rule.once}
    said: set[tuple[str, str]] = set()
    kept = []
    for found in diagnostics:
        key = found.rule, found.message
        if found.rule not in once or key not in said:
            kept.append(found)
            said.add(key)
    return tuple(kept)


def _check_file(file: LoadedFile, flows: Flows, rules: engine.RuleTable) -> list[Diagnostic]:
    found = list(file.failures)
    for document, items in file.documents:
        try:
            structure = [
                problem
                for node, kind in _structures(document)
                for problem in check_structure(node, kind, flows.version)
            ]
            found.extend(engine.run(document, structure, items, flows, rules))
        except Exception as error:
            found.append(engine.crash("checking the document", error, file.source, document.span.start))
    return _unique([_at_home(one) for one in found])


def _structures(document: Document) -> Iterator[tuple[nodes.Mapping, str]]:
    """All objects of a document whose fields are to be looked at, each with its kind."""
    yield from manifests(document.root)
    yield from embedded(document.root)
    defaults = workflow_defaults(document)
    if defaults is not None:
        yield defaults, Kind.WORKFLOW


def _at_home(found: Diagnostic) -> Diagnostic:
    """A finding with its places in files: those in a text inside a file lead back to it, without what mends them."""
    source, labels = found.source, found.labels
    if any(isinstance(label.source, InnerText) for label in labels):
        labels = tuple(
            label._replace(source=label.source.outer, span=label.source.home(label.span))
            if isinstance(label.source, InnerText)
            else label
            for label in labels
        )
        found = found._replace(labels=labels)
    if isinstance(source, InnerText):
        found = found._replace(source=source.outer, span=source.home(found.span), fix=None)
    return found


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
    inner = item.document.source
    if isinstance(inner, InnerText):
        start = inner.home(Span(start, start + 1)).start
    return ObjectName(source, item.kind, name.text if name is not None else "", start)
