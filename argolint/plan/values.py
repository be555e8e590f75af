"""What a text comes to in a run, or why that is not known before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from argolint.expressions.tags import OPEN, fill, is_dynamic, scan
from argolint.flow.computing import computed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Scalar


class Known(NamedTuple):
    """A text that is certain."""

    text: str

    def data(self) -> dict[str, Any]:
        """As the document writes it."""
        return {"value": self.text}


class Unknown(NamedTuple):
    """A text of this type that only the run can tell, and why."""

    type: str
    why: str

    def data(self) -> dict[str, Any]:
        """As the document writes it."""
        return {"unknown": {"type": self.type, "why": self.why}}


Value: TypeAlias = Known | Unknown

_TYPES: Final = (
    (("exitCode", "retries", "workflow.priority", "workflow.duration"), "number"),
    (("startedAt", "finishedAt", "workflow.creationTimestamp", "workflow.scheduledTime"), "time"),
    (("inputs.parameters", "workflow.parameters", "workflow.parameters.json", "workflow.failures"), "json"),
)
_ROOTS: Final = (
    ("item", "differs with each round of the loop"),
    ("workflow.parameters.", "is given when the workflow is submitted"),
    ("workflow.outputs.", "comes out of a template of the run"),
    ("workflow.", "is set when the workflow starts"),
    ("steps.", "comes out of a step"),
    ("tasks.", "comes out of a task"),
    ("pod.name", "is set when the pod starts"),
    ("retries", "counts the tries"),
    ("lastRetry.", "tells of the try before"),
)


class Scope(NamedTuple):
    """The values of a run and of the inputs of one of its templates."""

    globals: Mapping[str, Value]
    inputs: Mapping[str, Value]
    version: Version

    def value(self, scalar: Scalar | str) -> Value:
        """What a text comes to here."""
        text = scalar if isinstance(scalar, str) else scalar.text
        if OPEN not in text:
            return Known(text)
        filled = self.fill(text)
        if OPEN not in filled and not is_dynamic(filled):
            return Known(filled)
        return self._why(text)

    def fill(self, text: str) -> str:
        """The text with all that is known put in."""
        return fill(text, self._known, lambda expression: computed(expression, self._known, self.version))

    def _known(self, name: str) -> str | None:
        value = self.inputs.get(name) or self.globals.get(name)
        return value.text if isinstance(value, Known) else None

    def _why(self, text: str) -> Unknown:
        for tag in scan(text)[0]:
            if tag.is_expression:
                if computed(tag.inner[1:], self._known, self.version) is None:
                    return Unknown("text", f"`{{{{{tag.inner}}}}}` is worked out when it runs")
            elif self._known(tag.name) is None:
                return self._why_name(tag.name, alone=tag.end - tag.start == len(text))
        return Unknown("text", "its variables hold further variables")

    def _why_name(self, name: str, *, alone: bool) -> Unknown:
        value = self.inputs.get(name) or self.globals.get(name)
        what = _type(name) if alone else "text"
        if isinstance(value, Unknown):
            return Unknown(value.type if alone else "text", value.why)
        for root, why in _ROOTS:
            if name.startswith(root):
                return Unknown(what, f"`{name}` {why}")
        return Unknown(what, f"`{name}` is no variable that is known before the run")


def _type(name: str) -> str:
    endings = ((ending, what) for endings, what in _TYPES for ending in endings)
    return next((what for ending, what in endings if name.endswith(ending)), "text")
