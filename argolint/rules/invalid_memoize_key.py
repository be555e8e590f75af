"""See `rules/invalid-memoize-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER, scan
from argolint.kubernetes.names import is_cache_key
from argolint.model import Template
from argolint.model.build import mapping, text
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_ANY_WORD = "x"
_OUTPUTS = "outputs."


@rule(on=Template, group="types", since="0.1", needs=("memoize",))
def invalid_memoize_key(template: Template, cx: Context) -> Findings:
    """Results are to be kept under a key that Argo refuses."""
    memoize = mapping(template.node, "memoize") if "memoize" in template.node.entries else None
    if memoize is None or cx.damaged(memoize):
        return
    key = text(memoize, "key")
    if key is None:
        help_ = "add one that tells the inputs apart, such as `{{inputs.parameters.name}}`"
        yield finding(template.node.entries["memoize"].key.span, "`memoize` has no `key`", help=help_)
        return
    late = next((tag for tag in scan(key.text)[0] if tag.name.startswith(_OUTPUTS)), None)
    if late is not None and not cx.damaged(key):
        yield finding(
            locate(cx.document.source, key, late.start, late.end),
            f"`{late.name}` has no value yet when the key is looked up, so it stays in the key as it is",
            help="make the key of inputs, such as `{{inputs.parameters.name}}`",
        )
        return
    filled = cx.text(key, template).replace(PLACEHOLDER, _ANY_WORD).replace(DYNAMIC, _ANY_WORD)
    if OPEN not in filled and not is_cache_key(filled) and not cx.damaged(key):
        yield finding(
            key.span,
            f"`{key.text}` is no key for a result",
            help="write letters, digits and `-` only, a letter or digit first",
        )
