"""Elements as XML text; what XML cannot hold is shown by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from argolint.report.display import displayable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Element", "child", "document", "element"]


def element(name: str, attributes: Mapping[str, object]) -> Element:
    """A root element."""
    return Element(name, _safe(attributes))


def child(parent: Element, name: str, attributes: Mapping[str, object], text: str | None = None) -> Element:
    """A new last element of a parent, with a text of one or more lines."""
    made = SubElement(parent, name, _safe(attributes))
    if text is not None:
        made.text = "\n".join(map(displayable, text.split("\n")))
    return made


def document(root: Element) -> str:
    """The whole document, indented."""
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _safe(attributes: Mapping[str, object]) -> dict[str, str]:
    return {name: displayable(str(value)) for name, value in attributes.items()}
