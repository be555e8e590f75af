"""What a text shows that is not for Argo as it stands: objects of other kinds, and templates of Helm charts."""

from __future__ import annotations

import os
import re
from typing import Final

from argolint.patterns import lazy_pattern
from argolint.source import Span

_KIND: Final = lazy_pattern(r"""^(-?[ \t]*)kind:[ \t]+["']?([A-Za-z]+)""", re.MULTILINE)
_OURS: Final = "flow"
_LIST: Final = "List"

_CHART: Final = lazy_pattern(
    r"^[ \t]*\{\{[ \t]*(?:if|else|end|range|with|define|template|block|include)\b"
    r"|\{\{[ \t]*(?:\.(?:Values|Release|Chart|Files|Capabilities)\b|\$)"
    r"|\{\{[ \t]*(?:if|include|printf|range|template|toYaml|tpl|with)[ \t]"
    r"|\{\{-[ \t]|[ \t]-\}\}|\{\{/\*",
    re.MULTILINE,
)
_KEPT_FROM_HELM: Final = lazy_pattern(r"""\{\{-?[ \t]*(?:`|"(?:\{\{|\}\}))""")
"""So a chart writes `{{` for others than Helm; nobody else reads what stands behind it."""
_OBJECT: Final = lazy_pattern(rf"""kind["']?:[ \t]*["']?[a-z]*{_OURS}""", re.IGNORECASE)


def is_strange(text: str) -> bool:
    """Whether a document says that it is of a kind which has nothing to do with workflows."""
    found = [(match[1], match[2]) for match in _KIND.finditer(text)]
    top = [kind for indent, kind in found if not indent]
    kinds = top if top and _LIST not in top else [kind for _, kind in found]
    return bool(kinds) and not any(_OURS in kind.lower() or kind == _LIST for kind in kinds)


def names_objects(text: str) -> bool:
    """Whether any kind that a text names, at whatever place, has to do with workflows."""
    return _OBJECT.search(text) is not None


def is_plain_data(text: str) -> bool:
    """Whether a document says neither its kind nor its API, as a file of settings for other programs."""
    return "kind" not in text and "apiVersion" not in text


def is_of_chart(text: str) -> bool:
    """Whether a text has tags that only Helm fills."""
    return _CHART.search(text) is not None


def kept_from_helm(text: str) -> Span | None:
    """Where a text keeps a tag of others from Helm, which only the rendered chart has in its true form."""
    found = _KEPT_FROM_HELM.search(text)
    return Span(*found.span()) if found is not None else None


def is_in_chart(path: str) -> bool:
    """Whether a file lies where the templates of a Helm chart do."""
    return "templates" in path.replace(os.sep, "/").split("/")[:-1]
