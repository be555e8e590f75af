"""What a rule module needs: the decorator, the shape of a finding, and nothing of files or configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from argolint.diagnostic import Severity

if TYPE_CHECKING:
    from argolint.model import WorkflowObject
    from argolint.rules.context import Context
    from argolint.source import SourceFile, Span

GROUPS = (
    "syntax", "schema", "names", "graph", "types", "scripts", "access",
    "security", "unused", "deprecated", "style", "limits",
)  # fmt: skip
"""The groups that rules belong to, in the order in which lists show them."""


class Note(NamedTuple):
    """A second place of a finding; without a source it lies in the finding's own file."""

    span: Span
    message: str
    source: SourceFile | None = None


class Change(NamedTuple):
    """Replace the characters of a span by a text, in the finding's own file."""

    span: Span
    text: str


class Mending(NamedTuple):
    """A fix that a rule offers; the engine turns it into a `Fix`."""

    title: str
    changes: tuple[Change, ...]
    safe: bool = False


class Finding(NamedTuple):
    """What a rule saw and where; rule name, severity and file are added by the engine."""

    span: Span
    message: str
    labels: tuple[Note, ...] = ()
    help: str | None = None
    fix: Mending | None = None
    source: SourceFile | None = None


Findings: TypeAlias = Iterator[Finding]
Check: TypeAlias = "Callable[[Any, Context], Findings]"
Ahead: TypeAlias = "Callable[[Sequence[WorkflowObject]], None]"
_C = TypeVar("_C", bound="Callable[[Any, Any], Findings]")


class Rule(NamedTuple):
    """A rule as registered: its name is the module's stem in kebab case, its summary the check's docstring."""

    name: str
    group: str
    severity: Severity
    since: str
    subjects: tuple[type, ...]
    summary: str
    check: Check
    aliases: tuple[str, ...] = ()
    default: bool = True
    """Whether it speaks unasked; the others wait for their name, their group or a profile."""
    ahead: Ahead | None = None
    """Work that is cheaper done once for all objects before any of them is looked at."""
    brings: tuple[str, ...] = ()
    """Rules that speak wherever this one does."""
    once: bool = False
    """Whether a run says each of its messages only at the first place."""
    needs: frozenset[str] = frozenset()
    """Keys without any of which in the map of its subject it has nothing to say; empty where it always may."""


_registered: list[Rule] = []


def registered() -> tuple[Rule, ...]:
    """The rules whose modules have been imported so far."""
    return tuple(_registered)


def rule(
    *,
    on: type | tuple[type, ...],
    group: str,
    severity: Severity = Severity.ERROR,
    since: str,
    aliases: tuple[str, ...] = (),
    default: bool = True,
    ahead: Ahead | None = None,
    brings: tuple[str, ...] = (),
    once: bool = False,
    needs: Iterable[str] = (),
) -> Callable[[_C], _C]:
    """Register a check for each subject of the type(s) `on`; the function's name gives the rule's name.

    With `needs` the check is not even called for a subject that has none of these keys, null values counting: a
    template, step, task or container has the keys of its map; an object its own, those of its spec, and those of
    the schedule around it. Leave it out if the check may speak without them, as one of what is missing does.
    """
    if group not in GROUPS:
        raise ValueError(f"unknown rule group {group!r}")

    def register(check: _C) -> _C:
        _registered.append(
            Rule(
                name=check.__name__.replace("_", "-"),
                group=group,
                severity=severity,
                since=since,
                subjects=on if isinstance(on, tuple) else (on,),
                summary=" ".join((check.__doc__ or "").split()),
                check=check,
                aliases=aliases,
                default=default,
                ahead=ahead,
                brings=brings,
                once=once,
                needs=frozenset(needs),
            )
        )
        return check

    return register


def finding(
    span: Span,
    message: str,
    *,
    labels: tuple[Note, ...] | list[Note] = (),
    help: str | None = None,
    fix: Mending | None = None,
    source: SourceFile | None = None,
) -> Finding:
    """A finding at a span of the checked document's file (or of `source`)."""
    return Finding(span, message, tuple(labels), help, fix, source)


def note(span: Span, message: str, source: SourceFile | None = None) -> Note:
    """A label at another place."""
    return Note(span, message, source)
