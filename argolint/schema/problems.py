"""What can be wrong with the shape of a manifest; rules turn these into findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Mapping, Node, Scalar, Sequence


class OtherVersions(NamedTuple):
    """Which versions know a field that the checked one lacks, first and last, and what stands in for it."""

    since: Version
    until: Version
    replaced_by: str | None = None


class UnknownField(NamedTuple):
    """A key that its owner does not have; `ignored` tells that Argo passes over it in silence.

    `owner` is in words, such as ``step `a` of template `main` ``; `nearest` is a field of the owner that was
    probably meant; `belongs` is the place in words where such a field exists, such as ``under `container` ``.
    """

    key: Scalar
    owner: str
    owner_type: str
    mapping: Mapping
    nearest: str | None = None
    belongs: str | None = None
    other_versions: OtherVersions | None = None
    ignored: bool = False


class Advice(NamedTuple):
    """How a wrong value is mended; `text` may stand in its place, `safe` when it surely means the same."""

    hint: str
    text: str | None = None
    safe: bool = False


class WrongType(NamedTuple):
    """A value that cannot be read as its field's type; `expected` and `found` are in words."""

    node: Node
    expected: str
    found: str
    path: str
    advice: Advice | None = None


class LostValue(NamedTuple):
    """A map or list where a text is due: Argo takes it and reads the empty text."""

    node: Node
    found: str
    path: str


class MissingField(NamedTuple):
    """A field that its owner cannot do without; `certain` tells that no cluster takes it otherwise."""

    mapping: Mapping
    name: str
    owner: str
    path: str
    certain: bool


class InvalidChoice(NamedTuple):
    """A text that is none of the words its field takes; `certain` tells that no cluster takes it."""

    scalar: Scalar
    field: str
    allowed: tuple[str, ...]
    nearest: str | None
    path: str
    certain: bool


class OutOfRange(NamedTuple):
    """A number beyond the bounds of its field; `certain` tells that no cluster takes it."""

    scalar: Scalar
    field: str
    value: int
    least: int | None
    most: int | None
    path: str
    certain: bool


class WrongLength(NamedTuple):
    """A list with more or fewer items than its field takes; `certain` tells that no cluster takes it."""

    sequence: Sequence
    field: str
    length: int
    least: int | None
    most: int | None
    path: str
    certain: bool


class ExclusiveFields(NamedTuple):
    """Keys of one mapping of which one may stand; `certain` tells that no cluster takes them together."""

    keys: tuple[Scalar, ...]
    owner: str
    path: str
    certain: bool


class DeprecatedField(NamedTuple):
    """A field that still works and that a later version takes away, or means to."""

    key: Scalar
    owner: str
    replaced_by: str | None
    mapping: Mapping


class PluginShape(NamedTuple):
    """A plugin template, or a plugin of one, that is not a map of exactly one key."""

    node: Mapping
    length: int
    path: str


StructureProblem = (
    UnknownField
    | WrongType
    | LostValue
    | MissingField
    | InvalidChoice
    | OutOfRange
    | WrongLength
    | ExclusiveFields
    | DeprecatedField
    | PluginShape
)
