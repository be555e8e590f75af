"""The fields of a template, and of a workflow's spec, that must come to a duration or a whole number."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.durations import argo_nanoseconds, nanoseconds
from argolint.expressions.whole_numbers import whole_number
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Form(Enum):
    """What a field must come to."""

    DURATION = "a duration"
    GO_DURATION = "a duration with a unit"
    POSITIVE_DURATION = "a duration with a unit that is not negative"
    NUMBER = "a whole number"

    def fits(self, text: str) -> bool:
        """Whether Argo can read a text as such."""
        if self is Form.NUMBER:
            return whole_number(text) is not None
        if self is Form.DURATION:
            return argo_nanoseconds(text) is not None
        length = nanoseconds(text)
        return length is not None and (self is Form.GO_DURATION or length >= 0)


class Setting(NamedTuple):
    """A scalar that must have a form; `path` leads to it from the template or spec."""

    path: tuple[str, ...]
    scalar: Scalar
    form: Form

    @property
    def name(self) -> str:
        """How messages call the field."""
        return ".".join(self.path)


_RETRIES = (
    (("retryStrategy", "backoff", "duration"), Form.DURATION),
    (("retryStrategy", "backoff", "maxDuration"), Form.DURATION),
    (("retryStrategy", "backoff", "cap"), Form.DURATION),
    (("retryStrategy", "backoff", "factor"), Form.NUMBER),
    (("retryStrategy", "limit"), Form.NUMBER),
)
_OF_TEMPLATE = (
    *_RETRIES,
    (("timeout",), Form.DURATION),
    (("pendingTimeout",), Form.DURATION),
    (("suspend", "duration"), Form.DURATION),
    (("memoize", "maxAge"), Form.GO_DURATION),
    (("containerSet", "retryStrategy", "duration"), Form.POSITIVE_DURATION),
    (("containerSet", "retryStrategy", "retries"), Form.NUMBER),
)
_OF_SPEC = (
    *_RETRIES,
    *((("templateDefaults", *path), form) for path, form in _OF_TEMPLATE),
)
FIRST_FIELDS = frozenset(path[0] for path, _ in (*_OF_TEMPLATE, *_OF_SPEC))
"""The fields of a template or a spec that hold settings."""


def template_settings(template: Mapping) -> Iterator[Setting]:
    """The fields of a template that are given."""
    return _given(template, _OF_TEMPLATE)


def spec_settings(spec: Mapping) -> Iterator[Setting]:
    """The fields of a workflow's spec that are given."""
    return _given(spec, _OF_SPEC)


def _given(node: Mapping, paths: Iterable[tuple[tuple[str, ...], Form]]) -> Iterator[Setting]:
    entries = node.entries
    if FIRST_FIELDS.isdisjoint(entries):
        return
    for path, form in paths:
        if path[0] in entries:
            found = _at(node, path)
            if isinstance(found, Scalar) and json_text(found):
                yield Setting(path, found, form)


def _at(node: Mapping, path: tuple[str, ...]) -> object:
    found: object = node
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
