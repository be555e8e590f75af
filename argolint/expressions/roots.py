"""The first words of Argo's variables, and words that were probably meant for one."""

from __future__ import annotations

from argolint.nearest import closest
from argolint.patterns import lazy_pattern

_OUTPUTS = frozenset({"outputs", "status", "id", "ip", "exitCode", "startedAt", "finishedAt", "hostNodeName"})
_VALUES = frozenset({"parameters", "artifacts"})
_SECOND = {
    "workflow": frozenset(
        {
            "name", "namespace", "uid", "parameters", "labels", "annotations", "outputs", "status",
            "failures", "creationTimestamp", "scheduledTime", "duration", "serviceAccountName",
            "mainEntrypoint", "priority",
        }
    ),
    "inputs": _VALUES,
    "outputs": _VALUES | {"result"},
    "pod": frozenset({"name"}),
    "node": frozenset({"name"}),
    "lastRetry": frozenset({"exitCode", "status", "duration", "message"}),
    "cronworkflow": frozenset({"name", "namespace", "labels", "annotations", "lastScheduledTime"}),
}  # fmt: skip
_CALLS = ("steps", "tasks")
ROOTS = frozenset({*_SECOND, *_CALLS, "item"})
"""Every first word that Argo gives a meaning to, somewhere."""
_OF_METRICS = "resourcesDuration"

_NAME = lazy_pattern(r"[A-Za-z]+(?:\.[\w-]+)+")


def meant_root(name: str) -> str | None:
    """The first word that was meant by that of a name, or None when it is Argo's or somebody else's."""
    if _NAME.fullmatch(name) is None:
        return None
    root, second, *rest = name.split(".")
    if root in ROOTS:
        return None
    near = closest(root, (*_SECOND, *_CALLS))
    if near in _CALLS:
        return near if rest and rest[0] in _OUTPUTS else None
    if near is not None and second in _SECOND[near]:
        return near
    if second in _VALUES and len(rest) == 1:
        return "workflow" if root.startswith(("w", "W")) and second == "parameters" else "inputs"
    if rest and rest[0] == "outputs":
        return closest(root, _CALLS) or "steps"
    return None


def is_foreign(name: str) -> bool:
    """Whether a name has the form of a variable, and a first word to which Argo gives no meaning anywhere."""
    return _NAME.fullmatch(name) is not None and name.partition(".")[0] not in (*ROOTS, _OF_METRICS)
