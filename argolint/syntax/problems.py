"""What can be wrong with a text before it has a meaning; rules turn these into findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.source import Span
    from argolint.syntax.nodes import Scalar


class UnreadableText(NamedTuple):
    """The bytes are no text: binary data, an unknown encoding, or more than is read."""

    span: Span
    reason: str
    hint: str


class UnrenderedFolder(NamedTuple):
    """A chart or an overlay of which the program for it can make nothing."""

    span: Span
    reason: str


class BrokenYaml(NamedTuple):
    """A document that does not parse; `context` tells what was being read, and where that began.

    `chart` tells that it looks like a template of a Helm chart.
    """

    span: Span
    reason: str
    context: str | None = None
    context_span: Span | None = None
    hint: str | None = None
    chart: bool = False


class DuplicateKey(NamedTuple):
    """A key given twice in one mapping; `merged` tells that the first came through `<<`."""

    key: Scalar
    first: Scalar
    merged: bool


class BadKey(NamedTuple):
    """A key that JSON cannot hold: null, a list or a map."""

    span: Span
    what: str


class BadNumber(NamedTuple):
    """A number that JSON cannot hold: `.inf`, `.nan`."""

    scalar: Scalar


class BadAlias(NamedTuple):
    """An alias without an anchor, inside its own anchor, or multiplying out of bounds."""

    span: Span
    reason: str
    hint: str


Problem = UnreadableText | UnrenderedFolder | BrokenYaml | DuplicateKey | BadKey | BadNumber | BadAlias
