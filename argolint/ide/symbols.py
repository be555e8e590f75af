"""Names that stand for something, and every place at which one stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from argolint.source import SourceFile, Span

Scope: TypeAlias = "tuple[str, ...]"
"""What holds a name: path of the file, key of the object, then names of templates inward."""


class SymbolKind(StrEnum):
    """What a name stands for; the values are the words of messages."""

    OBJECT = "object"
    TEMPLATE = "template"
    STEP = "step"
    TASK = "task"
    INPUT_PARAMETER = "input parameter"
    INPUT_ARTIFACT = "input artifact"
    OUTPUT_PARAMETER = "output parameter"
    OUTPUT_ARTIFACT = "output artifact"
    WORKFLOW_PARAMETER = "workflow parameter"
    WORKFLOW_ARTIFACT = "workflow artifact"
    GLOBAL_PARAMETER = "global output parameter"
    GLOBAL_ARTIFACT = "global output artifact"
    CONTAINER = "container"
    VOLUME = "volume"
    ITEM_KEY = "key of the items"


OF_THE_RUN = frozenset(
    {
        SymbolKind.WORKFLOW_PARAMETER, SymbolKind.WORKFLOW_ARTIFACT, SymbolKind.GLOBAL_PARAMETER,
        SymbolKind.GLOBAL_ARTIFACT, SymbolKind.VOLUME,
    }
)  # fmt: skip
"""What templates of a library take from the workflow that runs them, so that one name may stand in several objects."""

MANY_DECLARATIONS = frozenset({SymbolKind.GLOBAL_PARAMETER, SymbolKind.GLOBAL_ARTIFACT, SymbolKind.ITEM_KEY})
"""What several places may define together."""


INNER: Final = "\0"
"""Stands between the path of a file and the place of a manifest within it that has names of its own."""


class Symbol(NamedTuple):
    """A name with a meaning: two occurrences mean the same when their symbols are equal."""

    kind: SymbolKind
    name: str
    scope: Scope

    @property
    def title(self) -> str:
        """How messages call it."""
        what = self.scope[1].partition("/")[0] if self.kind is SymbolKind.OBJECT else self.kind
        return f"{what} `{self.name}`"

    @property
    def file(self) -> str:
        """The file that declares it, if any does."""
        return self.scope[0].partition(INNER)[0]


class Role(StrEnum):
    """What an occurrence does with the name."""

    DECLARATION = "declaration"
    REFERENCE = "reference"
    """It names it, such as the `template` of a step or the name of an argument."""
    READ = "read"
    """It takes its value or state, such as a tag."""


class Form(StrEnum):
    """How the name is written, which decides how another one is put in its place."""

    WHOLE = "whole"
    """A scalar of its own, or a key."""
    PART = "part"
    """A part of a text: in a plain tag, in `depends`."""
    MEMBER = "member"
    """Behind a dot in an expression."""
    BRACKET = "bracket"
    """In quotes in an expression."""
    FILLED = "filled"
    """The text gives the name only once tags are filled in, or escapes are undone."""


class Occurrence(NamedTuple):
    """One place where a symbol stands; the span covers the characters of its name and nothing else."""

    symbol: Symbol
    source: SourceFile
    span: Span
    role: Role
    form: Form
    style: str
    """That of the scalar around it."""
    dotted: Span
    """The same with the dot before a member; else equal to the span."""

    @property
    def file(self) -> str:
        """Path of its file."""
        return self.source.path


class Opening(NamedTuple):
    """A place that may read symbols without naming them, such as `{{inputs.parameters}}` or a name made by a tag."""

    kind: SymbolKind | None
    """None for all."""
    scope: Scope
    """Symbols in this scope, or in one within it."""
    source: SourceFile
    span: Span
    text: str | None = None
    """Where it is a text that could not be read: only names in it count."""

    def may_mean(self, symbol: Symbol) -> bool:
        """Whether a symbol may be read there."""
        return (
            (self.kind is None or self.kind is symbol.kind)
            and symbol.scope[: len(self.scope)] == self.scope
            and (self.text is None or symbol.name in self.text)
        )


class FileSymbols(NamedTuple):
    """All that stands in one file: occurrences in the order of places, openings, and which object uses which."""

    occurrences: tuple[Occurrence, ...]
    openings: tuple[Opening, ...] = ()
    uses: frozenset[tuple[Scope, Scope]] = frozenset()
    asked: frozenset[str] = frozenset()
    """The names of library objects that were looked up, found or not."""
