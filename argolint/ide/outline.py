"""What a file, or the whole workspace, defines: as a tree, and as a list to search."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argolint.model import CallKind, head
from argolint.source import Span
from argolint.syntax.editing import end_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.ide.snapshot import Snapshot
    from argolint.model import Hook, Invocation, Template, Values, WorkflowObject
    from argolint.source import SourceFile
    from argolint.syntax.nodes import Mapping, Scalar


class OutlineKind(StrEnum):
    """What an entry is."""

    OBJECT = "object"
    TEMPLATE = "template"
    STEP = "step"
    TASK = "task"
    ARGUMENT = "argument"
    INPUT = "input"
    OUTPUT = "output"
    HOOK = "hook"


class OutlineEntry(NamedTuple):
    """One thing that is defined, with what it holds."""

    name: str
    kind: OutlineKind
    detail: str
    """A few words beside the name, such as its type; may be empty."""
    span: Span
    """All of it."""
    name_span: Span
    children: tuple[OutlineEntry, ...] = ()


class Named(NamedTuple):
    """One thing that the workspace defines, for a search by name."""

    name: str
    kind: OutlineKind
    container: str
    """The title of what holds it; empty for an object."""
    source: SourceFile
    span: Span


def outline(snapshot: Snapshot, path: str) -> tuple[OutlineEntry, ...]:
    """The tree of a file: its objects, their arguments and templates, and what these hold."""
    return tuple(_object(item) for item in snapshot.objects(path))


def _object(item: WorkflowObject) -> OutlineEntry:
    text = item.document.source.text
    children = [
        *_values(item.arguments, OutlineKind.ARGUMENT, text),
        *_hooks(item.hooks, text),
        *(_template(template, text) for template in item.templates),
    ]
    name = item.name or item.generate_name
    return _entry(OutlineKind.OBJECT, item.node, name, str(item.kind), children, text)


def _template(template: Template, text: str) -> OutlineEntry:
    children = [
        *_values(template.inputs, OutlineKind.INPUT, text),
        *_values(template.outputs, OutlineKind.OUTPUT, text),
        *(_call(call, text) for call in template.calls()),
    ]
    return _entry(OutlineKind.TEMPLATE, template.node, template.name, template.type or "", children, text)


def _call(call: Invocation, text: str) -> OutlineEntry:
    kind = OutlineKind.STEP if call.kind is CallKind.STEP else OutlineKind.TASK
    children = [*_hooks(call.hooks, text), *([_template(call.inline, text)] if call.inline is not None else [])]
    return _entry(kind, call.node, call.name, callee(call), children, text)


def callee(call: Invocation | Hook) -> str:
    """What a step, task or hook says it calls, in short."""
    ref = call.template_ref
    if ref is not None:
        return f"{ref.name.text if ref.name else ''}/{ref.template.text if ref.template else ''}"
    return call.template.text if call.template is not None else ""


def _values(values: Values, kind: OutlineKind, text: str) -> Iterator[OutlineEntry]:
    for parameter in values.parameters:
        yield _entry(kind, parameter.node, parameter.name, "parameter", (), text)
    for artifact in values.artifacts:
        yield _entry(kind, artifact.node, artifact.name, "artifact", (), text)


def _hooks(hooks: Iterable[Hook], text: str) -> Iterator[OutlineEntry]:
    for hook in hooks:
        entry = _entry(OutlineKind.HOOK, hook.node, hook.event, callee(hook), (), text)
        yield entry._replace(span=_joined(entry.span, hook.event.span))


def _entry(
    kind: OutlineKind, node: Mapping, name: Scalar | None, detail: str, children: Iterable[OutlineEntry], text: str
) -> OutlineEntry:
    end = end_of(text, node)
    span = Span(node.start, max(node.start, node.end if end is None else end))
    name_span = name.span if name is not None else head(node)
    # What an alias or a merge key brings in stands elsewhere, and a tree of places must be one of the text.
    shown = name_span if span.start <= name_span.start and name_span.end <= span.end else Span(span.start, span.start)
    inner = tuple(child for child in children if span.start <= child.span.start and child.span.end <= span.end)
    return OutlineEntry(name.text if name is not None else f"({kind})", kind, detail, span, shown, inner)


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def find(snapshot: Snapshot, query: str, most: int = 200) -> tuple[Named, ...]:
    """The objects, templates, steps and tasks whose name holds the letters of a query in order, the nearest first."""
    wanted = query.lower()
    found = []
    for each in (each for path in snapshot.files for each in snapshot.named(path)):
        rank = _rank(each.name.lower(), wanted)
        if rank is not None:
            found.append((rank, len(each.name), each.name, each))
    found.sort(key=lambda each: each[:3])
    return tuple(each[3] for each in found[:most])


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if wanted in name:
        return 2
    letters = iter(name)
    return 3 if all(letter in letters for letter in wanted) else None


def named(source: SourceFile, objects: Iterable[WorkflowObject]) -> Iterator[Named]:
    """What people look for by name among the objects of a file."""
    for item in objects:
        name = item.name or item.generate_name
        if name is not None:
            yield Named(name.text, OutlineKind.OBJECT, "", source, name.span)
        for template in item.all_templates():
            if template.name is not None:
                yield Named(template.name.text, OutlineKind.TEMPLATE, item.title, source, template.name.span)
            for call in template.calls():
                if call.name is not None:
                    kind = OutlineKind.STEP if call.kind is CallKind.STEP else OutlineKind.TASK
                    yield Named(call.name.text, kind, template.title, source, call.name.span)
