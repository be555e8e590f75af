"""One walk of a document against the tables of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from argolint.nearest import closest
from argolint.schema import belongs, formats, limits, tables, words
from argolint.schema.places import Places
from argolint.schema.problems import LostValue, PluginShape, UnknownField, WrongType
from argolint.schema.tables import STEP_STRUCT, TEXT
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.scalars import WORDS, ScalarKind, integer_value, kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.schema.problems import StructureProblem
    from argolint.schema.tables import Struct, Tables, Type
    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Entry, Node

Check: TypeAlias = "Callable[[Walk, Node, Type], None]"

_AFTER_NUMBERS: Final = ":"
_STRING, _NULL, _BOOLEAN = ScalarKind.STRING, ScalarKind.NULL, ScalarKind.BOOLEAN


def check(root: Mapping, kind_name: str, version: Version) -> list[StructureProblem]:
    """What a document's fields break in names, types and limits; nothing for a kind that is not Argo's."""
    known = tables.load(version)
    struct = known.kind(kind_name)
    return check_struct(root, struct, known) if struct is not None else []


def check_struct(root: Mapping, struct: Struct, known: Tables) -> list[StructureProblem]:
    """What the fields of a map that is read as a struct break."""
    walk = Walk(root, struct, known)
    walk.struct(root, struct)
    return walk.problems


class Walk:
    """The state of one walk: what was found, and whether the place is below a step."""

    __slots__ = ("_kind", "_places", "_reported", "_root", "below_step", "problems", "tables")

    def __init__(self, root: Mapping, kind_: Struct, known: Tables) -> None:
        self._root = root
        self._kind = kind_
        self._places: Places | None = None
        self._reported: set[tuple[int, str]] = set()
        self.tables = known
        self.below_step = False
        self.problems: list[StructureProblem] = []

    @property
    def places(self) -> Places:
        """The index of places, made at the first problem."""
        if self._places is None:
            self._places = Places(self._root, self._kind, self.tables)
        return self._places

    def struct(self, mapping: Mapping, struct: Struct) -> None:
        """Check all fields of a map."""
        fields = struct.fields or self.tables.fields(struct)
        for name, entry in mapping.entries.items():
            type_ = fields.get(name)
            if type_ is None:
                _unknown(self, mapping, struct, entry)
                continue
            value = entry.value
            code = type_.code
            # Most values are texts that plainly are texts; a call for each would be a third of the walk.
            if (
                code == TEXT
                and type(value) is Scalar
                and value.tag is None
                and (value.style or (value.text >= _AFTER_NUMBERS and value.text not in WORDS))
            ):
                continue
            _CHECKS[code](self, value, type_)
        if struct.ruled:
            limits.check_struct(self, mapping, struct)

    def add(self, problem: StructureProblem, place: Node, detail: str = "") -> None:
        """Take a problem, once for a place and detail: aliases lead to the same one again."""
        key = (id(place), type(problem).__name__ + detail)
        if key not in self._reported:
            self._reported.add(key)
            self.problems.append(problem)

    def wrong(self, node: Node, type_: Type) -> None:
        """Take a value of the wrong type."""
        self.add(
            WrongType(
                node,
                words.expected(type_),
                words.found(node),
                self.places.path(node),
                words.advice(node, type_),
            ),
            node,
        )


def _text(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Scalar):
        what = kind(node)
        if what is _STRING or what is _NULL:
            return
    walk.wrong(node, type_)


def _boolean(walk: Walk, node: Node, type_: Type) -> None:
    if not isinstance(node, Scalar) or kind(node) not in (_BOOLEAN, _NULL):
        walk.wrong(node, type_)


def _integer_between(least: int, most: int) -> Check:
    def integer(walk: Walk, node: Node, type_: Type) -> None:
        if isinstance(node, Scalar):
            number = integer_value(node)
            if least <= number <= most if number is not None else kind(node) is _NULL:
                return
        walk.wrong(node, type_)

    return integer


_narrow = _integer_between(-(2**31), 2**31 - 1)


def _number_or_text(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Scalar) and kind(node) is _STRING:
        return
    _narrow(walk, node, type_)


def _any_text(walk: Walk, node: Node, _type: Type) -> None:
    if not isinstance(node, Scalar):
        walk.add(LostValue(node, words.found(node), walk.places.path(node)), node)


def _quantity(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Scalar):
        what = kind(node)
        if formats.is_quantity(node.text.strip(" ")) if what is _STRING else what is not _BOOLEAN:
            return
    walk.wrong(node, type_)


def _formatted(fits: Callable[[str], bool]) -> Check:
    def formatted(walk: Walk, node: Node, type_: Type) -> None:
        if isinstance(node, Scalar):
            what = kind(node)
            if what is _NULL or (what is _STRING and fits(node.text)):
                return
        walk.wrong(node, type_)

    return formatted


def _plugin(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Mapping):
        if len(node.entries) != 1:
            walk.add(PluginShape(node, len(node.entries), walk.places.path(node)), node)
    elif not limits.is_null(node):
        walk.wrong(node, type_)


def _anything(_walk: Walk, _node: Node, _type: Type) -> None:
    return


def _list(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Sequence):
        inner = type_.inner
        assert inner is not None
        check_item = _CHECKS[inner.code]
        for item in node.items:
            check_item(walk, item, inner)
    elif not limits.is_null(node):
        walk.wrong(node, type_)


def _map(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Mapping):
        inner = type_.inner
        assert inner is not None
        check_value = _CHECKS[inner.code]
        for entry in node.entries.values():
            check_value(walk, entry.value, inner)
    elif not limits.is_null(node):
        walk.wrong(node, type_)


def _struct(walk: Walk, node: Node, type_: Type) -> None:
    if isinstance(node, Mapping):
        assert type_.struct is not None
        walk.struct(node, type_.struct)
    elif not limits.is_null(node):
        walk.wrong(node, type_)


def _step(walk: Walk, node: Node, type_: Type) -> None:
    outside = walk.below_step
    walk.below_step = True
    _struct(walk, node, type_)
    walk.below_step = outside


def _limited(walk: Walk, node: Node, type_: Type) -> None:
    inner = type_.inner
    assert inner is not None
    before = len(walk.problems)
    _CHECKS[inner.code](walk, node, inner)
    if len(walk.problems) == before:
        limits.check_value(walk, node, type_)


def _unknown(walk: Walk, mapping: Mapping, struct: Struct, entry: Entry) -> None:
    fields = walk.tables.fields(struct)
    key = entry.key
    name = key.text
    ignored = walk.below_step and struct.name != STEP_STRUCT
    nearest = closest(name, fields)
    if ignored and nearest is not None and nearest.lower() == name.lower():
        _CHECKS[fields[nearest].code](walk, entry.value, fields[nearest])
    holders = walk.places.holders(mapping)
    other = walk.tables.other_versions(struct.name, name)
    if other is None and len(holders) > 1:
        other = walk.tables.other_versions(f"{holders[-2].struct.name}.{holders[-1].field}", name)
    walk.add(
        UnknownField(
            key=key,
            owner=walk.places.owner(mapping),
            owner_type=struct.name,
            mapping=mapping,
            nearest=nearest,
            belongs=belongs.home(name, holders, walk.tables),
            other_versions=other,
            ignored=ignored,
        ),
        key,
    )


_BY_CODE: Final[dict[int, Check]] = {
    tables.TEXT: _text,
    tables.BOOLEAN: _boolean,
    tables.INTEGER: _integer_between(-(2**63), 2**63 - 1),
    tables.NARROW: _narrow,
    tables.UNSIGNED: _integer_between(0, 2**64 - 1),
    tables.NUMBER_OR_TEXT: _number_or_text,
    tables.ANY_TEXT: _any_text,
    tables.QUANTITY: _quantity,
    tables.TIME: _formatted(formats.is_time),
    tables.BASE64: _formatted(formats.is_base64),
    tables.PLUGIN: _plugin,
    tables.ANYTHING: _anything,
    tables.LIST: _list,
    tables.MAP: _map,
    tables.STRUCT: _struct,
    tables.STEP: _step,
    tables.LIMITED: _limited,
}
_CHECKS: Final = tuple(_BY_CODE[code] for code in range(len(_BY_CODE)))
