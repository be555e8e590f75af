"""Where expressions stand: in tags, and in the fields that are expressions themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import scan
from argolint.flow.masking import masked
from argolint.flow.scopes import Place, Scope
from argolint.model.build import items, manifests, mapping, mappings, text, value
from argolint.model.parts import body_of
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Template, WorkflowObject
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

TAG: Final = "{{="
_TAG_WITH_BLANK: Final = "{{ ="
BLANK: Final = "blank"
"""No field, but a plain tag that was meant for an expression: a blank stands before its `=`."""

_TAGS: Final = (TAG, _TAG_WITH_BLANK)
_SIGNS: Final = (*_TAGS, "xpression", "successCondition")
_NEVER_FILLED: Final = ("stopStrategy.expression", "event.selector", "event.metadata", "event.parameter")
"""Fields in which a tag stays as it is."""

_RETRY: Final = "retryStrategy.expression"
_LOOKED_AT_INSIDE: Final = frozenset({"templates"})
_CALLS: Final = frozenset({"steps", "dag"})
CRON_WHEN: Final = "cron.when"
"""Tags in the `when` of a CronWorkflow, which sees nothing of a run."""

OUTPUTS: Final = ("valueFrom.expression", "fromExpression")
BINDING: Final = "WorkflowEventBinding"


class Site(NamedTuple):
    """An expression and where it stands; tags within it are covered, so that all offsets stay true."""

    scalar: Scalar
    start: int
    """Offset of the expression in the scalar's text."""
    text: str
    place: str
    """The field, by its name in `expr.PLACES`."""
    flow: ObjectFlow | None = None
    scope: Scope | None = None
    """What may be read there, where that is known."""


def has_expressions(document: Document) -> bool:
    """Whether a document may hold any expression."""
    source, span = document.source.text, document.span
    return any(source.find(name, span.start, span.end) >= 0 for name in _SIGNS)


def has_tags(document: Document) -> bool:
    """Whether an expression tag may stand in a document."""
    source, span = document.source.text, document.span
    return any(source.find(name, span.start, span.end) >= 0 for name in _TAGS)


def object_sites(item: WorkflowObject, flow: ObjectFlow) -> Iterator[Site]:
    """The expressions of an object: its own, and those of all its templates, steps and tasks."""
    yield from _own_sites(item, flow)
    for template in item.all_templates():
        yield from _template_sites(template, flow)
        for call in template.calls():
            yield from _call_sites(call, flow)


def _own_sites(item: WorkflowObject, flow: ObjectFlow) -> Iterator[Site]:
    for hook in item.hooks:
        if hook.expression is not None:
            yield _field(hook.expression, "hook.expression", flow)
    if item.cron is not None:
        yield from _cron_sites(item.cron, flow)
    if item.spec is None:
        return
    metadata = mapping(item.spec, "workflowMetadata")
    labels = mapping(metadata, "labelsFrom") if metadata is not None else None
    for entry in labels.entries.values() if labels is not None else ():
        if isinstance(entry.value, Mapping):
            yield from _named(entry.value, "expression", "labelsFrom.expression", flow)
    for holder in (item.spec, mapping(item.spec, "templateDefaults")):
        if holder is not None:
            yield from _retry(holder, flow)
    for name, entry in item.spec.entries.items():
        if name not in _LOOKED_AT_INSIDE:
            yield from _tags(entry.value, flow)


def _cron_sites(cron: Mapping, flow: ObjectFlow) -> Iterator[Site]:
    yield from _named(mapping(cron, "stopStrategy"), "expression", "stopStrategy.expression", flow)
    for name, entry in cron.entries.items():
        if name == "when" and isinstance(entry.value, Scalar):
            yield from (site._replace(place=CRON_WHEN) for site in _tags_of(entry.value, flow, None))
        elif name != "workflowSpec":
            yield from _tags(entry.value, flow)


def _template_sites(template: Template, flow: ObjectFlow) -> Iterator[Site]:
    yield from _retry(template.node, flow)
    http = body_of(template, "http")
    yield from _named(http, "successCondition", "http.successCondition", flow)
    data = body_of(template, "data")
    for step in mappings(data, "transformation") if data is not None else ():
        yield from _named(step, "expression", "data.transformation", flow)
    if template.calls_others:
        yield from _output_sites(template, flow)
    leaf = Scope(flow, template, Place.LEAF) if not template.calls_others else None
    outputs = Scope(flow, template, Place.OUTPUTS) if template.calls_others else leaf
    for name, entry in template.node.entries.items():
        if name in ("inputs", "metrics"):
            yield from _tags(entry.value, flow)
        elif name not in _CALLS:
            yield from _tags(entry.value, flow, outputs if name == "outputs" else leaf)


