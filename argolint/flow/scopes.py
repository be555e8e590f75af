"""Which variable exists where: the meaning of a tag at a place, or why it has none."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.callers import calling_kinds
from argolint.flow.globals import OPEN_PREFIXES, SET_BY_SERVER
from argolint.flow.order import FAILURES, global_outputs
from argolint.model import CallKind
from argolint.model.build import flag
from argolint.names import Resolved
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Artifact, Invocation, Parameter, Template
    from argolint.source import Span

CHECKED_ROOTS = ("item.", "steps.", "inputs.", "outputs.", "pod.", "workflow.", "tasks.")
"""Argo looks into tags that start so and passes over all others."""

_TIMES = frozenset({"id", "startedAt", "finishedAt"})
_RESULT_TYPES = frozenset({"container", "script", "data", "http", "plugin"})


class Place(Enum):
    """Where a text stands."""

    LEAF = "leaf"
    CALL = "call"
    TARGET = "target"
    OUTPUTS = "outputs"


class Scope(NamedTuple):
    """The names that one text may read: of a leaf template, of a step or task, of dag.target, or of outputs."""

    flow: ObjectFlow
    template: Template
    place: Place
    call: Invocation | None = None
    hook: bool = False
    """Whether the text belongs to a hook of the call."""


class Fault(NamedTuple):
    """Why a name means nothing at a place. `misplaced` tells that it exists elsewhere."""

    reason: str
    candidates: tuple[str, ...] = ()
    """Names that would have a meaning there, for a suggestion."""
    misplaced: bool = False
    among: tuple[Parameter | Artifact | Invocation, ...] = ()
    """The things it was looked for among: where one of them has no name, it may be the one meant."""
    block: Mapping | None = None
    """The map that lists them, or should."""
    where: Span | None = None
    """Where the thing meant is defined, in the same file, if it exists."""
    help: str | None = None


def fault(name: str, scope: Scope) -> Fault | None:
    """Why Argo cannot resolve a (trimmed) tag name at a place, or None when it can or does not look."""
    root, dot, rest = name.partition(".")
    if not dot or (scope.template.type is None and root not in _ANYWHERE):
        return None
    check = _ROOTS.get(root)
    return check(name, rest, scope) if check is not None else None


def _workflow(name: str, rest: str, scope: Scope) -> Fault | None:
    flow = scope.flow
    names = flow.globals
    if name in names or name.startswith((*OPEN_PREFIXES, *SET_BY_SERVER)):
        return None
    if flow.library and name.startswith("workflow.parameters"):
        return None
    if rest.startswith("outputs."):
        return _global_output(name, scope)
    if name == FAILURES:
        return _failures(scope)
    if rest == "priority":
        return Fault("`spec.priority` is not set", tuple(names))
    if rest.startswith("parameters"):
        declared = tuple(known for known in names if known.startswith("workflow.parameters."))
        what = rest.removeprefix("parameters").lstrip(".") or None
        said = f"{flow.item.title} declares no parameter" + (f" `{what}`" if what and "json" not in rest[10:] else "s")
        return Fault(
            said,
            declared,
            among=flow.item.arguments.parameters,
            block=flow.item.arguments.node or flow.item.spec,
            help="declare it under `spec.arguments.parameters`",
        )
    return Fault(f"`{name}` is not set for {flow.item.title}", tuple(names))


def _place(scope: Scope) -> object:
    return scope.call if scope.call is not None else scope.template


def _global_output(name: str, scope: Scope) -> Fault | None:
    order = scope.flow.order
    place = _place(scope)
    kind = "parameters" if name.startswith("workflow.outputs.parameters.") else "artifacts"
    if order.knows(name, place) or order.knows(f"workflow.outputs.{kind}.*", place) or _opened(kind, scope):
        return None
    if name in order.known_from:
        return Fault("it is made by a template that runs later than this place", misplaced=True)
    return Fault(
        "no template called before makes a global output of this name",
        tuple(order.known_from),
        help="give the output a `globalName`",
    )


def _opened(kind: str, scope: Scope) -> bool:
    """Whether a call that is seen from here makes a global output whose name is known only when it runs."""
    for call in scope.template.calls():
        if call is scope.call and call.kind is CallKind.STEP:
            return False
        target = scope.flow.target(call)
        if isinstance(target, Resolved) and f"workflow.outputs.{kind}.*" in global_outputs(target.target):
            return True
    return False


def _failures(scope: Scope) -> Fault | None:
    if scope.flow.order.knows(FAILURES, _place(scope)):
        return None
    return Fault(
        "`workflow.failures` exists only in the exit handler (`spec.onExit`) and what it alone calls",
        misplaced=True,
    )


def _inputs(_name: str, rest: str, scope: Scope) -> Fault | None:
    template = scope.template
    if rest == "parameters":
        return None
    kind, _, item = rest.partition(".")
    if kind == "parameters":
        if template.inputs.parameter(item) is not None or _inline_input(item, scope):
            return None
        return _no_input(template, "parameter", item, template.inputs.parameters)
    if kind == "artifacts":
        return _input_artifact(item, scope)
    inputs = template.inputs
    known = (*_named("inputs.parameters.", inputs.parameters), *_named("inputs.artifacts.", inputs.artifacts))
    return Fault("inputs are read as `inputs.parameters.NAME` or `inputs.artifacts.NAME`", known)


def _named(root: str, items: Iterable[Parameter | Artifact], field: str = "") -> tuple[str, ...]:
    """The variables of parameters or artifacts that have a name."""
    return tuple(f"{root}{item.name.text}{field}" for item in items if item.name is not None)


def _inline_input(name: str, scope: Scope) -> bool:
    inline = scope.call.inline if scope.call is not None else None
    return inline is not None and inline.inputs.parameter(name) is not None


def _input_artifact(item: str, scope: Scope) -> Fault | None:
    template = scope.template
    if template.inputs.artifact(item) is not None:
        return None
    stem, _, field = item.rpartition(".")
    artifact = template.inputs.artifact(stem) if field == "path" else None
    if artifact is None:
        return _no_input(template, "artifact", stem or item, template.inputs.artifacts, f".{field}" if stem else "")
    if template.type is None or (template.is_leaf and scope.place is Place.LEAF):
        return None
    return Fault("an artifact has a path only inside the template that runs with it", misplaced=True)


def _no_input(
    template: Template, kind: str, name: str, declared: tuple[Parameter, ...] | tuple[Artifact, ...], field: str = ""
) -> Fault:
    return Fault(
        f"{template.title} has no input {kind} `{name}`",
        _named(f"inputs.{kind}s.", declared, field),
        among=declared,
        block=template.inputs.node or template.node,
        help=f"declare it under `inputs.{kind}s` of the template",
    )


def _pod(name: str, _rest: str, scope: Scope) -> Fault | None:
    if name == "pod.name" and scope.place is Place.LEAF and scope.template.is_pod:
        return None
    if name == "pod.name":
        return Fault("only a template that runs as a pod knows its pod's name", misplaced=True)
    return Fault("the only name here is `pod.name`", ("pod.name",))


def _steps(name: str, rest: str, scope: Scope) -> Fault | None:
    if name.startswith("steps.name"):
        return _calling(CallKind.STEP, scope)
    return _node(CallKind.STEP, rest, scope)


def _tasks(name: str, rest: str, scope: Scope) -> Fault | None:
    if name.startswith("tasks.name"):
        return _calling(CallKind.TASK, scope)
    return _node(CallKind.TASK, rest, scope)


def _calling(kind: CallKind, scope: Scope) -> Fault | None:
    """Why there is no `steps.name` or `tasks.name`: in a step or task it is the one that calls the template.

    What nobody calls, such as an entrypoint, counts as called by a step without a name.
    """
    if scope.call is None or scope.flow.library:
        return None
    kinds = calling_kinds(scope.template, scope.flow)
    if kinds is None or kind in kinds or (kind is CallKind.STEP and not kinds):
        return None
    return Fault(f"no {kind} calls {scope.template.title}", misplaced=True)


def _node(kind: CallKind, rest: str, scope: Scope) -> Fault | None:
    template = scope.template
    own = "steps" if kind is CallKind.STEP else "dag"
    if template.type != own or scope.place in (Place.LEAF, Place.TARGET):
        return _wrong_root(kind, scope)
    name, _, field = rest.partition(".")
    calls = [(call.name.text if call.name is not None else "", call) for call in template.calls()]
    call = next((call for known, call in calls if known == name), None)
    if call is None:
        candidates = tuple(f"{kind}s.{known}.{field}" for known, _ in calls if known)
        if any("{{" in known for known, _ in calls):
            return None
        return Fault(f"{template.title} has no {kind} `{name}`", candidates, among=template.calls())
    later = _unseen(call, field, scope)
    return later if later is not None else _field(call, field, scope)


def _wrong_root(kind: CallKind, scope: Scope) -> Fault:
    home = "a steps" if kind is CallKind.STEP else "a dag"
    if scope.place is Place.TARGET:
        return Fault("`target` is known before any task has run", misplaced=True)
    if scope.place is Place.LEAF:
        help_ = "hand the value in as an argument and read `inputs.parameters.…`"
        return Fault(
            f"{kind}s are known only within {home} template, not inside what it calls",
            misplaced=True,
            help=help_,
        )
    other = "tasks" if kind is CallKind.STEP else "steps"
    return Fault(f"{scope.template.title} has {other}, not {kind}s", misplaced=True, help=f"write `{other}.`")


def _unseen(call: Invocation, field: str, scope: Scope) -> Fault | None:
    """Why a step or task has not run yet at this place."""
    reader = scope.call
    if reader is None:
        return None
    if reader is call:
        return _own(call, field, scope)
    if call.kind is CallKind.STEP:
        return _later_step(call, reader)
    graph = scope.flow.graph(scope.template)
    names = [scope.flow.text(at.name, scope.template) for at in (reader, call) if at.name is not None]
    if len(names) < 2 or not graph.certain or names[1] in graph.ancestors(names[0]):
        return None
    return Fault(
        f"{reader.title} does not wait for {call.title}",
        misplaced=True,
        where=call.span,
        help=f"add `{names[1]}` to its `dependencies` or `depends`",
    )


def _later_step(call: Invocation, reader: Invocation) -> Fault | None:
    if call.group < reader.group:
        return None
    when = "runs at the same time" if call.group == reader.group else "comes later"
    help_ = "put it into a group before this one"
    return Fault(f"{call.title} {when}", misplaced=True, where=call.span, help=help_)


def _own(call: Invocation, field: str, scope: Scope) -> Fault | None:
    if not scope.hook:
        return Fault(f"{call.title} has not run when this is read", misplaced=True, help="only its hooks can read it")
    if call.loops and (field == "status" or field.startswith("outputs.")):
        return Fault(f"{call.title} loops, and its hooks run for each round", misplaced=True)
    if field == "status" or call.exit_hook or call.kind is CallKind.TASK:
        return None
    return Fault(f"only the `exit` hook of {call.title} runs after it has outputs", misplaced=True)


def _field(call: Invocation, field: str, scope: Scope) -> Fault | None:
    outcome = scope.flow.target(call)
    template = outcome.target if isinstance(outcome, Resolved) else None
    if field in _TIMES:
        return None
    if field == "status":
        return _status(call, scope)
    if field == "hostNodeName" and scope.flow.version >= (3, 5):
        return _host(call, template)
    if template is None:
        return None
    if field == "ip":
        if flag(template.node, "daemon"):
            return None
        return Fault(f"only a daemon has an `ip`; {template.title} is none")
    if call.loops and (field == "exitCode" or field.startswith("outputs.artifacts.")):
        return Fault(f"{call.title} loops, and its rounds have no `{field}` together", misplaced=True)
    if field in ("outputs.result", "exitCode"):
        return _result(call, template, field)
    if field == "outputs.parameters" and call.aggregates:
        return None
    return _output(call, template, field)


def _host(call: Invocation, template: Template | None) -> Fault | None:
    if template is None or template.type is None or template.is_pod:
        return None
    return Fault(f"{call.title} runs no pod of its own, so it has no node")


def _status(call: Invocation, scope: Scope) -> Fault | None:
    if call.kind is CallKind.STEP or scope.call is not None or call.hooks:
        return None
    return Fault(f"the status of {call.title} is not known in outputs", misplaced=True)


def _result(call: Invocation, template: Template, field: str) -> Fault | None:
    if template.type is None or template.type in _RESULT_TYPES or has_main(template):
        return None
    if call.aggregates and template.type == "containerSet":
        return None
    return Fault(f"{call.title} has no `{field}`: {template.title} is of type {template.type}")


def has_main(template: Template) -> bool:
    """Whether a containerSet has a container `main`, whose output is the template's."""
    body = template.body
    if template.type != "containerSet" or not isinstance(body, Mapping):
        return False
    containers = body.get("containers")
    return any(
        isinstance(item, Mapping) and isinstance(name := item.get("name"), Scalar) and name.text == "main"
        for item in getattr(containers, "items", ())
    )


