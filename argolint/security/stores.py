"""Where artifacts are kept, and whether that is beyond the cluster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping
from argolint.model.parts import named
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Artifact, Invocation
    from argolint.syntax.nodes import Mapping

_IN_CLUSTER = lazy_pattern(
    r"(?:localhost|[\w-]+|[\w-]+\.[\w-]+|.*\.(?:svc|local|cluster|internal|localdomain)|127\..*|10\..*|192\.168\..*"
    r"|172\.(?:1[6-9]|2\d|3[01])\..*)(?::\d+)?",
    re.IGNORECASE,
)
_PUBLIC_ENDING = lazy_pattern(r"\.(?:com|net|org|io|dev|cloud|eu|de|uk|fr|cn|app|co)(?::\d+)?$", re.IGNORECASE)

HOLDERS = ("arguments", "inputs", "outputs", "archiveLocation")
"""The fields under which `locations` finds any."""


def locations(subject: WorkflowObject | Template | Invocation, kind: str) -> Iterator[tuple[str, Mapping]]:
    """The places of one kind, such as `git`, where a subject's artifacts are kept, with what owns each."""
    for what, artifact in _artifacts(subject):
        node = mapping(artifact.node, kind)
        if node is not None:
            yield named(what, artifact.name), node
    if isinstance(subject, Template) and "archiveLocation" in subject.node.entries:
        archive = mapping(subject.node, "archiveLocation")
        node = mapping(archive, kind) if archive is not None else None
        if node is not None:
            yield f"`archiveLocation` of {subject.title}", node


def _artifacts(subject: WorkflowObject | Template | Invocation) -> Iterator[tuple[str, Artifact]]:
    if isinstance(subject, Template):
        for artifact in subject.inputs.artifacts:
            yield "input artifact", artifact
        for artifact in subject.outputs.artifacts:
            yield "output artifact", artifact
    else:
        for artifact in subject.arguments.artifacts:
            yield "argument artifact", artifact


def is_outside(endpoint: str) -> bool:
    """Whether an address surely leads out of the cluster; a name of one or two parts may be a service."""
    if "{{" in endpoint or not endpoint:
        return False
    return _PUBLIC_ENDING.search(endpoint) is not None or not _IN_CLUSTER.fullmatch(endpoint)
