"""The files of a plan, checked and linked."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.analysis import Flows
from argolint.names import Beyond, Workspace
from argolint.plan.document import Input
from argolint.project.defaults import with_defaults
from argolint.project.errors import UsageError
from argolint.project.files import load
from argolint.project.library import Shelf, WorkspaceLibrary
from argolint.project.paths import ShownPaths
from argolint.project.reading import read_file
from argolint.project.session import check_files, file_definitions
from argolint.syntax import LARGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Mapping as Dict

    from argolint.model import WorkflowObject
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import DefaultsFile, Report, Settings


class Linked(NamedTuple):
    """Files with what the check says of them, and the analyses of all that they hold, by name of the file."""

    files: tuple[LoadedFile, ...]
    inputs: tuple[Input, ...]
    report: Report
    flows: Flows
    shown: ShownPaths

    def objects(self) -> list[WorkflowObject]:
        """The objects of all files, in order of file and place."""
        return [item for file in self.files for item in file.objects()]

    def file_of(self, item: WorkflowObject) -> str:
        """The file of an object, as the plan names it."""
        return self.shown[item.document.source.path]


def link(
    paths: Sequence[str],
    by_file: Callable[[str], Settings],
    change: Callable[[Sequence[LoadedFile], Flows], Sequence[LoadedFile]],
    *,
    isolated: bool = False,
    texts: Dict[str, bytes] | None = None,
) -> Linked:
    """Read the files, let `change` put in what the command line says, and check them, each with its own settings.

    The settings of the first file tell what the plan is for. `texts` are those of paths that are no files; the plan
    does not compare them again.
    """
    shown = ShownPaths()
    texts = texts or {}
    paths = sorted({shown[path]: path for path in paths}.values(), key=shown.__getitem__)
    read = [(path, texts[path] if path in texts else read_file(path, LARGEST_TEXT)) for path in paths]
    outside = None if isolated else WorkspaceLibrary(paths)

    settings = by_file(paths[0] if paths else "")

    def flows_of(files: Sequence[LoadedFile]) -> Flows:
        beyond = Beyond(settings.references, settings.external)
        workspace = Workspace(file_definitions(files), Shelf(files), outside=outside, beyond=beyond)
        return Flows(workspace, settings.argo_version, settings.kubernetes_version)

    loaded = [with_defaults(load(path, data), by_file(path).workflow_defaults) for path, data in read]
    files = change(loaded, flows_of(loaded))
    report = check_files(files, file_definitions(files), settings, outside, by_file=by_file)
    hashes = {path: sha256(data).hexdigest() for path, data in read if isinstance(data, bytes) and path not in texts}
    inputs = tuple(
        Input(shown[file.source.path], hashes[file.source.path])
        for file in files
        if file.source.path in hashes and file.objects()
    )
    inputs += tuple(_defaults({by_file(path).workflow_defaults for path in paths}, shown))
    if not report.objects and not report.diagnostics:
        raise UsageError("nothing to compile: the files hold no object of Argo", "name files with workflows")
    return Linked(tuple(files), inputs, report, flows_of(files), shown)


def _defaults(named: Iterable[DefaultsFile | None], shown: ShownPaths) -> Iterator[Input]:
    """The files with the defaults of workflows, which decide about a plan as much as manifests do."""
    for path in sorted({at.path for at in named if at is not None}):
        data = read_file(path, LARGEST_TEXT)
        if isinstance(data, bytes):
            yield Input(shown[path], sha256(data).hexdigest())
