"""See `rules/pod-spec-patch-from-parameter.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, text
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.outside import Outside
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_KEY_BEFORE = lazy_pattern(r"""["']?(?P<name>\w+)["']?\s*:\s*(?:\[\s*)?\Z""")
_PARTS = frozenset(
    {
        "capabilities", "containers", "env", "envFrom", "ephemeralContainers", "initContainers",
        "securityContext", "volumeMounts", "volumes",
    }
)  # fmt: skip
"""Fields whose whole value is a part of the pod, not a single word."""


@rule(
    on=(Template, WorkflowObject),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    needs=("podSpecPatch", "templateDefaults"),
)
def pod_spec_patch_from_parameter(subject: Template | WorkflowObject, cx: Context) -> Findings:
    """A parameter gives the patch of a pod or a whole part of it, so whoever sets it runs any pod."""
    if not cx.document.tagged:
        return
    for patch in _patches(subject):
        from argolint.expressions.outside import outside

        for found in outside(patch.text):
            if _gives_structure(found, patch.text):
                yield finding(
                    locate(cx.document.source, patch, found.tag.start, found.tag.end),
                    f"`{found.name}` gives a part of the pod of {subject.title}, privileges included",
                    help="write the patch here, and let parameters fill single values within quotes",
                )
                break


def _patches(subject: Template | WorkflowObject) -> Iterator[Scalar]:
    holders = [subject.node] if isinstance(subject, Template) else []
    if isinstance(subject, WorkflowObject) and subject.spec is not None:
        defaults = mapping(subject.spec, "templateDefaults")
        holders = [subject.spec] if defaults is None else [subject.spec, defaults]
    for holder in holders:
        patch = text(holder, "podSpecPatch")
        if patch is not None:
            yield patch


def _gives_structure(found: Outside, patch: str) -> bool:
    """Whether a tag stands for the whole patch or a whole part of it, not for a word within quotes."""
    tag = found.tag
    if tag.is_expression and not _is_reference(tag.inner, found.name):
        return False
    before = patch[: tag.start]
    key = _KEY_BEFORE.search(before)
    if key is not None:
        return key["name"] in _PARTS
    return not before.rsplit("\n", 1)[-1].strip() and not patch[tag.end :].lstrip().startswith(":")


def _is_reference(expression: str, name: str) -> bool:
    return expression[1:].strip() == name
