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

_ALONE = {
    "podname": "pod.name", "nodename": "node.name", "workflowname": "workflow.name",
    "workflownamespace": "workflow.namespace", "workflowuid": "workflow.uid", "workflowstatus": "workflow.status",
    "retry": "retries", "retrycount": "retries",
}  # fmt: skip

_NAME = lazy_pattern(r"[A-Za-z]+(?:\.[\w-]+)+")


def is_known_second(root: str, second: str) -> bool:
    """Whether Argo has variables that begin with these two words."""
    return second in _SECOND[root]


def second_names(root: str) -> tuple[str, ...]:
    """The two words that variables of a root begin with."""
    return tuple(f"{root}.{second}" for second in sorted(_SECOND[root]))


def meant_alone(word: str) -> str | None:
    """The variable that one word without a dot was probably meant for."""
    return _ALONE.get(word.replace("_", "").replace("-", "").lower())


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
