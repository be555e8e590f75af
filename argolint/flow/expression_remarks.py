"""What is to be said about expressions, sorted by the rule that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.expressions.expr import Environment, check, parse
from argolint.expressions.expr.complaints import (
    AMONG,
    ARGUMENT,
    DASH,
    EQUALITY,
    FUNCTION,
    MEMBER,
    NAME,
    OPERATOR,
)
from argolint.expressions.expr.habits import idle_calls
from argolint.expressions.expr.names import children
from argolint.expressions.expr.tree import Bool, Call, Identifier, String
from argolint.expressions.result import Problem
from argolint.flow.computing import failure
from argolint.flow.expression_scopes import name_fault, spelled, surroundings, with_types
from argolint.flow.expressions import BLANK, OUTPUTS
from argolint.flow.fates import fate
from argolint.flow.scopes import Place
from argolint.nearest import Suggestion, closest
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.expressions.expr import Expression, Verdict
    from argolint.flow.expressions import Site
    from argolint.flow.scopes import Fault
    from argolint.schema.versions import Version

SYNTAX: Final = "expression-syntax"
UNKNOWN_NAME: Final = "unknown-name-in-expression"
WITHOUT_EFFECT: Final = "expression-without-effect"
UNKNOWN_FUNCTION: Final = "unknown-function"
HYPHEN: Final = "hyphen-in-expression"
TYPE: Final = "expression-type"
FAILS: Final = "failing-expression"
NEVER_EQUAL: Final = "never-equal"
CONSTANT: Final = "constant-condition"
JSONPATH: Final = "invalid-jsonpath"

_CHAIN: Final = lazy_pattern(r"[A-Za-z_$][\w$]*(?:\[\s*(?:'[^']*'|\"[^\"]*\")\s*\]|\.[A-Za-z_$][\w$]*(?:-[\w$]+)*)+")
_DASHED: Final = lazy_pattern(r"\.([A-Za-z_$][\w$]*(?:-[\w$]+)+)")


class Mended(NamedTuple):
    """What to write in the place of a part of the scalar."""

    start: int
    end: int
    text: str


class ExpressionRemark(NamedTuple):
    """Something to be said about a part of an expression; offsets are those of the whole scalar."""

    topic: str
    site: Site
    start: int
    end: int
    message: str
    help: str | None
    fault: Fault | None = None
    """Why a name means nothing, where that is the matter."""
    mended: Mended | None = None


def remarks(sites: Iterable[Site], version: Version) -> Iterator[ExpressionRemark]:
    """All that is to be said about some expressions."""
    for site in sites:
        if site.place == BLANK:
            yield _not_an_expression(site)
            continue
        read = parse(site.text, version)
        if read.tree is None:
            yield from (_problem(SYNTAX, site, _cut(problem, site), version) for problem in read.problems)
        else:
            yield from _judged(site, read, version)


def _not_an_expression(site: Site) -> ExpressionRemark:
    """The remark for `{{ =…}}`, which Argo takes for the name of a variable."""
    mending = "take the blank away: `{{=`; otherwise Argo leaves the tag as text and says nothing"
    start, end = site.start, site.start + site.text.index("=") + 1
    return ExpressionRemark(SYNTAX, site, start, end, "a blank before `=` makes this a plain tag", mending)


def _cut(problem: Problem, site: Site) -> Problem:
    """The problem, with the reason where the first `}}` ended the tag within a map or a body in braces."""
    if site.place != "tag" or site.text.count("{") <= site.text.count("}"):
        return problem
    return problem._replace(help="the tag ends at its first `}}`: put a blank between braces that close, as in `} }`")


def _judged(site: Site, read: Expression, version: Version) -> Iterator[ExpressionRemark]:
    found = surroundings(site, version)
    verdict = check(read, found)
    told = [_sorted(problem, site, read, version) for problem in verdict.problems]
    told.extend(_failures(verdict, site, version))
    told.extend(_names(site, read, version))
    told.extend(_run_types(site, read, found, verdict, version))
    if not told:
        told.extend(_idle(problem, site, version) for problem in idle_calls(read))
        told.extend(_with_known_values(site, read, found, version))
    yield from _apart(told)
    if found.functions:
        yield from _paths(site, read, version)
    yield from _constant(site, read, found, verdict)


def _idle(problem: Problem, site: Site, version: Version) -> ExpressionRemark:
    return _problem(WITHOUT_EFFECT, site, problem, version)._replace(help=problem.help)


def _with_known_values(site: Site, read: Expression, found: Environment, version: Version) -> list[ExpressionRemark]:
    """What fails with the values that stand in the file; a submission may bring others."""
    if site.flow is None or site.place != "tag":
        return []
    lookup = site.flow.lookup(site.scope.template if site.scope is not None else None)
    problem = failure(read, lookup, found.functions)
    if problem is None:
        return []
    message = f"with the values given here this fails: {problem.message}"
    mending = "mend the value or the expression, unless every submission brings another value"
    return [_idle(problem._replace(message=message, help=mending), site, version)]


def _constant(site: Site, read: Expression, found: Environment, verdict: Verdict) -> Iterator[ExpressionRemark]:
    """A condition that nothing can change; `true` or `false` alone is taken for a switch."""
    constant = verdict.constant
    if found.result != "bool" or constant is None or isinstance(read.tree, Bool):
        return
    if isinstance(constant.value, bool):
        always = "true" if constant.value else "false"
        start, end = site.start, site.start + len(site.text)
        mending = "compare something that the run decides"
        yield ExpressionRemark(CONSTANT, site, start, end, f"this is always {always}", mending)


def _apart(told: list[ExpressionRemark]) -> Iterator[ExpressionRemark]:
    """The remarks that do not lie within another one."""
    told.sort(key=lambda remark: (remark.start, -remark.end))
    last = -1
    for remark in told:
        if remark.start >= last:
            yield remark
            last = remark.end


def _problem(topic: str, site: Site, problem: Problem, version: Version) -> ExpressionRemark:
    help_ = _help(problem.help, fate(site, topic == SYNTAX, version))
    mended = _written(problem.help, site, problem.start)
    start, end = site.start + problem.start, site.start + problem.end
    return ExpressionRemark(topic, site, start, end, problem.message, help_, None, mended)


def _written(help_: str | None, site: Site, start: int) -> Mended | None:
    """What a suggestion comes to, if its name stands there and the quotes of a better one do not end the text."""
    if not isinstance(help_, Suggestion) or not site.text.startswith(help_.name, start):
        return None
    if site.scalar.style == SINGLE and "'" in help_.better:
        return None
    return Mended(site.start + start, site.start + start + len(help_.name), help_.better)


def _help(mending: str | None, after: str) -> str:
    """What to do, and what happens otherwise."""
    if not mending:
        return after
    return f"{mending} Otherwise {after}" if mending.endswith("?") else f"{mending}; otherwise {after}"


def _sorted(problem: Problem, site: Site, read: Expression, version: Version) -> ExpressionRemark:
    if problem.topic == DASH:
        return _hyphen(site, problem.start, version) or _problem(HYPHEN, site, problem, version)
    if problem.topic == NAME:
        if site.place in OUTPUTS and site.text.startswith("workflow", problem.start):
            problem = problem._replace(help="pass the value in as an input, and read `inputs.parameters.NAME`")
        called = any(name.start == problem.start and name.is_called for name in read.names)
        if called and problem.message.startswith("there is no name"):
            near = problem.help if problem.help and problem.help.endswith("?") else None
            problem = problem._replace(message=problem.message.replace("no name", "no function"), help=near)
        return _problem(UNKNOWN_FUNCTION if called else _name_topic(site), site, problem, version)
    return _problem(UNKNOWN_FUNCTION if problem.topic == FUNCTION else TYPE, site, problem, version)


def _hyphen(site: Site, at: int, version: Version) -> ExpressionRemark | None:
    """The remark for a name with dashes behind a dot, such as `inputs.parameters.user-name`."""
    for chain in _CHAIN.finditer(site.text):
        dashed = [part for part in _DASHED.finditer(site.text, chain.start(), chain.end()) if part.end() > at]
        if chain.start() <= at < chain.end() and dashed:
            name = dashed[0][1]
            left, _, right = name.rpartition("-")
            mended = _DASHED.sub(lambda part: f"['{part[1]}']", chain[0])
            start = site.start + dashed[0].start(1)
            quote = '"' if site.scalar.style == SINGLE else "'"
            return ExpressionRemark(
                HYPHEN, site, start, start + len(name), f"`{name}` is read as `{left}` minus `{right}`",
                _help(f"write `{mended}`", fate(site, False, version)), None,
                Mended(start - 1, start + len(name), f"[{quote}{name}{quote}]"),
            )  # fmt: skip
    return None


def _name_topic(site: Site) -> str:
    """The rule about a name that does not exist; where the run goes on all the same, it is a milder one."""
    is_text = site.place == "tag" and site.scope is not None and site.scope.place is Place.LEAF
    is_workflow_hook = site.place == "hook.expression" and site.scope is None
    return WITHOUT_EFFECT if is_text or is_workflow_hook else UNKNOWN_NAME


def _failures(verdict: Verdict, site: Site, version: Version) -> Iterator[ExpressionRemark]:
    for problem in verdict.failures:
        yield _problem(UNKNOWN_FUNCTION if problem.topic == FUNCTION else FAILS, site, problem, version)


def _names(site: Site, read: Expression, version: Version) -> Iterator[ExpressionRemark]:
    for name in read.names:
        found = name_fault(name, site)
        if found is None:
            continue
        hyphen = _hyphen(site, name.end - 1, version) if site.text[name.end : name.end + 1] == "-" else None
        yield hyphen or _unknown(name.start, name.end, ".".join(name.path), found, site, version)


def _unknown(start: int, end: int, flat: str, found: Fault, site: Site, version: Version) -> ExpressionRemark:
    best = closest(flat, found.candidates)
    meant = Suggestion(site.text[start:end], spelled(best)) if best is not None else None
    return ExpressionRemark(
        _name_topic(site), site, site.start + start, site.start + end,
        f"`{spelled(flat)}` means nothing here: {found.reason}",
        _help(meant or found.help, fate(site, False, version)), found, _written(meant, site, start),
    )  # fmt: skip


def _run_types(
    site: Site, read: Expression, found: Environment, verdict: Verdict, version: Version
) -> Iterator[ExpressionRemark]:
    """What the compiler lets pass and the run does not: variables are texts."""
    if verdict.problems:
        return
    for problem in check(read, with_types(site, found, version)).problems:
        if problem.topic == EQUALITY:
            message = problem.message.replace("does not go with", "never finds equal")
            yield _problem(NEVER_EQUAL, site, problem._replace(message=message), version)._replace(help=problem.help)
        elif problem.topic == AMONG:
            yield _problem(NEVER_EQUAL, site, problem, version)._replace(help="convert it by `asInt`, or list texts")
        elif problem.topic == ARGUMENT:
            yield _problem(FAILS, site, problem, version)
        elif problem.topic == MEMBER:
            yield _problem(TYPE, site, problem, version)
        elif problem.topic == OPERATOR:
            mending = problem.help
            if "a string" in problem.message:
                mending = f"variables are texts: {problem.help}" if problem.help else "variables are texts"
            yield _problem(TYPE, site, problem._replace(help=mending), version)


def _paths(site: Site, read: Expression, version: Version) -> Iterator[ExpressionRemark]:
    """The JSONPaths that are written out in calls of `jsonpath`."""
    if "jsonpath" not in site.text:
        return
    from argolint.expressions.jsonpath import selector

    waiting: list[Any] = [read.tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(children(node))
        if not _is_jsonpath(node):
            continue
        document, path = node.arguments
        if isinstance(document, String) and document.value.startswith("$"):
            message = "the first argument of `jsonpath` is the JSON text, and this is a path"
            problem = Problem(document.start, document.end, message, "write `jsonpath(TEXT, PATH)`")
            yield _problem(FAILS, site, problem, version)
            continue
        if not isinstance(path, String):
            continue
        exact = site.text[path.start + 1 : path.end - 1] == path.value
        for problem in selector.parse(path.value, version).problems[:1]:
            start, end = path.start + 1, path.end - 1
            if exact:
                start, end = start + problem.start, start + problem.end
            yield _problem(JSONPATH, site, problem._replace(start=start, end=end), version)


def _is_jsonpath(node: Any) -> bool:
    callee = node.callee if isinstance(node, Call) and len(node.arguments) == 2 else None
    return isinstance(callee, Identifier) and callee.name == "jsonpath"
