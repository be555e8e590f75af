"""A picture before it is drawn: boxes within boxes, arrows between them, and what is to be said about each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.diagnostic import Severity


class BoxKind(StrEnum):
    """What a box stands for: a template of one of Argo's types, or one of the things around templates."""

    CONTAINER = "container"
    CONTAINER_SET = "containerSet"
    DAG = "dag"
    DATA = "data"
    DYNAMIC = "dynamic"
    ELSEWHERE = "elsewhere"
    HTTP = "http"
    MISSING = "missing"
    PARALLEL = "parallel"
    PLUGIN = "plugin"
    REPEAT = "repeat"
    RESOURCE = "resource"
    SCHEDULE = "schedule"
    SCRIPT = "script"
    STEPS = "steps"
    SUSPEND = "suspend"
    UNKNOWN = "unknown"


class ArrowKind(StrEnum):
    """Why an arrow leads from one box to another."""

    DATA = "data"
    EXIT = "exit"
    HOOK = "hook"
    ORDER = "order"
    REPEAT = "repeat"
    START = "start"


class Place(NamedTuple):
    """Where something stands: file, line and column, and the last line of its text."""

    file: str
    line: int
    column: int
    last_line: int


class Fact(NamedTuple):
    """Something known about a box: what it is called, and the text of it."""

    name: str
    text: str


class Mark(NamedTuple):
    """What a box shows beside its name, such as a loop or a condition."""

    sign: str
    """`when`, `loop`, `depends`, `retry`, `goes on`, `folded` or `body`."""
    text: str


class Remark(NamedTuple):
    """A finding of the check, as far as a picture shows it."""

    severity: Severity
    rule: str
    message: str
    help: str
    place: Place


class Flow(NamedTuple):
    """An output of one box that feeds an input of another."""

    output: str
    input: str
    artifact: bool

    @property
    def label(self) -> str:
        """How pictures write it; once where both have one name."""
        return self.output if self.output == self.input else f"{self.output} → {self.input}"


class Box(NamedTuple):
    """A call, a group of calls, or what takes the place of one that is not there."""

    id: str
    parent: str | None
    kind: BoxKind
    title: str
    template: str
    """The template that it calls, with its object where that is another one; empty where the title says it."""
    marks: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
    places: tuple[Place, ...] = ()
    """Where the call stands, then where the template does."""
    remarks: tuple[Remark, ...] = ()
    skipped: bool = False
    """Whether it certainly never runs."""

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding on it."""
        return max((at.severity for at in self.remarks), key=lambda at: at.rank, default=None)


class Arrow(NamedTuple):
    """A way from one box to another, with the condition for going it and what is carried along."""

    source: str
    target: str
    kind: ArrowKind
    condition: str = ""
    flows: tuple[Flow, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The lines written beside it."""
        condition = (self.condition,) if self.condition else ()
        return (*condition, *(flow.label for flow in self.flows))


class Drawing(NamedTuple):
    """All that one object would run; `boxes` come in order of text, each after the one around it."""

    kind: str
    name: str
    namespace: str
    place: Place
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    remarks: tuple[Remark, ...]
    """Findings in the object that lie on no box."""
    texts: tuple[tuple[str, str], ...] = ()
    """The files that its places are in, each with its text."""

    @property
    def title(self) -> str:
        """How people call it, such as `Workflow diamond-`."""
        return f"{self.kind} {self.name}".rstrip()

    def findings(self) -> set[Remark]:
        """All findings in it, those on several boxes once."""
        return {*self.remarks, *(remark for box in self.boxes for remark in box.remarks)}

    def children(self) -> dict[str | None, list[Box]]:
        """The boxes by the one around them."""
        found: dict[str | None, list[Box]] = {}
        for box in self.boxes:
            found.setdefault(box.parent, []).append(box)
        return found
