"""What nothing uses: templates that nothing calls, parameters that nothing reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from argolint.flow.handlers import handlers
from argolint.model import Template
from argolint.names import Resolved
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.flow.analysis import Flows
    from argolint.model import Artifact, Parameter, WorkflowObject
    from argolint.syntax.nodes import Node

_Declared = TypeVar("_Declared", "Parameter", "Artifact")
_WHOLE = lazy_pattern(r"(?:inputs|workflow)\.parameters(?:\.json)?(?![\w.\[])")
_ROOTS = frozenset({"inputs", "outputs", "workflow"})
_READS = {
    kind: lazy_pattern(rf"([\w-]*)\.?{kind}(?=\.([\w-]+)|\[\s*['\"]([^'\"]*)['\"]\s*\])")
    for kind in ("parameters", "artifacts")
}

_UNUSUAL = lazy_pattern(r"[^\w-]")
"""What no name holds, so that where it ends in a text is unsure."""
_MAY_READ = "s."
"""In each text that reads `inputs.…`, `workflow.parameters.…` or the like."""


def unreached(item: WorkflowObject, flows: Flows) -> list[Template]:
    """The templates of a run that nothing calls; none when a call may mean any of them, or when calls are missing."""
    flow = flows.of(item)
    if flow.entrypoint is None or item.workflow_template_ref is not None or any(map(_lacks_calls, item.templates)):
        return []
    starts = [item.template(flow.text(at)) for at in (flow.entrypoint, flow.on_exit) if at is not None]
    if None in starts:
        return []
    queue = [start for start in starts if start is not None]
    targets = [handler.target for handler in handlers(item, flow)]
    seen: set[int] = set()
    called: set[str] = set()
    while queue or targets:
        for target in targets:
            if not isinstance(target, Resolved):
                return []
            queue.append(target.target)
        targets = []
        template = queue.pop() if queue else None
        if template is None or id(template) in seen:
            continue
        seen.add(id(template))
        called.update(_names([template]))
        own = flows.of(template.owner)
        for call in template.calls():
            targets.append(own.target(call))
            targets.extend(handler.target for handler in handlers(call, own))
    return [at for at in item.templates if at.name is not None and at.name.text not in called and at.bodies]


def _lacks_calls(template: Template) -> bool:
    """Whether a mistake, which is reported, leaves open what a template calls."""
    return template.type is None or (template.calls_others and not template.calls())


def unread_inputs(template: Template) -> list[Parameter]:
    """The input parameters of a template that nothing in it reads."""
    declared = [at for at in template.inputs.parameters if at.name is not None]
    if not declared or template.type in (None, "suspend", "plugin"):
        return []
    return _unread_parameters(declared, "inputs", _names(declared), "\n".join(_texts([template.node])))


def unread_arguments(item: WorkflowObject, flows: Flows) -> list[Parameter]:
    """The parameters of a run that no text of it reads, and no input of its entrypoint or exit handler."""
    declared = [at for at in item.arguments.parameters if at.name is not None]
    if not declared or item.spec is None or item.is_template or item.workflow_template_ref is not None:
        return []
    flow = flows.of(item)
    for at in (item.entrypoint, item.on_exit):
        start = item.template(flow.text(at)) if at is not None else None
        if start is not None:
            declared = [one for one in declared if one.name and start.inputs.parameter(one.name.text) is None]
    if not declared or _calls_elsewhere(item):
        return []
    return _unread_parameters(declared, "workflow", _names(item.arguments.parameters), "\n".join(_texts([item.node])))


def untaken_artifacts(subject: WorkflowObject | Template, flows: Flows) -> list[Artifact]:
    """The artifacts of a run that it does not take, or inputs of steps and dag that go nowhere."""
    if isinstance(subject, Template):
        declared = [at for at in subject.inputs.artifacts if at.name is not None]
        if not declared or not subject.calls_others:
            return []
        texts = "\n".join(_texts([entry.value for key, entry in subject.node.entries.items() if key != "inputs"]))
        return _unread(declared, "inputs", "artifacts", texts)
    declared = [at for at in subject.arguments.artifacts if at.name is not None]
    if not declared or subject.is_template or subject.workflow_template_ref is not None:
        return []
    flow = flows.of(subject)
    starts = [subject.template(flow.text(at)) for at in (subject.entrypoint, subject.on_exit) if at is not None]
    if None in starts:
        return []
    taken = {at.name.text for start in starts if start for at in start.inputs.artifacts if at.name is not None}
    return [at for at in declared if at.name is not None and at.name.text not in taken]


def _calls_elsewhere(item: WorkflowObject) -> bool:
    """Whether templates of other objects may read the parameters of this run."""
    return any(call.template_ref is not None for template in item.all_templates() for call in template.calls()) or any(
        hook.template_ref is not None for hook in item.hooks
    )


def _names(things: Iterable[Parameter | Template]) -> set[str]:
    return {at.name.text for at in things if at.name is not None}


def _unread_parameters(declared: Iterable[Parameter], root: str, names: set[str], texts: str) -> list[Parameter]:
    if any(match[0].startswith(root) for match in _WHOLE.finditer(texts)) or _misses(root, names, texts):
        return []
    return _unread(declared, root, "parameters", texts)


def _misses(root: str, names: set[str], texts: str) -> bool:
    """Whether a text reads a name that is not there, and may mean one that is."""
    return any(match[1] not in names for match in re.finditer(rf"{root}\.parameters\.([\w-]+)", texts))


def _unread(declared: Iterable[_Declared], root: str, kind: str, texts: str) -> list[_Declared]:
    """What no text reads, or means to: a root that does not exist, which is reported, may stand for this one."""
    found = _READS[kind].finditer(texts)
    read = {match[2] or match[3] for match in found if match[1] == root or match[1] not in _ROOTS}
    return [at for at in declared if at.name is not None and not _is_read(at.name.text, read, texts)]


def _is_read(name: str, read: set[str], texts: str) -> bool:
    return name in read or (_UNUSUAL.search(name) is not None and name in texts)


def _texts(nodes: list[Node]) -> Iterator[str]:
    """Every text below some nodes that may read a parameter."""
    stack = nodes
    while stack:
        at = stack.pop()
        if isinstance(at, Scalar):
            if _MAY_READ in at.text:
                yield at.text
        elif isinstance(at, Mapping):
            for entry in at.entries.values():
                if _MAY_READ in entry.key.text:
                    yield entry.key.text
                stack.append(entry.value)
        else:
            stack.extend(at.items)
