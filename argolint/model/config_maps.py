"""Manifests that are kept as texts in config maps, and the defaults that a controller's config map holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.model.build import manifests, mapping, objects
from argolint.syntax import parse
from argolint.syntax.inner import InnerText
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax import Document

_KIND: Final = "ConfigMap"
_API: Final = "argoproj.io/"
_DEFAULTS: Final = "workflowDefaults"


def inner_documents(document: Document) -> Iterator[Document]:
    """The documents of manifests in the config maps of a document, and of a controller's defaults for workflows.

    A text that does not parse may be meant for another program, which fills it first.
    """
    if _KIND not in document.text:
        return
    for node, kind in manifests(document.root):
        data = mapping(node, "data") if kind == _KIND else None
        for key, entry in data.entries.items() if data is not None else ():
            text = entry.value
            if isinstance(text, Scalar) and "\n" in text.text and (_API in text.text or key == _DEFAULTS):
                inner = parse(InnerText(document.source, text, key))
                if not any(one.problems for one in inner) and (key == _DEFAULTS or any(map(objects, inner))):
                    yield from inner


def workflow_defaults(document: Document) -> Mapping | None:
    """The part of a Workflow that a controller adds to all, if that is what a document is."""
    source, root = document.source, document.root
    is_defaults = isinstance(source, InnerText) and source.key == _DEFAULTS
    return root if is_defaults and isinstance(root, Mapping) and "kind" not in root.entries else None
