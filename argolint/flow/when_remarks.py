"""What is to be said about the conditions `when`, sorted by the rule that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.comparisons import comparisons
from argolint.expressions.tags import OPEN, scan
from argolint.expressions.when import Outcome, evaluate, parse
from argolint.flow.computing import computed
from argolint.flow.masking import MARK, masked, readable
from argolint.flow.types import known_of
from argolint.flow.values import values_of
from argolint.model.build import text
from argolint.model.parts import metrics_of
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import DOUBLE, PLAIN, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.result import Problem
    from argolint.expressions.tags import Tag
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, WorkflowObject
    from argolint.schema.versions import Version
    from argolint.source import Span
    from argolint.syntax.nodes import Scalar

SYNTAX: Final = "when-syntax"
LITERAL: Final = "when-unquoted-literal"
VARIABLE: Final = "when-unquoted-variable"
CONSTANT: Final = "constant-condition"
CRON_VARIABLE: Final = "cron-when-variable"

_CRON_SINCE: Final = (3, 6)
_CRON_TAGS: Final = frozenset({"cronworkflow.name", "cronworkflow.namespace"})
_CHUNK: Final = lazy_pattern(r"""[^\s'"()!=<>&|,?]+""")
_DAY: Final = lazy_pattern(r"(?<![\w.-])(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?![\w-])")
_NO_WORD: Final = lazy_pattern(r"[^\w\s]")
_MOST_TOLD: Final = 20
_NO_JSON: Final = lazy_pattern(r"""["\n\r\t]|\\(?!["\\/bfnrtu])""")
_SWITCHES: Final = frozenset({"true", "false"})
_LONGEST: Final = 20_000
"""Beyond this a text is data and no condition; what a tag may bring is not tried in it."""


class WhenRemark(NamedTuple):
    """Something to be said about a part of a `when`."""

    topic: str
    scalar: Scalar
    start: int
    end: int
    message: str
    help: str | None
    listed: Span | None = None
    """Where the value stands that makes it fail."""
    mended: str | None = None
    """What to write in its place."""


class _When(NamedTuple):
    scalar: Scalar
    masked: str
    words_are_texts: bool
    call: Invocation | None = None


def remarks(item: WorkflowObject, flow: ObjectFlow) -> Iterator[WhenRemark]:
    """All that is to be said about the conditions of an object and of all in it."""
    for when in _whens(item, flow):
        yield from _of_text(when, flow)


def _dates(when: _When) -> Iterator[WhenRemark]:
    """Days without quotes, which are computed as differences."""
    for found in _DAY.finditer(when.masked):
        before = when.masked[: found.start()]
        if before.count("'") % 2 == 0 and before.count('"') % 2 == 0:
            message = f"`{found[0]}` without quotes is a subtraction, not a day"
            mending = f"write `'{found[0]}'`, and what it is compared with in quotes too"
            yield WhenRemark(VARIABLE, when.scalar, *found.span(), message, mending)


def _whens(item: WorkflowObject, flow: ObjectFlow) -> Iterator[_When]:
    if item.cron is not None and flow.version >= _CRON_SINCE:
        scalar = text(item.cron, "when")
        if scalar is not None:
            yield _When(scalar, masked(scalar.text), False)
    for template in item.all_templates():
        for metric in metrics_of(template):
            scalar = text(metric, "when")
            if scalar is not None:
                yield _When(scalar, masked(scalar.text), True)
        for call in template.calls():
            if call.when is not None:
                yield _When(call.when, masked(call.when.text), True, call)


def _of_text(when: _When, flow: ObjectFlow) -> Iterator[WhenRemark]:
    if not when.words_are_texts:
        yield from _cron_tags(when)
    if scan(when.scalar.text)[1] is not None:
        return  # an open tag hides the rest, and is told as such
    told: list[WhenRemark] = []
    outcome = _judge(when, told)
    if told:
        yield from told
        return
    yield from _dates(when)
    yield from _constant(when, outcome, flow.version, flow)
    if when.call is not None and OPEN in when.scalar.text and len(when.scalar.text) < _LONGEST:
        yield from _doubtful_variables(when, when.call, flow)


def _judge(when: _When, told: list[WhenRemark]) -> Outcome:
    """What a condition gives; texts that lack quotes are told, and taken as quoted from there on."""
    known = when.masked
    while True:
        read = parse(known, words_are_texts=when.words_are_texts)
        outcome = evaluate(read)
        problems = read.problems or ((outcome.problem,) if outcome.problem is not None else ())
        bare = [chunk for problem in problems if (chunk := _bare_text(known, problem, when.words_are_texts))]
        if not bare or len(told) >= _MOST_TOLD:
            told.extend(_fault(when, problem) for problem in problems)
            return outcome
        start, end = bare[0]
        told.append(_unquoted(when, start, end, next(at for at in problems if start <= at.start < end)))
        known = f"{known[:start]}'{MARK * max(end - start - 2, 1)}'{known[end:]}"


def _fault(when: _When, problem: Problem) -> WhenRemark:
    message = readable(problem.message)
    help_ = readable(problem.help) if problem.help else None
    fate = "otherwise the node ends in an error when it comes to this"
    return WhenRemark(
        SYNTAX, when.scalar, problem.start, problem.end,
        f"this `when` is no condition: {message}", f"{help_}; {fate}" if help_ else fate.removeprefix("otherwise "),
    )  # fmt: skip


def _unquoted(when: _When, start: int, end: int, problem: Problem) -> WhenRemark:
    scalar = when.scalar
    shown = scalar.text[start:end]
    quote = '"' if "'" in shown or scalar.style == SINGLE else "'"
    mended = f"{quote}{shown}{quote}"
    # At the head of a plain scalar, or within its own quotes, it would be read as YAML's.
    is_safe = (
        quote not in shown and (start > 0 or scalar.style != PLAIN) and not (quote == '"' and scalar.style == DOUBLE)
    )
    return WhenRemark(
        LITERAL, scalar, start, end, f"`{shown}` needs quotes: {readable(problem.message)}",
        f"write `{mended}`", None, mended if is_safe else None,
    )  # fmt: skip


def _bare_text(masked_text: str, problem: Problem, words_are_texts: bool) -> tuple[int, int] | None:
    """The text without quotes around a problem, if it is one that only quotes make a text."""
    for chunk in _CHUNK.finditer(masked_text):
        if chunk.start() <= problem.start < chunk.end() and problem.end <= chunk.end() + 1:
            shown = chunk[0].strip("+-*/%")
            is_text = any(sign.isalpha() for sign in shown) or shown.count(".") > 1
            has_signs = _NO_WORD.search(shown.replace(MARK, "")) is not None
            has_signs = has_signs or shown[:1].isdigit() or not words_are_texts
            if is_text and has_signs and OPEN not in shown and "}" not in shown and "[" not in shown:
                return chunk.span()
    return None


def _constant(when: _When, outcome: Outcome, version: Version, flow: ObjectFlow) -> Iterator[WhenRemark]:
    """A condition that comes out the same whatever its variables hold."""
    value = outcome.value
    written = when.scalar.text
    if not isinstance(value, bool) and "{{=" in written:
        value = evaluate(parse(masked(_computed(written, version)), words_are_texts=when.words_are_texts)).value
    if not isinstance(value, bool) or written.strip() in _SWITCHES:
        return
    if when.call is not None and _is_said_elsewhere(written, when.call, flow):
        return
    what = "true" if value else "false"
    meaning = "has no effect" if value else "never lets it run"
    yield WhenRemark(
        CONSTANT, when.scalar, 0, len(written), f"this `when` is always {what}, so it {meaning}",
        "compare a variable; numbers and truth values without quotes are no texts",
    )  # fmt: skip


def _computed(written: str, version: Version) -> str:
    """The text with those expression tags put in that read nothing."""
    parts: list[str] = []
    at = 0
    for tag in scan(written)[0]:
        value = computed(tag.inner[1:], _nothing, version) if tag.is_expression else None
        if value is not None:
            parts += written[at : tag.start], value
            at = tag.end
    return "".join((*parts, written[at:]))


def _nothing(_name: str) -> None:
    return None


def _is_said_elsewhere(written: str, call: Invocation, flow: ObjectFlow) -> bool:
    """Whether the values of a variable are known, so that a comparison with one it never has is told as such."""
    return any(
        known_of(compared.name, call.caller, call, flow).choices is not None for compared in comparisons(written)
    )


def _doubtful_variables(when: _When, call: Invocation, flow: ObjectFlow) -> Iterator[WhenRemark]:
    """Variables without quotes that are known to hold, or may hold, what is no operand without quotes."""
    for tag in scan(when.scalar.text)[0]:
        if tag.is_expression or OPEN in tag.inner:
            continue
        if _is_quoted(when.masked, tag):
            yield from _quoted_beside_number(when, tag)
            continue
        for value, listed in values_of(tag.name, call.caller, call, flow):
            problem = _failure(when, tag, value)
            if problem is not None:
                shown = f"`{value}`" if value else "empty"
                yield WhenRemark(
                    VARIABLE, when.scalar, tag.start, tag.end,
                    f"without quotes this fails where `{tag.name}` is {shown}: {readable(problem.message)}",
                    f"write `'{{{{{tag.name}}}}}'`, and what it is compared with in quotes too", listed,
                )  # fmt: skip
                break
        else:
            yield from _never_fits(when, tag)


def _quoted_beside_number(when: _When, tag: Tag) -> Iterator[WhenRemark]:
    """A text in quotes that a number is compared with, whatever the text: only a date would count as a number.

    Another text in quotes may be a date, and then the variable may well be one.
    """
    if when.masked.count("'") + when.masked.count('"') > len("''"):
        return
    problem = _failure(when, tag, "7")
    if problem is not None and _failure(when, tag, "a") == problem:
        yield WhenRemark(
            VARIABLE, when.scalar, tag.start, tag.end,
            f"in quotes `{tag.name}` is a text, with which this fails: {readable(problem.message)}", problem.help,
        )  # fmt: skip


def _never_fits(when: _When, tag: Tag) -> Iterator[WhenRemark]:
    """An exit code alone is a number, which decides nothing."""
    if tag.name.endswith(".exitCode"):
        problem = _failure(when, tag, "0")
        if problem is not None and _failure(when, tag, "1") is not None:
            yield WhenRemark(
                VARIABLE, when.scalar, tag.start, tag.end,
                f"`{tag.name}` is a number, with which this fails: {readable(problem.message)}", problem.help,
            )  # fmt: skip


def _is_quoted(masked_text: str, tag: Tag) -> bool:
    """Whether a tag stands within quotes; a backslash protects one."""
    before = masked_text[: tag.start].replace("\\\\", "").replace("\\'", "").replace('\\"', "")
    return (before.count("'") + before.count('"')) % 2 == 1


def _failure(when: _When, tag: Tag, value: str) -> Problem | None:
    filled = when.masked[: tag.start] + value + when.masked[tag.end :]
    return evaluate(parse(filled)).problem if filled.strip() else None


def _cron_tags(when: _When) -> Iterator[WhenRemark]:
    """The tags of a CronWorkflow's `when` that Argo cannot fill in, for it reads the text as it stands."""
    tags, unclosed = scan(when.scalar.text)
    if unclosed is not None:
        yield WhenRemark(
            SYNTAX, when.scalar, unclosed, unclosed + len(OPEN), "`{{` opens a tag that is never closed",
            "close it with `}}`; otherwise the CronWorkflow starts nothing",
        )  # fmt: skip
    for tag in tags:
        if tag.is_expression and (at := _refused_sign(tag)) is not None:
            shown = "a double quote" if tag.inner[at] == '"' else "a line break or backslash"
            start = tag.start + len(OPEN) + at
            yield WhenRemark(
                SYNTAX, when.scalar, start, start + 1,
                f"{shown} cannot stand in a tag of a CronWorkflow's `when`",
                "write texts with single quotes, and a tag on one line; otherwise the CronWorkflow starts nothing",
            )  # fmt: skip
        if not tag.is_expression and tag.name not in _CRON_TAGS:
            is_own = tag.name.startswith("cronworkflow.")
            help_ = f"write `{{{{={tag.name}}}}}`" if is_own else "it has `cronworkflow.` names only"
            yield WhenRemark(
                CRON_VARIABLE, when.scalar, tag.start, tag.end,
                f"Argo cannot fill in `{{{{{tag.inner}}}}}` in the `when` of a CronWorkflow", help_,
            )  # fmt: skip


def _refused_sign(tag: Tag) -> int | None:
    """Where a tag holds what Argo, which takes it for a JSON text, does not read."""
    found = _NO_JSON.search(tag.inner)
    return found.start() if found is not None else None
