"""What an editor may move to a place of its own: an inline template, or a value that becomes a parameter."""

from __future__ import annotations

import json
from itertools import chain, count
from typing import TYPE_CHECKING, Final

from argolint.diagnostic import Edit
from argolint.ide.actions import smallest
from argolint.ide.additions import Addition, put
from argolint.ide.around import around
from argolint.model.build import sequence, text
from argolint.patterns import lazy_pattern
from argolint.rules.mending import is_word
from argolint.syntax.editing import appended, block_entry
from argolint.syntax.inner import InnerText
from argolint.syntax.nodes import FOLDED, LITERAL, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from argolint.ide.snapshot import Snapshot
    from argolint.model import Invocation, Template, WorkflowObject
    from argolint.source import Span
    from argolint.syntax.nodes import Node

_TAG: Final = lazy_pattern(r"\{\{(=?)\s*([\w.-]*)")
_EVERYWHERE: Final = "workflow."
_BODIES: Final = ("container", "script", "containerSet", "initContainers", "sidecars")
_TEXTS: Final = frozenset({"image", "workingDir"})
_LISTS: Final = frozenset({"args", "command"})


def extractions(snapshot: Snapshot, path: str, offset: int) -> Iterator[Addition]:
    """What may be moved out of a place."""
    here = around(snapshot, path, offset)
    if here is None or isinstance(here.item.document.source, InnerText):
        return
    call = here.template.inline_of if here.template is not None and here.template.inline_of is not None else here.call
    if call is not None:
        yield from _inline_template(here.item, call, offset)
    if here.template is not None and here.template.inline_of is None:
        yield from _value(here.template, here.item, offset)


def _inline_template(item: WorkflowObject, call: Invocation, offset: int) -> Iterator[Addition]:
    entry, source = call.node.entries.get("inline"), item.document.source
    templates = sequence(item.spec, "templates") if item.spec is not None else None
    inline = entry.value if entry is not None and not entry.merged else None
    if (
        entry is None
        or not isinstance(inline, Mapping)
        or templates is None
        or not _may_move(inline, call, source.text)
    ):
        return
    lines = block_entry(source.text, entry.key.start)
    if lines is None or not lines.start <= offset < lines.end or source.text[inline.start] == "{":
        return
    name = _free(call.name.text if call.name is not None else "", {at.name.text for at in item.templates if at.name})
    changed = _moved(source.text, lines, entry.key.start, inline, templates, name) if is_word(name) else None
    if changed is not None:
        yield Addition(f"Extract the inline template as `{name}`", smallest(source, changed))


def _may_move(inline: Mapping, call: Invocation, text: str) -> bool:
    """Whether each tag in an inline template means the same in a template of its own: the caller fills it first."""
    for sign, name in _TAG.findall(text[inline.start : inline.end]):
        root, _, rest = name.partition(".parameters.") if ".parameters." in name else name.partition(".artifacts.")
        own = root == "inputs" and _declares(inline, rest.split(".")[0]) and not _declares(call.caller.node, rest)
        if sign or not (name.startswith(_EVERYWHERE) or own):
            return False
    return True


def _declares(template: Mapping, name: str) -> bool:
    inputs = template.get("inputs")
    declared = (sequence(inputs, kind) for kind in ("parameters", "artifacts")) if isinstance(inputs, Mapping) else ()
    items = chain.from_iterable(found.items for found in declared if found is not None)
    named = (text(item, "name") for item in items if isinstance(item, Mapping))
    return any(found is not None and found.text == name for found in named)


def _moved(text: str, lines: Span, key: int, inline: Mapping, templates: Sequence, name: str) -> str | None:
    """The text with an inline template as the last one of a list; None where its lines cannot be moved as they are."""
    end = "\r\n" if "\r\n" in text[lines.start : lines.end] else "\n"
    first, *body = text[lines.start : lines.end].splitlines()
    last = templates.items[-1]
    to = last.start - text.rfind("\n", 0, last.start) - 1
    by = to - (inline.start - text.rfind("\n", 0, inline.start) - 1)
    if first.split("#")[0].strip() != "inline:" or any(line[: -by or 0].strip() for line in body if by < 0):
        return None
    shifted = [" " * by + line if by >= 0 else line[-by:] for line in body]
    place = appended(
        text, templates, [end.join([f"name: {name}", *(line if line.strip() else "" for line in shifted)])]
    )
    if place is None or text[templates.start] == "[":
        return None
    at, added = place[0].start, place[1]
    call = f"{text[lines.start : key]}template: {name}"
    rest = text[lines.end : at] if at > lines.end else ""
    return text[: lines.start] + call + (end + rest if rest else "") + added + text[at:]


def _value(template: Template, item: WorkflowObject, offset: int) -> Iterator[Addition]:
    source = item.document.source
    found = next(
        (at for body in _BODIES for at in _texts(template.node.get(body), body) if _is_at(at[1], offset)), None
    )
    if found is None:
        return
    wanted, scalar = found
    name = _free(wanted, {at.name.text for at in template.inputs.parameters if at.name})
    old = source.text[scalar.start : scalar.end] if scalar.style else json.dumps(scalar.text, ensure_ascii=False)
    declared = put(source, template.node, ("inputs", "parameters"), [f"{{name: {name}, value: {old}}}"])
    if declared:
        edits = (*declared, Edit(source, scalar.span, f'"{{{{inputs.parameters.{name}}}}}"'))
        yield Addition(f"Move this value into the parameter `{name}`", edits)


def _texts(node: Node | None, key: str) -> Iterator[tuple[str, Scalar]]:
    """The values of containers that are texts in one line without tags, each with a name that it may have."""
    if isinstance(node, Sequence):
        for at in node.items:
            if key not in _LISTS:
                yield from _texts(at, key)
            elif isinstance(at, Scalar):
                yield "value", at
    elif isinstance(node, Mapping):
        for name, entry in node.entries.items():
            if isinstance(entry.value, Scalar) and name in _TEXTS:
                yield name.lower(), entry.value
            elif isinstance(entry.value, Scalar) and name == "value" and key == "env":
                variable = text(node, "name")
                yield (variable.text.lower().replace("_", "-") if variable is not None else name), entry.value
            elif not entry.merged:
                yield from _texts(entry.value, name)


def _is_at(scalar: Scalar, offset: int) -> bool:
    plain = scalar.style not in (LITERAL, FOLDED) and "\n" not in scalar.text and "{{" not in scalar.text
    return plain and bool(scalar.text) and scalar.start <= offset <= scalar.end


def _free(name: str, taken: Container[str]) -> str:
    """The name, or that with the first number behind it that is free."""
    return next(at for at in chain([name], (f"{name}-{number}" for number in count(2))) if at not in taken)
