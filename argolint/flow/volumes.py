"""Where the volumes that a template mounts come from: itself, or the workflow that runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.flow.needs import called_from
from argolint.kubernetes.volumes import spec_volumes, template_mounts, template_volumes, workflow_volumes
from argolint.names import Incomplete, Resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.kubernetes.volumes import Mount
    from argolint.model import Template
    from argolint.syntax.nodes import Scalar


def brought(flow: ObjectFlow) -> frozenset[str] | None:
    """The volumes that an object brings to every template it runs; None where not all of them are known."""
    referenced = flow.referenced
    if not isinstance(referenced, Incomplete | Resolved):
        return None
    names = list(spec_volumes(flow.item))
    if isinstance(referenced, Resolved):
        names += spec_volumes(referenced.target)
    if flow.item.late_defaults is not None:
        names += workflow_volumes(flow.item.late_defaults)
    return _known(names, None, flow)


def lacking(mounts: Iterable[Mount], template: Template, outer: frozenset[str], flow: ObjectFlow) -> list[Mount]:
    """Those of a template's mounts whose volume neither the template has nor the workflow around it."""
    own: frozenset[str] | None = None
    found: list[Mount] = []
    for mount in mounts:
        name = known_text(mount.volume, template, flow)
        if name is None or name in outer:
            continue
        if own is None:
            own = _known(template_volumes(template), template, flow)
            if own is None:
                return []
        if name not in own:
            found.append(mount)
    return found


def lacking_from(start: Template, outer: frozenset[str], flows: Flows) -> Iterator[Mount]:
    """The same for a template and all that it calls, in other objects too."""
    for template in called_from(start, flows):
        if template.is_pod:
            yield from lacking(template_mounts(template), template, outer, flows.of(template.owner))


def runs_itself(template: Template, flow: ObjectFlow) -> bool:
    """Whether a run of the template's own object, started at its entrypoint, reaches it."""
    starts = (flow.item.template(flow.text(at)) for at in (flow.item.entrypoint, flow.item.on_exit) if at is not None)
    return any(template is at for start in starts if start is not None for at in called_from(start, flow.flows))


def _known(names: Iterable[Scalar], template: Template | None, flow: ObjectFlow) -> frozenset[str] | None:
    known = [known_text(name, template, flow) for name in names]
    return None if None in known else frozenset(name for name in known if name is not None)
