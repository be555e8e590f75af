"""The one place where files, selection and rules meet. Everything else only converts what comes out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.names import Definitions, definitions, unread_definition
from argolint.project.checking import Checker
from argolint.project.defaults import with_defaults
from argolint.project.files import LoadedFile, load, load_failure, load_path, load_source
from argolint.project.joining import whole
from argolint.project.library import Shelf, WorkspaceLibrary
from argolint.project.outcome import FileReport, ObjectName, Report, Settings, without_accepted
from argolint.project.rendering.made import Failure
from argolint.source import SourceFile, file_name

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

    from argolint.model import WorkflowObject
    from argolint.names import Definition
    from argolint.project.rendering.made import Rendered
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

    of = by_file if by_file is not None else lambda _: settings
    outside = None if isolated else WorkspaceLibrary(paths)
    count = processes(len(paths), settings.jobs) if stdin is None and not texts and not rendered else 1
    if count > 1:
        shared = check_in_processes(paths, count, of, outside, progress)
        return without_accepted(joined(shared.reports, shared.checker, of), of)
    files = [_load(path, None, texts) for path in paths if stdin is None or path != stdin[0]]
    if stdin is not None:
        files.append(_load(*stdin, texts))
    files += map(_load_rendered, rendered)
    files = [with_defaults(file, _settings(file.source, of).workflow_defaults) for file in files]
    report = check_files(files, file_definitions(files), settings, outside, progress, by_file)
    return without_accepted(_placed_back(report, rendered) if rendered else report, of)


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
    files = [with_defaults(load_source(source), settings.workflow_defaults) for source in sources]
    return check_files(files, file_definitions(files), settings)


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
    checker = Checker(Definitions(defined), Shelf(files), outside)
    of = by_file if by_file is not None else lambda _: settings
    return joined(file_reports(files, checker, of, progress), checker, of)


def file_reports(
    files: Sequence[LoadedFile], checker: Checker, by_file: ByFile, progress: Progress | None = None
) -> list[FileReport]:
    """What is said of each of some files."""
    checker.prepare(files, by_file)
    reports = []
    for done, file in enumerate(files, 1):
        reports.append(checker.check(file, _settings(file.source, by_file)))
        if progress is not None:
            progress(done, len(files))
    return reports


def joined(reports: Sequence[FileReport], checker: Checker, by_file: ByFile) -> Report:
    """The reports on files as one, with what is to be said about their suppressions."""
    return whole(reports, lambda source, used: checker.remarks(source.path, used, _settings(source, by_file)))


def _settings(source: SourceFile, by_file: ByFile) -> Settings:
    return by_file(file_name(source.path))
