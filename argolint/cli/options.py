"""The flags of `argolint check` and what they mean."""

from __future__ import annotations

import os
from argparse import SUPPRESS, ArgumentTypeError
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.cli.files import STDIN
from argolint.cli.parser import Parser
from argolint.nearest import closest
from argolint.project.errors import UsageError
from argolint.schema.versions import KUBERNETES, SUPPORTED, parse_kubernetes, parse_supported

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = (
    "text", "concise", "json", "github", "gitlab", "sarif", "junit", "rdjson", "checkstyle", "markdown", "html",
)  # fmt: skip
FAIL_ON = ("error", "warning", "info", "never")
PROFILES = ("default", "security", "strict")
REFERENCES = ("workspace", "cluster", "lenient")
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"

_DESCRIPTION = """\
Report every problem of workflow manifests. PATH is a file, a folder,
or - for standard input; without one, the current folder is checked.
"""
_EPILOG = """\
examples:
  argolint check --select names,unknown-field --format github ci/
  helm template chart | argolint check - --stdin-filename chart.yaml
exit: 0 clean, 1 findings, 2 wrong usage or nothing to check, 3 internal error
"""


class Output(NamedTuple):
    """A report that goes to a file; `-` is standard output."""

    format: str
    path: str


class Options(NamedTuple):
    """What `argolint check` was asked."""

    paths: tuple[str, ...]
    given: dict[str, Any]
    """The settings among the flags, under the names that they have in a configuration file."""
    format: str
    outputs: tuple[Output, ...]
    summary: bool
    stdin_filename: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_ignores: bool
    reason: str
    write_baseline: bool
    prune_baseline: bool
    helm: bool
    helm_values: tuple[str, ...]
    kustomize: bool
    argocd: bool
    config: str | None
    isolated: bool
    cache: bool
    watch: bool
    allow_empty: bool
    color: str
    statistics: bool
    quiet: bool

    @property
    def reads_stdin(self) -> bool:
        """Whether one of the paths is `-`."""
        return STDIN in self.paths

    @property
    def only_shows(self) -> bool:
        """Whether the report goes to standard output, and nothing else is done."""
        more = (self.fix, self.diff, self.add_ignores, self.write_baseline, self.prune_baseline, self.summary)
        return not any(more) and not self.outputs


def read_options(arguments: Sequence[str]) -> Options:
    """The options of a command line; raises `UsageError`."""
    flags = vars(_parser().parse_intermixed_args(list(arguments)))
    flags["outputs"] = tuple(_output(text, flags["format"]) for text in flags["outputs"])
    given = settings_among(flags)
    flags["helm_values"] = tuple(flags["helm_values"])
    options = Options(**{**flags, "given": given, "paths": tuple(flags["paths"]) or (".",)})
    if options.stdin_filename is not None and not options.reads_stdin:
        raise UsageError("`--stdin-filename` names standard input, which is not read", "add the path `-`")
    if options.statistics and options.format not in ("text", "concise"):
        raise UsageError(f"`--statistics` does not go with `--format {options.format}`", "leave one of them out")
    if options.summary and not os.environ.get(STEP_SUMMARY):
        raise UsageError(f"`--summary` needs `{STEP_SUMMARY}`, as GitHub sets it", "write `--output markdown=FILE`")
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("`--unsafe-fixes` goes with `--fix` or `--diff`", "add one of them")
    if options.add_ignores and (options.fix or options.diff or options.write_baseline):
        raise UsageError("`--add-ignores` suppresses findings as they are", "mend or accept in a run of its own")
    if options.reason and not options.add_ignores:
        raise UsageError("`--reason` is what `--add-ignores` writes", "add it")
    if options.write_baseline and (options.fix or options.diff or options.prune_baseline):
        raise UsageError("`--write-baseline` accepts all findings as they are", "mend or prune in a run of its own")
    if options.helm_values and not options.helm:
        raise UsageError("`--helm-values` names values for charts, which are not rendered", "add `--helm`")
    renders = options.helm or options.kustomize or options.argocd
    if options.watch and (not options.only_shows or options.reads_stdin or renders):
        raise UsageError("`--watch` shows what is to be said of files, and does nothing else", "leave it out")
    if options.fix and options.diff:
        raise UsageError("`--fix` writes what `--diff` only shows", "leave one of them out")
    return options


def settings_among(flags: dict[str, Any]) -> dict[str, Any]:
    """Take the settings out of parsed flags; raises `UsageError` for names that are none."""
    values = {name: flags.pop(name.replace("-", "_"), None) for name in _SETTINGS}
    given = {name: value for name, value in values.items() if value is not None}
    refuse_unknown([*given.get("select", ()), *given.get("extend-select", ()), *given.get("ignore", ())])
    if flags.get("config") is not None and flags["isolated"]:
        raise UsageError("`--isolated` reads no configuration, and `--config` names one", "leave one of them out")
    return given


