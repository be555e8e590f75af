"""What can be wrong with a text before it has a meaning; rules turn these into findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argolint.source import Span
    from argolint.syntax.nodes import Scalar


@dataclass(frozen=True, slots=True)
class UnreadableText:
    """The bytes are no text: binary data, an unknown encoding, or more than is read."""

    span: Span
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class BrokenYaml:
    """A document that does not parse; `context` tells what was being read, and where that began."""

    span: Span
    reason: str
    context: str | None = None
    context_span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class DuplicateKey:
    """A key given twice in one mapping; `merged` tells that the first came through `<<`."""

    key: Scalar
    first: Scalar
    merged: bool


@dataclass(frozen=True, slots=True)
class BadKey:
    """A key that JSON cannot hold: null, a list or a map."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class BadNumber:
    """A number that JSON cannot hold: `.inf`, `.nan`."""

    scalar: Scalar


@dataclass(frozen=True, slots=True)
class BadAlias:
    """An alias without an anchor, inside its own anchor, or multiplying out of bounds."""

    span: Span
    reason: str
    hint: str


Problem = UnreadableText | BrokenYaml | DuplicateKey | BadKey | BadNumber | BadAlias
