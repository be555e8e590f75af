"""See `rules/doubtful-event-binding.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.expressions import BINDING, has_bindings
from argolint.model import Kind, manifests
from argolint.model.build import flag, mapping, mappings, text
from argolint.nearest import suggestion
from argolint.rules.api import finding, rule
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar


@rule(on=Document, group="names", severity=Severity.WARNING, since="0.1")
def doubtful_event_binding(document: Document, cx: Context) -> Findings:
    """An event binding submits a WorkflowTemplate, or gives it a parameter, whose name is nearly another one."""
    if not has_bindings(document):
        return
    for node, kind in manifests(document.root):
        spec = mapping(node, "spec") if kind == BINDING else None
        submit = mapping(spec, "submit") if spec is not None else None
        ref = mapping(submit, "workflowTemplateRef") if submit is not None else None
        name = text(ref, "name") if ref is not None else None
        if submit is None or ref is None or name is None:
            continue
        wanted = Kind.CLUSTER_WORKFLOW_TEMPLATE if flag(ref, "clusterScope") else Kind.WORKFLOW_TEMPLATE
        found = [item for item in cx.workspace.namesakes(name.text) if item.kind is wanted]
        if not found:
            yield from _misspelt(name, cx.workspace.names(wanted), f"no {wanted.value} is called")
        elif len(found) == 1:
            declared = [at.name.text for at in found[0].arguments.parameters if at.name is not None]
            for given in _parameters(submit):
                if given.text not in declared:
                    yield from _misspelt(given, declared, f"{found[0].title} has no parameter")


def _parameters(submit: Mapping) -> list[Scalar]:
    arguments = mapping(submit, "arguments")
    nodes = mappings(arguments, "parameters") if arguments is not None else ()
    return [name for node in nodes if (name := text(node, "name")) is not None]


def _misspelt(name: Scalar, known: list[str], said: str) -> Findings:
    meant = suggestion(name.text, known)
    if meant is not None:
        yield finding(name.span, f"{said} `{name.text}`", help=meant)
