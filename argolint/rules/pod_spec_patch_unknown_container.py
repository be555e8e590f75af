"""See `rules/pod-spec-patch-unknown-container.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.merging import DIRECTIVE
from argolint.flow.patches import read_patch, work_patches
from argolint.flow.pods import container_names
from argolint.model import Template, WorkflowObject
from argolint.model.build import mappings, text
from argolint.nearest import suggestion
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar

_FIELDS = ("containers", "initContainers")


@rule(on=(WorkflowObject, Template), group="names", since="0.1", needs=("podSpecPatch", "templateDefaults"))
def pod_spec_patch_unknown_container(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A patch for pods names a container that no pod has, and so adds one without an image."""
    for scalar in work_patches(subject):
        patch = read_patch(scalar)
        if patch.root is None:
            continue
        for field in _FIELDS:
            known: frozenset[str] | None = None
            for name in _changed(patch.root, field):
                if patch.hides(name.span):
                    continue
                known = known or container_names(subject, field, cx.flow_of(subject))
                if known is None or name.text in known or _is_added(name.text, field, subject):
                    continue
                yield finding(
                    patch.place(cx.document.source, name.span),
                    f"no pod has `{name.text}` among its `{field}`, so the patch adds one without an image",
                    help=_help(name.text, field, known),
                )


def _changed(root: Mapping, field: str) -> Iterator[Scalar]:
    """The names of the containers that a patch changes; one with an image may well be meant as a new one."""
    for item in mappings(root, field):
        name = text(item, "name")
        if (
            name is not None
            and text(item, "image") is None
            and not any(key.startswith(DIRECTIVE) for key in item.entries)
        ):
            yield name


def _is_added(name: str, field: str, subject: WorkflowObject | Template) -> bool:
    """Whether the patch of the whole object, which Argo applies first, adds a container to a template's pods."""
    for scalar in work_patches(subject.owner) if isinstance(subject, Template) else ():
        root = read_patch(scalar).root
        for item in mappings(root, field) if root is not None else ():
            added = text(item, "name")
            if added is not None and added.text == name:
                return True
    return False


def _help(name: str, field: str, known: frozenset[str]) -> str:
    meant = suggestion(name, sorted(known))
    if meant is not None:
        return meant
    if field == _FIELDS[0] and "main" in known:
        return "the container of a template is called `main`, whatever the template is called"
    return "known are " + ", ".join(f"`{name}`" for name in sorted(known))
