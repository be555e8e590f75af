"""One Workflow that holds all it refers to: templates of other objects under names of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from argolint.names import Resolved
from argolint.plan.data import object_data
from argolint.project.errors import UsageError
from argolint.syntax.data import data_of

if TYPE_CHECKING:
    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.model import Hook, Invocation, Template, WorkflowObject
    from argolint.names import TemplateOutcome

_NO_NAME: Final = re.compile(r"[^-a-zA-Z0-9]+")
_LONGEST_NAME: Final = 128
_KEYED: Final = {
    "artifacts": "name",
    "hostAliases": "ip",
    "imagePullSecrets": "name",
    "parameters": "name",
    "templates": "name",
    "tolerations": "key",
    "volumes": "name",
}
"""Lists of a spec that a workflow and the WorkflowTemplate it refers to share item by item, by this key."""


def bundle(item: WorkflowObject, flows: Flows) -> dict[str, Any]:
    """The workflow as one object without references; raises `UsageError` where one leads nowhere known."""
    return _Bundle(item, flows).data()


class _Bundle:
    def __init__(self, item: WorkflowObject, flows: Flows) -> None:
        self.item = item
        self.flow = flows.of(item)
        self.flows = flows
        referenced = self.flow.referenced_object
        self.roots = [item] if referenced is None else [item, referenced]
        """The objects whose templates keep their names: what one of them calls, it calls in the whole spec."""
        self.names: dict[int, str] = {}
        self.used = {at.name.text for root in self.roots for at in root.templates if at.name is not None}
        self.waiting: list[Template] = []
        self._flows: dict[int, ObjectFlow] = {id(item): self.flow}

    def data(self) -> dict[str, Any]:
        found = object_data(self.item)
        specs = [self._spec(root) for root in reversed(self.roots)]
        spec = specs[0] if len(specs) == 1 else joined(specs[0], specs[1])
        templates = spec.setdefault("templates", [])
        while self.waiting:
            template = self.waiting.pop(0)
            templates.append({**self._template(template), "name": self.names[id(template)]})
        return {**found, "spec": spec}

    def _spec(self, root: WorkflowObject) -> dict[str, Any]:
        spec: dict[str, Any] = data_of(root.spec) if root.spec is not None else {}
        if spec.pop("workflowTemplateRef", None) is not None and self.flow.referenced_object is None:
            raise _nowhere(root.title)
        if root.templates:
            spec["templates"] = [self._template(template) for template in root.templates]
        for hook in root.hooks:
            self._hook(spec["hooks"][hook.event.text], hook, None, root)
        return spec

    def _flow_of(self, owner: WorkflowObject) -> ObjectFlow:
        found = self._flows.get(id(owner))
        if found is None:
            found = self._flows[id(owner)] = self.flows.run_by(self.flow, owner).of(owner)
        return found

    def _template(self, template: Template) -> dict[str, Any]:
        data: dict[str, Any] = data_of(template.node)
        for index, group in enumerate(template.steps):
            for place, step in enumerate(group):
                self._call(data["steps"][index][place], step)
        for place, task in enumerate(template.tasks):
            self._call(data["dag"]["tasks"][place], task)
        return data

    def _call(self, data: dict[str, Any], call: Invocation) -> None:
        owner = call.caller.owner
        flow = self._flow_of(owner)
        if call.inline is not None:
            data["inline"] = self._template(call.inline)
            data.pop("template", None)
            data.pop("templateRef", None)
        elif call.template_ref is not None or owner not in self.roots:
            data.pop("templateRef", None)
            data["template"] = self._name(flow.target(call), call.title)
        if call.on_exit is not None and owner not in self.roots:
            data["onExit"] = self._name(flow.exit_target(call), call.title)
        for hook in call.hooks:
            self._hook(data["hooks"][hook.event.text], hook, call.caller, owner)

    def _hook(self, data: dict[str, Any], hook: Hook, caller: Template | None, owner: WorkflowObject) -> None:
        if hook.template_ref is None and (owner in self.roots or hook.template is None):
            return
        data.pop("templateRef", None)
        outcome = self._flow_of(owner).hook_target(hook, caller)
        data["template"] = self._name(outcome, f"hook `{hook.event.text}`")

    def _name(self, outcome: TemplateOutcome, title: str) -> str:
        """The name that a template has in the bundle; one from elsewhere is queued when first called."""
        if not isinstance(outcome, Resolved):
            raise _nowhere(title)
        template = outcome.target
        own = template.name.text if template.name is not None else ""
        if template.owner in self.roots:
            return own
        if id(template) not in self.names:
            self.names[id(template)] = self._new_name(template.owner, own)
            self.waiting.append(template)
        return self.names[id(template)]

    def _new_name(self, owner: WorkflowObject, own: str) -> str:
        of = _NO_NAME.sub("-", owner.name.text if owner.name is not None else "")
        base = f"{of}-{own}".strip("-")
        number, name = 1, base[:_LONGEST_NAME]
        while name in self.used:
            number += 1
            end = f"-{number}"
            name = base[: _LONGEST_NAME - len(end)] + end
        self.used.add(name)
        return name


def joined(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The spec of a WorkflowTemplate under that of the workflow which refers to it: the workflow wins."""
    found = dict(base)
    for name, value in over.items():
        below = found.get(name)
        if isinstance(value, dict) and isinstance(below, dict):
            found[name] = joined(below, value)
        elif isinstance(value, list) and isinstance(below, list) and name in _KEYED:
            key = _KEYED[name]
            own = {at.get(key) for at in value}
            found[name] = [*value, *(at for at in below if at.get(key) not in own)]
        else:
            found[name] = value
    return found


def _nowhere(title: str) -> UsageError:
    message = f"{title} refers to something that is not known before the run, so it cannot be bundled"
    return UsageError(message, "name the template itself")
