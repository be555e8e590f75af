"""The names that a reference may have: of templates, objects, tasks and arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.ide.completion.probing import MARK, Offer
from argolint.ide.values import is_required, signature
from argolint.model import Kind
from argolint.names import Resolved
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.ide.completion.probing import Probe
    from argolint.model import Artifact, Invocation, Parameter, Template, WorkflowObject

_RESULTS = ("Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed")
_TASK_WITH_DOT = lazy_pattern(r"([\w-]+)\.[\w-]*\Z")


def names(probe: Probe) -> list[Offer] | None:
    """The names that a reference at a place may have; None where no reference stands."""
    if probe.is_key or probe.surroundings is None:
        return None
    source = _FIELDS.get(_place(probe))
    return source(probe) if source is not None else None


def _place(probe: Probe) -> str:
    """The keys around by name, the innermost one or two that tell what is meant."""
    keys = [key for key in probe.path if isinstance(key, str)]
    holder = keys[-2] if len(keys) > 1 else ""
    if keys and keys[-1] == "name" and holder in ("parameters", "artifacts"):
        holder = f"{keys[-3]}.{holder}" if len(keys) > 2 else holder
    dotted = f"{holder}.{keys[-1]}" if keys else ""
    return dotted if dotted in _FIELDS else keys[-1] if keys else ""


def _templates(probe: Probe) -> list[Offer]:
    around = probe.surroundings
    assert around is not None
    flow = probe.snapshot.flows.of(around.item)
    items: list[WorkflowObject] = [around.item]
    if flow.referenced_object is not None:
        items.append(flow.referenced_object)
    own = around.template.name.text if around.template is not None and around.template.name is not None else None
    return [
        _offer(each) for item in items for each in item.templates if each.name is not None and each.name.text != own
    ]


def _offer(template: Template) -> Offer:
    assert template.name is not None
    return Offer(template.name.text, "template", f"{template.type or 'template'} {signature(template)}")


def _starts(probe: Probe) -> list[Offer]:
    """Templates that a run can start with: all that they need is among its arguments, or may yet be given."""
    around = probe.surroundings
    assert around is not None
    item = around.item
    referenced = probe.snapshot.flows.of(item).referenced_object
    items = [item] if referenced is None else [item, referenced]
    given = {each.name.text for at in items for each in at.arguments.parameters if each.name is not None}
    return [
        _offer(each)
        for at in items
        for each in at.templates
        if each.name is not None and (item.is_template or not _missing(each, given))
    ]


def _missing(template: Template, given: set[str]) -> bool:
    """Whether a template needs more than what is given."""
    return any(is_required(at) and at.name and at.name.text not in given for at in template.inputs.parameters)


def _objects(probe: Probe) -> list[Offer]:
    holder = probe.nodes[-2]
    scope = holder.get("clusterScope") if isinstance(holder, Mapping) else None
    is_cluster = isinstance(scope, Scalar) and scope.text == "true"
    kind = Kind.CLUSTER_WORKFLOW_TEMPLATE if is_cluster else Kind.WORKFLOW_TEMPLATE
    return [Offer(name, "object", kind.value) for name in sorted(set(probe.snapshot.flows.workspace.names(kind)))]


def _templates_of_reference(probe: Probe) -> list[Offer]:
    holder = probe.nodes[-2]
    name = holder.get("name") if isinstance(holder, Mapping) else None
    if not isinstance(name, Scalar):
        return []
    found = probe.snapshot.flows.workspace.namesakes(name.text)
    return [_offer(each) for item in found for each in item.templates if each.name is not None]


def _tasks(probe: Probe) -> list[Offer] | None:
    """The other tasks of the DAG that do not wait for this one."""
    around = probe.surroundings
    call = around.call if around is not None else None
    if call is None:
        return None
    others = [each for each in call.caller.calls() if each.name is not None and each is not call]
    if any(each.dependencies if probe.field == "depends" else each.depends for each in others):
        return []  # one DAG has either of the two
    text = probe.scalar.text
    named = set() if probe.field == "depends" else {each.text for each in call.dependencies}
    dotted = _TASK_WITH_DOT.search(text[: text.find(MARK)])
    if dotted is not None and probe.field == "depends":
        task = dotted.group(1)
        return [Offer(f"{task}.{result}", "result") for result in _RESULTS]
    waiting = _waiting_for(call, others)
    return [
        Offer(each.name.text, "task", each.template.text if each.template is not None else "")
        for each in others
        if each.name is not None and each.name.text not in waiting and each.name.text not in named
    ]


def _waiting_for(call: Invocation, others: Iterable[Invocation]) -> set[str]:
    """The tasks that wait for this one, over others or not, as their texts say."""
    found: set[str] = set()
    queue = [call.name.text] if call.name is not None else []
    word = lazy_pattern(r"[\w-]+")
    while queue:
        name = queue.pop()
        for each in others:
            texts = [at.text for at in each.dependencies]
            texts += word.findall(each.depends.text) if each.depends is not None else ()
            if each.name is not None and name in texts and each.name.text not in found:
                found.add(each.name.text)
                queue.append(each.name.text)
    return found


def _arguments(probe: Probe) -> list[Offer] | None:
    """The inputs of what is called that are not given yet, those first that must be."""
    around = probe.surroundings
    if around is None or "hooks" in probe.path:
        return None
    target = _started(probe) if around.call is None else _called(probe, around.call)
    if target is None:
        return None
    is_artifact = "artifacts" in probe.path
    arguments = around.item.arguments if around.call is None else around.call.arguments
    inputs: tuple[Parameter | Artifact, ...]
    given: tuple[Parameter | Artifact, ...]
    inputs = target.inputs.artifacts if is_artifact else target.inputs.parameters
    given = arguments.artifacts if is_artifact else arguments.parameters
    known = {each.name.text for each in given if each.name is not None}
    missing = [each for each in inputs if each.name is not None and each.name.text not in known]
    missing.sort(key=lambda each: not is_required(each))
    return [
        Offer(each.name.text, "argument", "required" if is_required(each) else "optional")
        for each in missing
        if each.name is not None
    ]


def _called(probe: Probe, call: Invocation) -> Template | None:
    found = probe.snapshot.flows.of(call.caller.owner).target(call)
    return found.target if isinstance(found, Resolved) else None


def _started(probe: Probe) -> Template | None:
    """The template that a run of the object starts with."""
    around = probe.surroundings
    assert around is not None
    referenced = probe.snapshot.flows.of(around.item).referenced_object
    owner = referenced or around.item
    name = around.item.entrypoint or owner.entrypoint
    return owner.template(name.text) if name is not None else None


_FIELDS: dict[str, Callable[[Probe], list[Offer] | None]] = {
    "templateRef.name": _objects,
    "workflowTemplateRef.name": _objects,
    "templateRef.template": _templates_of_reference,
    "template": _templates,
    "onExit": _templates,
    "entrypoint": _starts,
    "depends": _tasks,
    "dependencies": _tasks,
    "arguments.parameters.name": _arguments,
    "arguments.artifacts.name": _arguments,
}
