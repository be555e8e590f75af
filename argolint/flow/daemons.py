"""Which steps and tasks run a daemon: a container that goes on while the steps after it work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model.build import flag
from argolint.names import Resolved

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation


def is_daemon(call: Invocation, flow: ObjectFlow) -> bool:
    """Whether a step or task surely runs a daemon."""
    found = flow.target(call)
    return isinstance(found, Resolved) and found.target.is_pod and flag(found.target.node, "daemon")
