"""Which names an expression may read where it stands, and what the run will find under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.expressions.expr import Environment, Type, environment
from argolint.expressions.expr.functions import read_form
from argolint.expressions.expr.sprig import at_run
from argolint.expressions.expr.types import INT, STRING
from argolint.expressions.roots import is_known_second, second_names
from argolint.flow.expressions import CRON_WHEN
from argolint.flow.order import global_outputs
from argolint.flow.scopes import Fault, Place, fault
from argolint.model import CallKind
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.expressions.expr import Name
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.expressions import Site
    from argolint.flow.scopes import Scope
    from argolint.model import Invocation
    from argolint.schema.versions import Version

Path = tuple[str, ...]

_FIXED: Final = frozenset(
    {
        "retryStrategy.expression", "http.successCondition", "stopStrategy.expression", "data.transformation",
        "event.selector", "event.metadata", "event.parameter",
    }
)  # fmt: skip
"""Places with names of their own."""

_OPEN_WITHOUT_SCOPE: Final = frozenset({"tag", "valueFrom.expression", "fromExpression"})
_GROUPS: Final = ("parameters", "artifacts")
_EVERYWHERE: Final = ("workflow.", "inputs.", "outputs.", "steps.", "tasks.", "pod.", "node.", "lastRetry.", "retries")
_NODE_FIELDS: Final = frozenset({"id", "status", "startedAt", "finishedAt", "ip", "hostNodeName", "exitCode"})
_GLOBALS: Final = frozenset(
    {"name", "namespace", "uid", "status", "serviceAccountName", "mainEntrypoint", "duration", "priority", "failures"}
)
_DEEP: Final[dict[Path, Type]] = {
    ("lastRetry", "exitCode"): STRING, ("lastRetry", "status"): STRING, ("lastRetry", "duration"): STRING,
    ("lastRetry", "message"): STRING, ("response", "statusCode"): INT, ("response", "body"): STRING,
    ("request", "method"): STRING, ("request", "url"): STRING, ("request", "body"): STRING,
    ("cronworkflow", "failed"): INT, ("cronworkflow", "succeeded"): INT, ("cronworkflow", "name"): STRING,
    ("cronworkflow", "namespace"): STRING, ("pod", "name"): STRING, ("node", "name"): STRING,
}  # fmt: skip
_MAKES: Final = {"asInt": read_form("any -> int"), "asFloat": read_form("any -> float64")}
"""What the run gets from functions of which the compiler knows no result."""

_MEMBERS: Final = {
    "lastRetry": frozenset({"exitCode", "status", "duration", "message"}),
    "response": frozenset({"statusCode", "body", "headers"}),
    "request": frozenset({"method", "url", "body", "bodyBytes", "headers"}),
    "cronworkflow": frozenset(
        {"name", "namespace", "labels", "annotations", "failed", "succeeded", "lastScheduledTime"}
    ),
}
_MEMBERS_AT: Final = {
    "retryStrategy.expression": ("lastRetry",),
    "http.successCondition": ("response", "request"),
    "stopStrategy.expression": ("cronworkflow",),
    CRON_WHEN: ("cronworkflow",),
}


def surroundings(site: Site, version: Version) -> Environment:
    """The names, functions and types that an expression finds."""
    if site.place in _FIXED:
        return environment(site.place, version)
    if site.place == CRON_WHEN:
        return environment("tag", version, ("cronworkflow.",))
    if site.scope is None and site.place in _OPEN_WITHOUT_SCOPE:
        return environment(site.place, version)
    variables, uncertain = _first_names(site)
    return environment(site.place, version, variables, uncertain)


def with_types(site: Site, found: Environment, version: Version) -> Environment:
    """The same with what the run finds below the first names, which the compiler does not look at."""
    if found.names is None:
        return found
    functions = {**found.functions, **{name: form for name, form in _MAKES.items() if name in found.functions}}
    return Environment(found.names, functions, found.result, lambda path: at_run(path, version) or _type(path, site))


def _first_names(site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    scope = site.scope
    if site.place == "labelsFrom.expression" or scope is None:
        return ("workflow.",), ()
    if site.place == "tag":
        texts, others = _items(scope)
        return (*_EVERYWHERE, *texts), others
    calls = "tasks." if scope.template.type == "dag" else "steps."
    names = [calls, "inputs."]
    if site.place == "hook.expression" or _makes_globals(scope.flow):
        names.append("workflow.")
    return tuple(names), ()


def _makes_globals(flow: ObjectFlow) -> bool:
    """Whether outputs of the run may be in sight, the only globals that outputs can read."""
    return any(global_outputs(template) for template in flow.item.all_templates())


def _items(scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`item` among the texts or maps, or among the names of which only the run knows what they are."""
    if scope.place is not Place.CALL or scope.call is None:
        return (), (("item",) if scope.template.inline_of is not None else ())
    call = scope.call
    if call.loops:
        kind = _kind_of_items(call)
        return ((kind,), ()) if kind else ((), ("item",))
    leaks = call.kind is CallKind.STEP and any(other.loops for other in scope.template.calls())
    return (), (("item",) if leaks or scope.template.inline_of is not None else ())


def _kind_of_items(call: Invocation) -> str | None:
    if call.with_param is not None:
        return None
    if call.with_items is None:
        return "item"
    kinds = {
        "item" if isinstance(node, Scalar) else "item." if isinstance(node, Mapping) else ""
        for node in call.with_items.items
    }
    return kinds.pop() or None if len(kinds) == 1 else None


