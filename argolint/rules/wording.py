"""Words that several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.reads import Read, Unclosed
from argolint.model import Invocation
from argolint.nearest import closest
from argolint.rules.api import finding, note
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.scopes import Fault
    from argolint.model import Template
    from argolint.rules.api import Finding
    from argolint.rules.context import Context
    from argolint.source import Span


def did_you_mean(name: str, candidates: tuple[str, ...], otherwise: str | None = None) -> str | None:
    """The help line that names the nearest candidate, or another one where none is near."""
    best = closest(name, candidates)
    return f"did you mean `{best}`?" if best is not None else otherwise


def owner_of(subject: Template | Invocation) -> Template:
    """The template that a subject is or lies in."""
    return subject.caller if isinstance(subject, Invocation) else subject


def faults(subject: Template | Invocation, cx: Context) -> Iterator[tuple[Read, Fault]]:
    """The tags of a template, step or task that mean nothing to Argo where they stand."""
    for read in cx.flow(owner_of(subject).owner).reads(subject):
        if isinstance(read, Read) and (fault := read.fault()) is not None:
            yield read, fault


def tag_span(read: Read, cx: Context) -> Span:
    """The place of a tag's name inside its scalar; the whole tag where it is built from another."""
    tag = read.tag
    if tag.name == read.name:
        return locate(cx.document.source, read.scalar, tag.name_start, tag.name_start + len(tag.name))
    return locate(cx.document.source, read.scalar, tag.start, tag.end)


def tag_finding(read: Read, fault: Fault, verdict: str, cx: Context) -> Finding:
    """The finding for a tag that has no meaning at its place."""
    tag = read.tag
    shown = (
        f"`{{{{{tag.inner}}}}}`"
        if tag.name == read.name
        else f"`{{{{{read.name}}}}}`, which `{{{{{tag.inner}}}}}` becomes,"
    )
    return finding(
        tag_span(read, cx),
        f"{shown} {verdict}: {fault.reason}",
        labels=[note(fault.where, "defined here")] if fault.where is not None else [],
        help=did_you_mean(read.name, fault.candidates, fault.help),
    )


def unclosed(subject: Template | Invocation, cx: Context, *, refused: bool) -> Iterator[Finding]:
    """The openings without closing in a template, step or task that Argo refuses, or that it lets pass."""
    for read in cx.flow(owner_of(subject).owner).reads(subject):
        if isinstance(read, Unclosed) and read.refused == refused:
            yield finding(
                locate(cx.document.source, read.scalar, read.at, read.at + len(OPEN)),
                "`{{` opens a tag that this text never closes",
                help="close it with `}}`; a literal `{{` can be written as `{{='{{'}}`",
            )
