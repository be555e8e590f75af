"""See `rules/container-without-image.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.patches import work_patches
from argolint.kubernetes.containers import Container, Role
from argolint.model.build import is_null
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_BESIDE = frozenset({Role.SIDECAR, Role.INIT, Role.MEMBER})
"""Containers of which Argo's own check asks for no image."""


@rule(on=Container, group="schema", since="0.1")
def container_without_image(container: Container, cx: Context) -> Findings:
    """A sidecar, an init container or one of a containerSet names no image, so that its pod is refused."""
    if container.role not in _BESIDE or container.template is None or cx.damaged(container.node):
        return
    image = container.node.get("image")
    if (image is not None and not is_null(image)) or cx.damaged(image):
        return
    spec = container.owner.spec
    if spec is not None and "templateDefaults" in spec.entries:
        return
    # A patch may bring the image, too.
    if any(True for _ in work_patches(container.template)) or any(True for _ in work_patches(container.owner)):
        return
    yield finding(container.span, f"{container.title} has no image", help="add `image`")
