"""See `rules/invalid-mount-path.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.kubernetes.volumes import leaves_its_volume
from argolint.model.build import mappings, text
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SUBPATHS = ("subPath", "subPathExpr")


@rule(on=Container, group="schema", since="0.1", needs=("volumeMounts",), basis=Basis.TEXT)
def invalid_mount_path(container: Container, cx: Context) -> Findings:
    """A volume is mounted at a path that Kubernetes refuses."""
    if "volumeMounts" not in container.node.entries:
        return
    flow = cx.flow(container.owner)
    for mount in mappings(container.node, "volumeMounts"):
        path = text(mount, "mountPath")
        known = known_text(path, container.template, flow) if path is not None else None
        if path is not None and known and ":" in known:
            yield finding(path.span, f"the mount path `{known}` holds a `:`", help="mount it at a path without `:`")
        for field in _SUBPATHS:
            inner = text(mount, field)
            known = known_text(inner, container.template, flow) if inner is not None else None
            if inner is not None and known and leaves_its_volume(known):
                yield finding(
                    inner.span,
                    f"`{field}` is `{known}`, which does not stay within the volume",
                    help="write a relative path without `..`",
                )
