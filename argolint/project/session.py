"""The one place where files, selection and rules meet. Everything else only converts what comes out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.analysis import Flows
from argolint.model import embedded, manifests
from argolint.names import Workspace, definitions, unread_definition
from argolint.project.files import LoadedFile, load, load_path, load_source
from argolint.project.library import Shelf, WorkspaceLibrary
from argolint.project.outcome import ObjectName, Report, Settings
from argolint.project.versions import for_each_version
from argolint.rules import engine
from argolint.rules.registry import all_rules
from argolint.schema import check as check_structure
from argolint.source import SourceFile

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
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.model import WorkflowObject
    from argolint.names import Definition
    from argolint.rules.api import Rule
    from argolint.syntax.problems import UnreadableText

    Find = Callable[[str], Sequence[WorkflowObject]]
    Progress = Callable[[int, int], None]


def check_paths(
    paths: Sequence[str],
    settings: Settings,
    *,
    isolated: bool = False,
    stdin: tuple[str, bytes | UnreadableText] | None = None,
    progress: Progress | None = None,
    texts: Mapping[str, str] | None = None,
) -> Report:
    """Check files (folders are opened by `discover` before) and, if given, a name with the bytes of standard input.

    `texts` stand in for what the files of these paths hold.
    """
    from argolint.project.parallel import check_in_processes, processes

    outside = None if isolated else WorkspaceLibrary(paths)
    count = processes(len(paths), settings.jobs) if stdin is None and not texts else 1
    if count > 1:
        return for_each_version(lambda given: check_in_processes(paths, count, given, outside, progress), settings)
    files = [_load(path, None, texts) for path in paths if stdin is None or path != stdin[0]]
    if stdin is not None:
        files.append(_load(*stdin, texts))
    return _check_parsed(files, settings, outside, progress)


def _load(path: str, data: bytes | UnreadableText | None, texts: Mapping[str, str] | None) -> LoadedFile:
    if texts and path in texts:
        return load_source(SourceFile(path, texts[path]))
    return load_path(path) if data is None else load(path, data)


def check_sources(sources: Sequence[SourceFile], settings: Settings) -> Report:
    """Check texts that have been read already, as one workspace with nothing around it."""
    return _check_parsed([load_source(source) for source in sources], settings)


def _check_parsed(
    files: Sequence[LoadedFile],
    settings: Settings,
    outside: Find | None = None,
    progress: Progress | None = None,
) -> Report:
    defined = file_definitions(files)
    return for_each_version(lambda given: check_files(files, defined, given, outside, progress), settings)


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
    defined: Iterable[Definition],
    settings: Settings,
    outside: Find | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check files that have been parsed, linked with all that the workspace defines, in these and in other files."""
    chosen = selected(all_rules(), settings)
    rules = engine.RuleTable(chosen)
    flows = Flows(Workspace(defined, Shelf(files), outside=outside), settings.argo_version, settings.kubernetes_version)
    diagnostics: list[Diagnostic] = []
    for rule in chosen:
        if rule.ahead is not None:
            rule.prepare([item for file in files for item in file.objects()])
    for index, file in enumerate(files):
        diagnostics.extend(_check_file(file, flows, rules))
        if progress is not None:
            progress(index + 1, len(files))
    return Report(
        files=tuple(file.source for file in files),
        objects=tuple(_name(file.source, item) for file in files for item in file.objects()),
        diagnostics=said_once(diagnostics),
    )


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


def selected(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that a selection lets speak: those named by name or group, else those of the profile."""

    def named(rule: Rule, names: tuple[str, ...]) -> bool:
        return rule.name in names or rule.group in names or any(alias in names for alias in rule.aliases)

    def due(rule: Rule) -> bool:
        if settings.select:
            return named(rule, settings.select)
        return rule.default or settings.profile in ("strict", rule.group)

    every = tuple(rules)
    speaking = {rule.name: rule for rule in every if due(rule)}
    brought = {name for rule in speaking.values() for name in rule.brings}
    return tuple(
        rule for rule in every if (rule.name in speaking or rule.name in brought) and not named(rule, settings.ignore)
    )


def _check_file(file: LoadedFile, flows: Flows, rules: engine.RuleTable) -> list[Diagnostic]:
    found = list(file.failures)
    for document, items in file.documents:
        try:
            structure = [
                problem
                for node, kind in (*manifests(document.root), *embedded(document.root))
                for problem in check_structure(node, kind, flows.version)
            ]
            found.extend(engine.run(document, structure, items, flows, rules))
        except Exception as error:
            found.append(engine.crash("checking the document", error, file.source, document.span.start))
    return _unique(found)


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
    return ObjectName(source, item.kind, name.text if name is not None else "", start)
