"""What a rule module needs: the decorator, the shape of a finding, and nothing of files or configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from importlib import import_module
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


class Basis(IntEnum):
    """How much of a manifest a rule's findings rest on. In a template of a Helm chart that much must be certain."""

    TEXT = 0
    """The key or value that it points at, without any tag, and the keys above it."""
    TAGS = 1
    """The key or value that it points at, the tags in it read as text."""
    MAP = 2
    """All of the innermost map around what it points at."""
    NAMES = 3
    """What it points at, and all names that are defined in the object: one more of them can only silence it."""
    ALL = 4
    """Whatever else there is: it speaks of a template of a chart only where Helm decides nothing in it."""


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
    """What is known of a rule without its code; its name is the check's in kebab case, its summary the docstring."""

    name: str
    group: str
    severity: Severity
    since: str
    subjects: tuple[str, ...]
    """The types of what it wants to see, as `type_name` tells them."""
    summary: str
    module: str
    aliases: tuple[str, ...] = ()
    default: bool = True
    """Whether it speaks unasked; the others wait for their name, their group or a profile."""
    ahead: str | None = None
    """The function of its module for work that is cheaper done once for all objects before any is looked at."""
    brings: tuple[str, ...] = ()
    """Rules that speak wherever this one does."""
    once: bool = False
    """Whether a run says each of its messages only at the first place."""
    needs: frozenset[str] = frozenset()
    """Keys without any of which in the map of its subject it has nothing to say; empty where it always may."""
    basis: Basis = Basis.ALL
    """How much of a manifest its findings rest on."""

    def check(self) -> Check:
        """The check itself; its module is loaded if it was not needed before."""
        check: Check = getattr(import_module(self.module), self.name.replace("-", "_"))
        return check

    def prepare(self, items: Sequence[WorkflowObject]) -> None:
        """Do the work that comes ahead of all checks, if there is any."""
        if self.ahead is not None:
            getattr(import_module(self.module), self.ahead)(items)


def type_name(subject: type) -> str:
    """The full name of a type: it can be kept, and the type is not even loaded where nothing is of it."""
    return f"{subject.__module__}.{subject.__qualname__}"


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
    basis: Basis = Basis.ALL,
) -> Callable[[_C], _C]:
    """Register a check for each subject of the type(s) `on`; the function's name gives the rule's name.

    With `needs` the check is not even called for a subject that has none of these keys, null values counting: a
    template, step, task or container has the keys of its map; an object its own, those of its spec, and those of
    the schedule around it. Leave it out if the check may speak without them, as one of what is missing does.

    `basis` lets it speak of a template of a Helm chart that is not rendered, where so much of the text is certain.
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
                subjects=tuple(map(type_name, on if isinstance(on, tuple) else (on,))),
                summary=" ".join((check.__doc__ or "").split()),
                module=check.__module__,
                aliases=aliases,
                default=default,
                ahead=ahead.__name__ if ahead is not None else None,
                brings=brings,
                once=once,
                needs=frozenset(needs),
                basis=basis,
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