def _output_sites(template: Template, flow: ObjectFlow) -> Iterator[Site]:
    scope = Scope(flow, template, Place.OUTPUTS)
    for output in template.outputs.parameters:
        expression = text(output.value_from, "expression") if output.value_from is not None else None
        if expression is not None and output.value_from is not None:
            # What fails here gives way to a default, where there is one.
            has_default = value(output.value_from, "default") is not None
            yield _field(expression, "valueFrom.expression", flow, None if has_default else scope)
    for artifact in template.outputs.artifacts:
        if artifact.from_expression is not None:
            yield _field(artifact.from_expression, "fromExpression", flow, None if artifact.optional else scope)


def _call_sites(call: Invocation, flow: ObjectFlow) -> Iterator[Site]:
    in_hooks = Scope(flow, call.caller, Place.CALL, call, hook=True)
    for hook in call.hooks:
        if hook.expression is not None:
            yield _field(hook.expression, "hook.expression", flow, in_hooks)
    scope = Scope(flow, call.caller, Place.CALL, call)
    for name, entry in call.node.entries.items():
        if name != "inline":
            yield from _tags(entry.value, flow, in_hooks if name == "hooks" else scope)


@lru_cache(1)
def has_bindings(document: Document) -> bool:
    """Whether a document may hold an event binding."""
    return document.source.text.find(BINDING, document.span.start, document.span.end) >= 0


def binding_sites(document: Document) -> Iterator[Site]:
    """The expressions of the event bindings in a document."""
    for node, kind in manifests(document.root):
        spec = mapping(node, "spec") if kind == BINDING else None
        if spec is None:
            continue
        yield from _named(mapping(spec, "event"), "selector", "event.selector")
        submit = mapping(spec, "submit")
        if submit is None:
            continue
        yield from _metadata(mapping(submit, "metadata"))
        arguments = mapping(submit, "arguments")
        parameters = arguments.get("parameters") if arguments is not None else None
        for parameter in items(parameters) if parameters is not None else ():
            yield from _named(mapping(parameter, "valueFrom"), "event", "event.parameter")


def _metadata(metadata: Mapping | None) -> Iterator[Site]:
    if metadata is None:
        return
    for name in ("name", "generateName"):
        yield from _named(metadata, name, "event.metadata")
    for group in ("labels", "annotations"):
        values = mapping(metadata, group)
        for name in values.entries if values is not None else ():
            yield from _named(values, name, "event.metadata")


def _retry(parent: Mapping, flow: ObjectFlow) -> Iterator[Site]:
    yield from _named(mapping(parent, "retryStrategy"), "expression", _RETRY, flow)


def _named(parent: Mapping | None, name: str, place: str, flow: ObjectFlow | None = None) -> Iterator[Site]:
    scalar = text(parent, name) if parent is not None else None
    if scalar is not None:
        yield _field(scalar, place, flow)


def _field(scalar: Scalar, place: str, flow: ObjectFlow | None, scope: Scope | None = None) -> Site:
    filled = place not in _NEVER_FILLED and not (
        (place in OUTPUTS and _reads_calls(scalar.text)) or (place == _RETRY and _reads_retry(scalar.text))
    )
    return Site(scalar, 0, masked(scalar.text) if filled else scalar.text, place, flow, scope)


def _reads_calls(text: str) -> bool:
    """Whether a tag reads a step or task: none is filled in when outputs are put together."""
    return any(tag.name.startswith(("steps.", "tasks.")) for tag in scan(text)[0])


def _reads_retry(text: str) -> bool:
    """Whether a tag reads what only names in the expression of a retry strategy do."""
    return any(tag.name == "retries" or tag.name.startswith("lastRetry.") for tag in scan(text)[0])


def _tags(node: Node, flow: ObjectFlow, scope: Scope | None = None) -> Iterator[Site]:
    """The expression tags below a node, keys included."""
    if not flow.has_expression_tags:
        return
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, Scalar):
            if TAG in at.text or _TAG_WITH_BLANK in at.text:
                yield from _tags_of(at, flow, scope)
        elif isinstance(at, Mapping):
            for entry in at.entries.values():
                stack += (entry.key, entry.value)
        else:
            stack += at.items


def _tags_of(scalar: Scalar, flow: ObjectFlow, scope: Scope | None) -> Iterator[Site]:
    for tag in scan(scalar.text)[0]:
        if tag.is_expression:
            yield Site(scalar, tag.start + len(TAG), tag.inner[1:], "tag", flow, scope)
        elif tag.name.startswith("="):
            yield Site(scalar, tag.start, scalar.text[tag.start : tag.end], BLANK, flow, scope)
