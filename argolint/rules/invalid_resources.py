"""See `rules/invalid-resources.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.labels import is_label_key
from argolint.expressions.tags import OPEN
from argolint.flow.known import known_text
from argolint.kubernetes.amounts import HUGE_PAGES, PLAIN_RESOURCES, amount, is_native
from argolint.kubernetes.containers import Container
from argolint.model.build import mapping
from argolint.nearest import suggestion
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Entry

_OF_VENDORS = {"gpu": "name the vendor's one, such as `nvidia.com/gpu`, under `limits`"}


@rule(on=Container, group="limits", since="0.1", needs=("resources",), basis=Basis.MAP)
def invalid_resources(container: Container, cx: Context) -> Findings:
    """A container asks for a resource that does not exist, or for an amount that nobody can give."""
    resources = mapping(container.node, "resources")
    if resources is None:
        return
    limits = container.merged("resources", "limits")
    for field in ("limits", "requests"):
        amounts = mapping(resources, field)
        for name, entry in amounts.entries.items() if amounts is not None else ():
            if OPEN in name:
                continue
            if "/" not in name and not is_native(name):
                yield _unknown(entry)
            elif not is_label_key(name):
                yield finding(entry.key.span, f"`{name}` is no name of a resource", help="write `domain/name`")
            elif isinstance(entry.value, Scalar):
                yield from _amount(container, entry, entry.value, cx)
                if field == "requests" and ("/" in name or name.startswith(HUGE_PAGES)):
                    yield from _unequal(container, entry.value, limits.get(name), cx)
            if field == "requests" and name not in limits and ("/" in name or name.startswith(HUGE_PAGES)):
                said = f"{container.title} requests `{name}` without a limit, and the two must be equal"
                yield finding(entry.key.span, said, help="write the same amount under `limits`")


def _unequal(container: Container, request: Scalar, limit: Entry | None, cx: Context) -> Findings:
    """Kubernetes shares out only what it measures itself; of all else a container gets what it asks for."""
    if limit is None or not isinstance(limit.value, Scalar):
        return
    flow = cx.flow(container.owner)
    texts = [known_text(value, container.template, flow) for value in (request, limit.value)]
    wanted, most = (amount(text) if text is not None else None for text in texts)
    if wanted is not None and most is not None and wanted != most:
        said = f"{container.title} requests {texts[0]} of `{limit.key.text}`, and the limit is {texts[1]}"
        yield finding(request.span, said, help="write the same amount in both places")


def _unknown(entry: Entry) -> Finding:
    name = entry.key.text
    if name in _OF_VENDORS:
        return finding(entry.key.span, f"there is no resource `{name}`", help=_OF_VENDORS[name])
    known = ", ".join(f"`{known}`" for known in PLAIN_RESOURCES)
    help_ = suggestion(name, PLAIN_RESOURCES) or f"use {known}, or a name with its domain in front"
    return finding(entry.key.span, f"there is no resource `{name}`", help=help_)


def _amount(container: Container, entry: Entry, value: Scalar, cx: Context) -> Findings:
    name = entry.key.text
    text = known_text(value, container.template, cx.flow(container.owner))
    number = amount(text) if text is not None else None
    if number is None:
        return
    if number < 0:
        yield finding(value.span, f"the amount of `{name}` is negative", help="write a positive amount")
    elif not is_native(name) and number != number.to_integral_value():
        yield finding(
            value.span,
            f"`{name}` is given out in whole numbers only, not `{text}`",
            help="write a whole number",
        )