def _type(path: Path, site: Site) -> Type | None:
    root, size = path[0], len(path)
    known = _DEEP.get(path)
    if known is not None:
        return known
    if size == 2:
        is_text = (root == "workflow" and path[1] in _GLOBALS) or root == "item"
        return STRING if is_text else None
    if size == 3 and root in ("inputs", "workflow") and path[1] == "parameters":
        return STRING if _has_value(path, site) else None
    if root in ("steps", "tasks"):
        is_field = size == 3 and path[2] in _NODE_FIELDS
        is_result = size == 4 and path[2:] == ("outputs", "result")
        is_output = size == 5 and path[2:4] == ("outputs", "parameters")
        return STRING if is_field or is_result or is_output else None
    return None


def _has_value(path: Path, site: Site) -> bool:
    """Whether a parameter is a text, and not a map of all whose names go on behind a point."""
    if path[0] == "workflow":
        names = list(site.flow.globals) if site.flow is not None else []
    else:
        declared = site.scope.template.inputs.parameters if site.scope is not None else ()
        names = [f"inputs.parameters.{at.name.text}" for at in declared if at.name is not None]
    flat = ".".join(path)
    return not any(name.startswith(f"{flat}.") for name in names)


def name_fault(name: Name, site: Site) -> Fault | None:
    """Why a path names nothing where its expression stands, though its first name exists."""
    path = name.path
    if name.is_excused or name.is_called or len(path) < 2:
        return None
    members = _MEMBERS.get(path[0]) if path[0] in _MEMBERS_AT.get(site.place, ()) else None
    if members is not None:
        if path[1] in members:
            return None
        there = tuple(f"{path[0]}.{member}" for member in sorted(members))
        return Fault(f"`{path[0]}` has no `{path[1]}`", there)
    flow = site.flow
    if flow is None or site.place in _FIXED:
        return None
    if path[0] == "workflow":
        return _global_fault(path, flow)
    scope = site.scope
    if scope is None or (scope.place is Place.LEAF and scope.template.inline_of is not None):
        return None
    return _local_fault(path, scope, site)


def _global_fault(path: Path, flow: ObjectFlow) -> Fault | None:
    """Labels and outputs may come from elsewhere; parameters are declared."""
    if not is_known_second(*path[:2]):
        return Fault(f"`{path[0]}` has no `{path[1]}`", second_names(path[0]))
    flat = ".".join(path)
    names = flow.globals
    if len(path) < 3 or path[1] != "parameters" or flow.library or flat in names:
        return None
    if any(name.startswith(f"{flat}.") for name in names):
        return None
    text = ".".join(path[:3])
    if text in names:
        return Fault(f"`{spelled(text)}` is a text", help=f"read JSON first: `fromJSON({spelled(text)})`")
    return Fault(
        f"{flow.item.title} declares no parameter `{'.'.join(path[2:])}`",
        tuple(name for name in names if name.startswith("workflow.parameters.")),
        among=flow.item.arguments.parameters,
        block=flow.item.arguments.node or flow.item.spec,
        help="declare it under `spec.arguments.parameters`",
    )


def _local_fault(path: Path, scope: Scope, site: Site) -> Fault | None:
    if path[0] == "inputs":
        return _input_fault(path, scope, site)
    if path[0] not in ("steps", "tasks") or path[1] == "name":
        return None
    if site.place == "hook.expression" and _is_own(path, scope):
        return _own_fault(path, scope)
    return fault(_whole_name(path), scope)


def _whole_name(path: Path) -> str:
    """The name below `steps` or `tasks` that a path reads, or one that its step or task surely has."""
    size = len(path)
    if size > 2 and path[2] != "outputs":
        return ".".join(path[:3])
    if size > 3 and path[3] not in _GROUPS:
        return ".".join(path[:4])
    return ".".join(path[:5]) if size > 4 else f"{path[0]}.{path[1]}.id"


def _input_fault(path: Path, scope: Scope, site: Site) -> Fault | None:
    if path[1] not in _GROUPS:
        return fault(f"inputs.{path[1]}.", scope)
    if len(path) < 3:
        return None
    flat = ".".join(path)
    if path[1] == "artifacts":
        is_artifact = site.place == "fromExpression" or len(path) < 4
        return fault(".".join(path[:3]) if is_artifact else ".".join(path[:4]), scope)
    declared = [at.name.text for at in scope.template.inputs.parameters if at.name is not None]
    if any(known.startswith(f"{'.'.join(path[2:])}.") for known in declared):
        return None
    if len(path) > 3 and path[2] in declared and ".".join(path[2:]) not in declared:
        text = spelled(".".join(path[:3]))
        return Fault(f"`{text}` is a text", help=f"read JSON first: `fromJSON({text})`")
    return fault(flat, scope)


def _is_own(path: Path, scope: Scope) -> bool:
    call = scope.call
    return call is not None and call.name is not None and call.name.text == path[1]


def _own_fault(path: Path, scope: Scope) -> Fault | None:
    """The hooks of a step are decided on before its outputs are in sight; those of a task see them."""
    if scope.template.type != "steps" or len(path) < 3 or path[2] != "outputs" or scope.call is None:
        return None
    help_ = "its `status` can be read here; read outputs in the `when` of a step that follows"
    return Fault(f"{scope.call.title} has no outputs yet when its hooks are decided on", help=help_)


def spelled(flat: str) -> str:
    """A flat name as an expression writes it, names with dashes in brackets."""
    first, *rest = flat.split(".")
    return first + "".join(f".{part}" if part.isidentifier() else f"['{part}']" for part in rest)
