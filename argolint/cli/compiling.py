"""From the arguments of a command to checked and linked manifests: what compile, plan and apply share."""

from __future__ import annotations

import re
import sys
from argparse import SUPPRESS, ArgumentTypeError
from typing import TYPE_CHECKING, Final

from argolint.cli import console
from argolint.cli.files import STDIN, STDIN_NAME, read_stdin
from argolint.cli.status import Status
from argolint.project.configuration.effective import Configurations
from argolint.project.discovery import discover
from argolint.project.errors import UsageError
from argolint.project.paths import ShownPaths
from argolint.schema.versions import SUPPORTED, Version, parse_supported

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from argolint.cli.parser import Parser
    from argolint.flow.analysis import Flows
    from argolint.plan.document import Plan
    from argolint.plan.linking import Linked
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Settings

_LABEL: Final = re.compile(r"[a-zA-Z0-9](?:[-\w.]{0,61}[a-zA-Z0-9])?", re.ASCII)


def add_compile_flags(parser: Parser) -> None:
    """Add the paths, and the flags that say what becomes of the manifests."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help=SUPPRESS)
    parser.add_parameter_flag("a parameter of workflows")
    add("--parameter-file", metavar="FILE", help="YAML or JSON with parameters; -p wins")
    add("--entrypoint", metavar="TEMPLATE", help="where workflows start")
    add("-n", "--namespace", metavar="NAME", help="for objects that name none")
    add(
        "--argo-version",
        type=_version,
        metavar="X.Y",
        help=f"{SUPPORTED[0]} to {SUPPORTED[-1]}",
    )
    add("--isolated", action="store_true", help="read no file but those named")


def linked(options: Namespace, ignore: tuple[str, ...] = (), more: Sequence[LoadedFile] = ()) -> Linked:
    """The manifests that the arguments name, and `more` that stand in no file, checked save for the rules to ignore;
    raises `UsageError` for a path that is not there."""
    from argolint.plan.linking import link
    from argolint.plan.overrides import Overrides

    given = {"argo-version": str(options.argo_version)} if options.argo_version is not None else {}
    configurations = Configurations(given, isolated=options.isolated)
    texts = {STDIN_NAME: _stdin(options)} if STDIN in options.paths else {}
    named = [path for path in options.paths if path != STDIN] or ([] if texts else ["."])
    found = discover(named, gitignore=not options.isolated, excludes=configurations.excludes)
    if found.missing:
        raise UsageError(f"no such file or folder: `{found.missing[0]}`", "check the path")
    overrides = Overrides(parameters(options), options.entrypoint, options.namespace)
    first = min((*found.files, *texts), key=ShownPaths().__getitem__, default="")
    _tell_version(configurations.settings(first))

    def settings(path: str) -> Settings:
        """As `check` has them, but for one version: a plan is for one cluster."""
        return configurations.settings(path)._replace(other_versions=(), ignore=ignore)

    def changed(files: Sequence[LoadedFile], flows: Flows) -> Sequence[LoadedFile]:
        return [*overrides.put_in(files, flows), *more]

    return link((*found.files, *texts), settings, changed, isolated=options.isolated, texts=texts)


def _tell_version(settings: Settings) -> None:
    """Say which version is meant where the configuration names several."""
    if settings.other_versions:
        named = ", ".join(map(str, (settings.argo_version, *settings.other_versions)))
        console.complain(
            f"the configuration names Argo {named}: this is for {settings.argo_version}",
            "name one with `--argo-version`",
            kind="note",
        )


def _stdin(options: Namespace) -> bytes:
    """What standard input holds, if it was not read before to see whether it is a plan."""
    found: bytes | None = getattr(options, "stdin", None)
    return read_stdin() if found is None else found


def add_plan_flags(parser: Parser) -> None:
    """Add the flags that say what a plan holds beside the manifests."""
    parser.add_argument("--rbac", action="store_true", help="with the accounts and roles that the runs need")
    parser.add_argument(
        "--owner",
        type=_owner,
        metavar="NAME",
        help="a name for the plan, heeded by --prune",
    )


def plan_of(checked: Linked, options: Namespace) -> Plan:
    """The plan of sound manifests, with accounts and roles if that is asked for."""
    from argolint.plan.compiling import compiled
    from argolint.plan.outside import outside
    from argolint.plan.rights import derived

    for item in outside(checked):
        console.complain(
            f"{item.title} is needed, and its file `{checked.file_of(item)}` is not among those named: it is read, "
            "and not applied", "name it too, unless the cluster has it", kind="warning",
        )  # fmt: skip

    if not options.rbac:
        return compiled(checked, owner=options.owner or "")
    needed = derived(checked)
    if needed.remarks:
        count = "one remark" if len(needed.remarks) == 1 else f"{len(needed.remarks)} remarks"
        console.complain(
            f"there is {count} on what the runs need, so that roles may lack something", "see `argolint rbac`",
            kind="warning",
        )  # fmt: skip
    return compiled(checked, needed, options.owner or "")


def parameters(options: Namespace) -> dict[str, str]:
    """The values that the command line gives, those of the parameter file too."""
    found = _from_file(options.parameter_file) if options.parameter_file is not None else {}
    return {**found, **dict(options.parameters)}


def _from_file(path: str) -> dict[str, str]:
    from argolint.project.files import load
    from argolint.project.reading import read_file
    from argolint.syntax import LARGEST_TEXT
    from argolint.syntax.nodes import Mapping, Scalar
    from argolint.syntax.scalars import json_text

    data = read_file(path, LARGEST_TEXT)
    if not isinstance(data, bytes):
        raise UsageError(f"the parameter file `{path}` cannot be read", "check the path")
    documents = load(path, data).documents
    root = documents[0][0].root if len(documents) == 1 else None
    if not isinstance(root, Mapping):
        raise UsageError(f"the parameter file `{path}` is no map", "write lines such as `name: value`")
    found: dict[str, str] = {}
    for name, entry in root.entries.items():
        if not isinstance(entry.value, Scalar):
            raise UsageError(f"parameter `{name}` in `{path}` is no text", "write lists and maps as JSON in quotes")
        found[name] = json_text(entry.value)
    return found


def refuse(checked: Linked, color: str) -> int:
    """Show what the check found, and return the exit status."""
    from argolint.report.style import Style
    from argolint.report.text import render

    console.write(render(checked.report, Style(color=console.wants_color(color, sys.stdout))))
    internal = any(at.rule == "internal-error" for at in checked.report.diagnostics)
    return Status.INTERNAL if internal else Status.FINDINGS


def _owner(text: str) -> str:
    if _LABEL.fullmatch(text) is None:
        raise ArgumentTypeError(f"`{text}` is no label: at most 63 letters, digits, `-`, `_` and `.`")
    return text


def _version(text: str) -> Version:
    try:
        (version,) = parse_supported(text)
    except ValueError as error:
        message = f"`{text}` names several versions" if "," in text else str(error)
        raise ArgumentTypeError(message) from None
    return version
