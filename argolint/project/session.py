"""The one place where files, selection and rules meet. Everything else only converts what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.diagnostic import Diagnostic
from argolint.flow.analysis import Flows
from argolint.model import Kind, objects
from argolint.names import Workspace
from argolint.project.reading import read_file
from argolint.rules import engine
from argolint.rules.registry import all_rules
from argolint.schema import check as check_structure
from argolint.schema.versions import DEFAULT, Version
from argolint.source import SourceFile
from argolint.syntax import LARGEST_TEXT, Document, decode, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.model import WorkflowObject
    from argolint.rules.api import Rule
    from argolint.syntax.problems import UnreadableText


@dataclass(frozen=True, slots=True)
class Settings:
    """What is checked for: the Argo version, and which rules speak (names or groups; nothing selected means all)."""

    argo_version: Version = DEFAULT
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    jobs: int = 0
    """Processes to use; 0 chooses by the amount of work."""


@dataclass(frozen=True, slots=True)
class ObjectName:
    """An Argo object that was found: where, and what it is called."""

    file: str
    kind: Kind
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check: files read, objects found, and diagnostics sorted by file and place."""

    files: tuple[SourceFile, ...]
    objects: tuple[ObjectName, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Checked:
    """One file on its way through the passes."""

    source: SourceFile
    documents: tuple[tuple[Document, tuple[WorkflowObject, ...]], ...]


def selected(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that a selection lets speak."""

    def named(rule: Rule, names: tuple[str, ...]) -> bool:
        return rule.name in names or rule.group in names or any(alias in names for alias in rule.aliases)

    return tuple(
        rule
        for rule in rules
        if (not settings.select or named(rule, settings.select)) and not named(rule, settings.ignore)
    )


def check_paths(
    files: Sequence[str],
    settings: Settings,
    *,
    isolated: bool = False,
    stdin: tuple[str, bytes | UnreadableText] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check files (folders are opened by `discover` before) and, if given, a name with the bytes of standard input."""
    texts: list[tuple[str, bytes | UnreadableText]] = [
        (path, read_file(path, LARGEST_TEXT)) for path in files
    ]
    if stdin is not None:
        texts.append(stdin)
    return _check([_load(path, data) for path, data in texts], settings, progress)


def check_sources(sources: Sequence[SourceFile], settings: Settings) -> Report:
    """Check texts that have been read already, as one workspace."""
    return _check([_parse(source) for source in sources], settings, None)


def _load(path: str, data: bytes | UnreadableText) -> _Checked:
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, str):
        return _parse(SourceFile(path, text))
    source = SourceFile(path, "")
    return _Checked(source, ((Document(source, text.span, None, (text,), False), ()),))


def _parse(source: SourceFile) -> _Checked:
    return _Checked(source, tuple((document, objects(document)) for document in parse(source)))


def _check(files: list[_Checked], settings: Settings, progress: Callable[[int, int], None] | None) -> Report:
    rules = engine.table(selected(all_rules(), settings))
    workspace = Workspace(item for file in files for _, found in file.documents for item in found)
    flows = Flows(workspace, settings.argo_version)
    diagnostics: list[Diagnostic] = []
    for index, file in enumerate(files):
        diagnostics.extend(_check_file(file, flows, rules))
        if progress is not None:
            progress(index + 1, len(files))
    return Report(
        files=tuple(file.source for file in files),
        objects=tuple(
            _name(file.source, item) for file in files for _, found in file.documents for item in found
        ),
        diagnostics=tuple(diagnostics),
    )


def _check_file(file: _Checked, flows: Flows, rules: engine.RuleTable) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for document, items in file.documents:
        structure = [
            problem
            for item in items
            for problem in check_structure(item.node, item.kind.value, flows.version)
        ]
        found.extend(engine.run(document, structure, items, flows, rules))
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
    return ObjectName(
        source.path, item.kind, name.text if name is not None else "", source.position(start).line
    )