def _parser() -> Parser:
    parser = Parser("check", "[PATH ...] [options]", _DESCRIPTION, _EPILOG)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help=SUPPRESS)
    add("--format", choices=FORMATS, default="text", metavar="NAME", help=f"{', '.join(FORMATS)}")
    add(
        "--output",
        action="append",
        default=[],
        dest="outputs",
        metavar="[NAME=]FILE",
        help="write the report, or one in another format, to a file",
    )
    add("--summary", action="store_true", help="add a table to the page of the job on GitHub")
    add_settings(parser)
    add("--fix", action="store_true", help="mend what can be mended safely")
    add("--unsafe-fixes", action="store_true", help="also mend what may have been meant otherwise")
    add("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add("--stdin-filename", metavar="FILE", help="what reports call standard input")
    add("--add-ignores", action="store_true", help="write comments that suppress all present findings")
    add("--reason", default="", metavar="TEXT", help="what these comments say for it")
    add("--write-baseline", action="store_true", help="accept all present findings")
    add("--prune-baseline", action="store_true", help="forget accepted findings that are gone")
    add("--helm", action="store_true", help="check charts as `helm template` renders them")
    add("--helm-values", action="append", default=[], metavar="FILE", help="values for charts; may be repeated")
    add("--kustomize", action="store_true", help="check overlays as `kustomize build` makes them")
    add("--argocd", action="store_true", help="check what Argo CD Applications deploy of this repository")
    add("--no-cache", action="store_false", dest="cache", help="check all anew, keep nothing for the next run")
    add("--watch", action="store_true", help="check again whenever a file changes")
    add("--allow-empty", action="store_true", help="be content when there is nothing to check")
    add("--statistics", action="store_true", help="count findings by rule instead of showing them")
    add("-q", "--quiet", action="store_true", help="findings only: no closing line, no progress")
    parser.add_common_flags()
    return parser


def _output(text: str, default: str) -> Output:
    """Where a report goes: `FORMAT=FILE`, or a file alone for the format of `--format`."""
    name, equals, path = text.partition("=")
    if equals and name in FORMATS:
        return Output(name, path)
    if equals and name.isalpha() and name.islower() and not os.path.exists(text):
        close = closest(name, FORMATS)
        hint = f"did you mean `{close}`?" if close else f"the formats are {', '.join(FORMATS)}"
        raise UsageError(f"`--output {text}`: there is no format `{name}`", hint)
    return Output(default, text)


_SETTINGS = (
    "argo-version", "kubernetes-version", "references", "profile", "select", "extend-select", "ignore", "fail-on",
    "jobs", "baseline", "workflow-defaults",
)  # fmt: skip
"""The flags that a configuration file has, too."""


def add_settings(parser: Parser) -> None:
    """Add the flags that win over a configuration, and those that choose it; what is not given is None."""
    add = parser.add_argument
    add_findings_settings(parser)
    add("--fail-on", choices=FAIL_ON, metavar="LEVEL", help=f"{', '.join(FAIL_ON)}")
    add("--config", metavar="FILE", help="the configuration of all files")
    add("--isolated", action="store_true", help="read no configuration, no .gitignore")
    add("--jobs", type=_jobs, metavar="N", help="processes; 0 chooses by the work")


def add_findings_settings(parser: Parser) -> None:
    """Add those of the flags that win over a configuration which decide what is found."""
    add = parser.add_argument
    for name, help_ in _NAME_LISTS.items():
        add(f"--{name}", type=_names, action="extend", metavar="NAMES", help=help_)
    add("--profile", choices=PROFILES, metavar="NAME", help="default, security (all of that group), strict (all)")
    version_help = f"{SUPPORTED[0]} to {SUPPORTED[-1]}; several with commas"
    add("--argo-version", type=_versions, metavar="X.Y", help=version_help)
    release_help = f"{KUBERNETES[0]} to {KUBERNETES[-1]}, of the cluster"
    add("--kubernetes-version", type=_release, metavar="X.Y", help=release_help)
    add("--references", choices=REFERENCES, metavar="WHERE", help=f"of templates: {', '.join(REFERENCES)}")
    add("--workflow-defaults", metavar="FILE", help="what the controller puts under every workflow")
    add("--baseline", metavar="FILE", help="findings that are accepted")


_NAME_LISTS = {
    "select": "only these rules or groups",
    "extend-select": "these rules or groups as well",
    "ignore": "all but these rules or groups",
}


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _versions(text: str) -> str:
    try:
        return ",".join(map(str, parse_supported(text)))
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _release(text: str) -> str:
    try:
        return str(parse_kubernetes(text))
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _jobs(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"`{text}` is no number of processes")
    return int(text)


def refuse_unknown(names: Sequence[str]) -> None:
    """Raise `UsageError` for the first name that is neither a rule nor a group."""
    if not names:
        return
    from argolint.rules.api import GROUPS
    from argolint.rules.registry import all_rules

    rules = all_rules()
    known = {*GROUPS, *(name for rule in rules for name in (rule.name, *rule.aliases))}
    for name in names:
        if name not in known:
            close = closest(name, sorted(known))
            meant = f"did you mean `{close}`? " if close else ""
            raise UsageError(f"unknown rule or group `{name}`", f"{meant}`argolint rules` lists them")