def _output(call: Invocation, template: Template, field: str) -> Fault | None:
    for kind, items in (("parameter", template.outputs.parameters), ("artifact", template.outputs.artifacts)):
        prefix = f"outputs.{kind}s."
        if field.startswith(prefix):
            name = field.removeprefix(prefix)
            names = _named("", items)
            if name in names:
                return None
            root = f"{call.kind}s.{call.name.text if call.name is not None else ''}."
            return Fault(
                f"{template.title} has no output {kind} `{name}`",
                tuple(root + prefix + known for known in names),
                among=items,
                block=template.outputs.node or template.node,
                help=f"declare it under `outputs.{kind}s` of {template.title}",
            )
    root = f"{call.kind}s.{call.name.text if call.name is not None else ''}."
    known = (
        *(root + name for name in ("id", "status", "startedAt", "finishedAt", "hostNodeName", "ip", "exitCode")),
        *(root + name for name in ("outputs.result",) if _result(call, template, name) is None),
        *_named(f"{root}outputs.parameters.", template.outputs.parameters),
        *_named(f"{root}outputs.artifacts.", template.outputs.artifacts),
    )
    return Fault(f"a {call.kind} has no field `{field}`", known)


def _item(_name: str, rest: str, scope: Scope) -> Fault | None:
    if scope.call is None:
        return Fault("`item` exists only in a step or task that loops", misplaced=True)
    readers = [scope.call]
    if scope.call.kind is CallKind.STEP:
        calls = scope.template.calls()
        readers = list(calls[: calls.index(scope.call) + 1])
    if any(reader.with_param is not None for reader in readers):
        return None
    keys = {key for reader in readers for key in _item_keys(reader)}
    if rest in keys:
        return None
    if not scope.call.loops:
        return Fault(
            "this step or task does not loop",
            misplaced=True,
            help="add `withItems`, `withParam` or `withSequence`",
        )
    if keys:
        return Fault(f"no item has a key `{rest}`", tuple(f"item.{key}" for key in sorted(keys)))
    return Fault("its items are no maps", help="write `{{item}}`")


def _item_keys(call: Invocation) -> list[str]:
    keys: list[str] = []
    for item in call.with_items.items if call.with_items is not None else ():
        if isinstance(item, Mapping):
            keys.extend(item.entries)
        elif not isinstance(item, Scalar):
            keys.extend(f"[{index}]" for index in range(len(item.items)))
    return keys


_ROOTS = {
    "workflow": _workflow,
    "inputs": _inputs,
    "pod": _pod,
    "steps": _steps,
    "tasks": _tasks,
    "item": _item,
}
_ANYWHERE = frozenset({"workflow", "inputs"})
"""What may be read whatever the type of the template, so also where that is in doubt."""
