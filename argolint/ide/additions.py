"""What an editor may write for somebody: missing arguments, inputs that are read, `depends` for `dependencies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Edit
from argolint.flow.supply import unsupplied
from argolint.ide.around import around
from argolint.model import Parameter
from argolint.names import Resolved
from argolint.patterns import lazy_pattern
from argolint.rules.mending import is_word
from argolint.source import Span
from argolint.syntax.editing import added, appended, end_of
from argolint.syntax.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.diagnostic import Diagnostic
    from argolint.ide.snapshot import Snapshot
    from argolint.model import Invocation, Template
    from argolint.source import SourceFile

_INPUT = lazy_pattern(r"\{\{\s*inputs\.parameters\.([\w-]+)\s*\}\}")


class Addition(NamedTuple):
    """Something that may be written, and the finding that it answers, if it answers any."""

    title: str
    edits: tuple[Edit, ...]
    finding: Diagnostic | None = None


def additions(snapshot: Snapshot, path: str, offset: int, findings: list[Diagnostic]) -> Iterator[Addition]:
    """What may be written at a place with these findings."""
    for found in findings:
        here = around(snapshot, path, found.span.start)
        if here is None or here.template is None or here.item.document.source.text != found.source.text:
            continue  # it stands in a text within the file
        if found.rule == "missing-argument" and here.call is not None:
            yield from _arguments(snapshot, here.call, found)
        elif found.rule == "unknown-variable":
            yield from _input(here.template, found)
    here = around(snapshot, path, offset)
    if here is not None and here.call is not None and here.call.dependencies:
        yield from _depends(here.item.document.source, here.call, offset)


def _arguments(snapshot: Snapshot, call: Invocation, found: Diagnostic) -> Iterator[Addition]:
    """The argument that a finding misses, and all that are missing where there are several."""
    target = snapshot.flows.of(call.caller.owner).target(call)
    if not isinstance(target, Resolved):
        return
    given = unsupplied(target.target, call.arguments, lambda name: name.text)
    names = [at.name for at in given if at.argument is None and isinstance(at.declared, Parameter) and is_word(at.name)]
    for name in names:
        if f"`{name}`" in found.message:
            edits = put(found.source, call.node, ("arguments", "parameters"), [f'{{name: {name}, value: ""}}'])
            if edits:
                yield Addition(f"Add the missing argument `{name}`", edits, found)
    if len(names) > 1:
        items = [f'{{name: {name}, value: ""}}' for name in names]
        edits = put(found.source, call.node, ("arguments", "parameters"), items)
        if edits:
            yield Addition("Add all missing arguments", edits, found)


def _input(template: Template, found: Diagnostic) -> Iterator[Addition]:
    """The declaration of a parameter that a tag reads."""
    start = found.source.text.rfind("{{", 0, found.span.end)
    match = _INPUT.match(found.source.text, start) if start >= 0 else None
    if match is None or not is_word(match[1]) or template.inputs.parameter(match[1]) is not None:
        return
    edits = put(found.source, template.node, ("inputs", "parameters"), [f"{{name: {match[1]}}}"])
    if edits:
        yield Addition(f"Declare the input parameter `{match[1]}`", edits, found)


def _depends(source: SourceFile, call: Invocation, offset: int) -> Iterator[Addition]:
    """`depends` in all tasks of a DAG, whose tasks all have the same of the two."""
    entry = call.node.entries.get("dependencies")
    if entry is None or not entry.key.start <= offset <= max(entry.key.end, entry.value.end):
        return
    edits = []
    for task in call.caller.calls():
        entry = task.node.entries.get("dependencies")
        if entry is None:
            continue
        end = end_of(source.text, entry.value)
        names = [name.text for name in task.dependencies]
        if entry.merged or end is None or not names or not all(map(is_word, names)) or task.continue_on is not None:
            return
        edits.append(Edit(source, Span(entry.key.start, end), f"depends: {' && '.join(names)}"))
    yield Addition("Write `depends` instead of `dependencies`", tuple(edits))


def put(source: SourceFile, owner: Mapping, keys: tuple[str, ...], items: list[str]) -> tuple[Edit, ...]:
    """The edit that adds items to the list under some keys, which are written where they are missing."""
    node: Mapping = owner
    for depth, key in enumerate(keys):
        entry = node.entries.get(key)
        if entry is None:
            text = f"[{', '.join(items)}]"
            for inner in reversed(keys[depth + 1 :]):
                text = f"{{{inner}: {text}}}"
            return _edit(source, added(source.text, node, f"{key}: {text}"))
        if entry.merged:
            return ()
        if isinstance(entry.value, Sequence):
            return _edit(source, appended(source.text, entry.value, items))
        if not isinstance(entry.value, Mapping):
            return ()
        node = entry.value
    return ()


def _edit(source: SourceFile, change: tuple[Span, str] | None) -> tuple[Edit, ...]:
    return (Edit(source, *change),) if change is not None else ()
