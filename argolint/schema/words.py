"""How messages name types and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.schema import tables
from argolint.schema.problems import Advice
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import ScalarKind, integer_value, kind

if TYPE_CHECKING:
    from argolint.schema.tables import Type
    from argolint.syntax.nodes import Node

_EXPECTED: Final = {
    tables.TEXT: "a text",
    tables.BOOLEAN: "`true` or `false`",
    tables.INTEGER: "a whole number",
    tables.NARROW: "a whole number of 32 bits",
    tables.UNSIGNED: "a whole number of at least 0",
    tables.NUMBER_OR_TEXT: "a whole number of 32 bits or a text",
    tables.QUANTITY: "a quantity such as `500m` or `1Gi`",
    tables.TIME: "a timestamp such as `2026-01-31T12:00:00Z`",
    tables.BASE64: "a text in base64",
    tables.PLUGIN: "a map with exactly one key",
    tables.LIST: "a list",
    tables.MAP: "a map",
    tables.STRUCT: "a map",
    tables.STEP: "a map",
}
NO_SCALARS: Final = frozenset(
    _EXPECTED[code] for code in (tables.PLUGIN, tables.LIST, tables.MAP, tables.STRUCT, tables.STEP)
)
"""What is due where a map or a list is."""
_UNQUOTED: Final = (tables.INTEGER, tables.NARROW, tables.UNSIGNED, tables.BOOLEAN)
_MAPS: Final = (tables.MAP, tables.STRUCT, tables.STEP)
_LONGEST = 40


def expected(type_: Type) -> str:
    """The words for what a type takes."""
    return _EXPECTED[type_.code]


def found(node: Node) -> str:
    """The words for what stands there."""
    if not isinstance(node, Scalar):
        return "a map" if isinstance(node, Mapping) else "a list"
    return f"the {_noun(kind(node))} {quoted(node.text)}"


def quoted(text: str) -> str:
    """A text in backticks, on one line and not too long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}`"


def advice(node: Node, type_: Type) -> Advice | None:
    """How a value of the wrong type is mended, where that is plain."""
    if isinstance(node, Scalar):
        return _scalar_advice(node, type_)
    if type_.code == tables.LIST and isinstance(node, Mapping):
        return Advice("put `- ` before the first key: a list of maps is due")
    if type_.code in _MAPS:
        return Advice("take the `- ` away: one map is due")
    return None


def _scalar_advice(scalar: Scalar, type_: Type) -> Advice | None:
    text = scalar.text
    if type_.code == tables.TEXT:
        return Advice(f'quote it: `"{text}"`', f'"{text}"', safe=True)
    if type_.code == tables.LIST:
        import json  # few starts come here

        of_texts = type_.inner is not None and type_.inner.code == tables.TEXT
        listed = f"[{json.dumps(text, ensure_ascii=False)}]" if of_texts else None
        return Advice("write a list, also of a single item", listed)
    if "{{" in text:
        return Advice("Argo reads this field before it fills in tags, so only a literal value can stand here")
    if scalar.style and type_.code in _UNQUOTED:
        bare = Scalar(scalar.start, scalar.end, text, "", None)
        fits = kind(bare) is ScalarKind.BOOLEAN if type_.code == tables.BOOLEAN else integer_value(bare) is not None
        return Advice("take the quotes away", text, safe=True) if fits else None
    return None


def _noun(what: ScalarKind) -> str:
    return (
        "number"
        if what in (ScalarKind.INTEGER, ScalarKind.FLOAT)
        else "text"
        if what is ScalarKind.STRING
        else what.value
    )
