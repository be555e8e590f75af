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
from argolint.scripts.programs import programs
from argolint.syntax.editing import appended, block_entry, is_named
from argolint.syntax.inner import InnerText
from argolint.syntax.nodes import FOLDED, LITERAL, PLAIN, Mapping, Scalar, Sequence
from argolint.syntax.scalars import ScalarKind, plain_kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from argolint.ide.snapshot import Snapshot
    from argolint.model import Invocation, Template, WorkflowObject
    from argolint.source import Span
    from argolint.syntax.nodes import Node

_TAG: Final = lazy_pattern(r"\{\{(=?)\s*([\w.-]*)")
_EVERYWHERE: Final = "workflow."
_LINE_END: Final = lazy_pattern(r"\r?\n")
_FIRST_LINE: Final = lazy_pattern(r"\s*inline:(?P<comment>\s+#.*)?\s*")
_BODIES: Final = ("container", "script", "containerSet", "initContainers", "sidecars", "suspend")
_TEXTS: Final = frozenset({"image", "workingDir", "duration"})
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
        or "name" in inline.entries
        or not (_stands_alone(source.text, inline) and _may_move(inline, call, source.text))
    ):
        return
    lines = block_entry(source.text, entry.key.start)
    if lines is None or not lines.start <= offset < lines.end or source.text[inline.start] == "{":
        return
    name = _free(call.name.text if call.name is not None else "", {at.name.text for at in item.templates if at.name})
    changed = _moved(source.text, lines, entry.key.start, inline, templates, name) if is_word(name) else None
    if changed is not None:
        yield Addition(f"Extract the inline template as `{name}`", smallest(source, changed))


def _stands_alone(text: str, node: Node) -> bool:
    """Whether no alias leads out of a node, and none may lead into it."""
    if is_named(text, node):
        return False
    if isinstance(node, Mapping):
        return all(not at.merged and _is_below(at.key, at.value, text) for at in node.entries.values())
    return not isinstance(node, Sequence) or all(_is_below(node, item, text) for item in node.items)


def _is_below(above: Node, node: Node, text: str) -> bool:
    return above.start <= node.start and _stands_alone(text, node)


def _may_move(inline: Mapping, call: Invocation, text: str) -> bool:
    """Whether each tag in an inline template means the same in a template of its own: callers fill it first."""
    callers = [template.node for template in _around(call)]
    for sign, name in _TAG.findall(text[inline.start : inline.end]):
        parts = name.split(".")
        own = len(parts) > 2 and parts[0] == "inputs" and _declares(inline, parts[2])
        if sign or not (name.startswith(_EVERYWHERE) or (own and not any(_declares(at, parts[2]) for at in callers))):
            return False
    return True


def _around(call: Invocation) -> Iterator[Template]:
    """The templates around a call: more than one where these are inline as well."""
    yield call.caller
    if call.caller.inline_of is not None:
        yield from _around(call.caller.inline_of)


def _declares(template: Mapping, name: str) -> bool:
    inputs = template.get("inputs")
    declared = (sequence(inputs, kind) for kind in ("parameters", "artifacts")) if isinstance(inputs, Mapping) else ()
    items = chain.from_iterable(found.items for found in declared if found is not None)
    named = (text(item, "name") for item in items if isinstance(item, Mapping))
    return any(found is not None and found.text == name for found in named)


def _moved(text: str, lines: Span, key: int, inline: Mapping, templates: Sequence, name: str) -> str | None:
    """The text with an inline template as the last one of a list; None where its lines cannot be moved as they are."""
    end = "\r\n" if "\r\n" in text[lines.start : lines.end] else "\n"
    head, *body = _LINE_END.split(text[lines.start : lines.end].removesuffix("\n").removesuffix("\r"))
    first = _FIRST_LINE.fullmatch(head)
    by = _column(text, templates.items[-1].start) - _column(text, inline.start)
    if first is None or text[templates.start] == "[" or any(line[: max(0, -by)].strip() for line in body):
        return None
    shifted = [" " * by + line if by >= 0 and line else line[max(0, -by) :] for line in body]
    place = appended(text, templates, [end.join([f"name: {name}", *shifted])])
    if place is None:
        return None
    at, added = place[0].start, place[1]
    call = f"{text[lines.start : key]}template: {name}{first['comment'] or ''}"
    rest = text[lines.end : at] if at > lines.end else ""
    return text[: lines.start] + call + (end + rest if rest else "") + added + text[at:]


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset) - 1


def _value(template: Template, item: WorkflowObject, offset: int) -> Iterator[Addition]:
    source = item.document.source
    found = next(
        (at for body in _BODIES for at in _texts(source.text, template.node.get(body), body) if _is_at(at[1], offset)),
        None,
    )
    if found is None or is_named(source.text, template.node):
        return
    wanted, scalar = found
    if any(word is scalar for word in _program_words(template)):
        return
    name = _free(wanted, {at.name.text for at in template.inputs.parameters if at.name})
    old = source.text[scalar.start : scalar.end]
    if not scalar.style or "\n" in old:
        old = json.dumps(scalar.text, ensure_ascii=False)
    declared = put(source, template.node, ("inputs", "parameters"), [f"{{name: {name}, value: {old}}}"])
    if declared:
        edits = (*declared, Edit(source, scalar.span, f'"{{{{inputs.parameters.{name}}}}}"'))
        yield Addition(f"Move this value into the parameter `{name}`", edits)


def _program_words(template: Template) -> Iterator[Node]:
    """The words of command lines up to the programs in them, which nothing could read any more as parameters."""
    for program in programs(template):
        listed = (program.container.get(key) for key in ("command", "args"))
        for word in chain.from_iterable(at.items for at in listed if isinstance(at, Sequence)):
            yield word
            if word is program.text:
                break


def _texts(source: str, node: Node | None, key: str) -> Iterator[tuple[str, Scalar]]:
    """The values that are texts and that no alias repeats, each with a name that it may have."""
    if node is None or is_named(source, node):
        return
    if isinstance(node, Sequence):
        for at in node.items:
            if key not in _LISTS:
                yield from _texts(source, at, key)
            elif isinstance(at, Scalar) and not is_named(source, at):
                yield "value", at
    elif isinstance(node, Mapping):
        for name, entry in node.entries.items():
            wanted = _wanted(node, key, name)
            if not isinstance(entry.value, Scalar) and not entry.merged:
                yield from _texts(source, entry.value, name)
            elif isinstance(entry.value, Scalar) and wanted is not None and not is_named(source, entry.value):
                yield wanted, entry.value


def _wanted(node: Mapping, above: str, key: str) -> str | None:
    """What a parameter with the value of a key may be called; None where the value is no text that may be a tag."""
    if key in _TEXTS:
        return key.lower()
    if key != "value" or above != "env":
        return None
    variable = text(node, "name")
    name = variable.text.lower().replace("_", "-").replace(".", "-") if variable is not None else ""
    return name if is_word(name) else key


def _is_at(scalar: Scalar, offset: int) -> bool:
    """Whether an offset is in a text of one line, without tags."""
    return (
        scalar.start <= offset <= scalar.end
        and scalar.style not in (LITERAL, FOLDED)
        and (scalar.style != PLAIN or plain_kind(scalar.text) is ScalarKind.STRING)
        and scalar.tag is None
        and bool(scalar.text)
        and "\n" not in scalar.text
        and "{{" not in scalar.text
    )


def _free(name: str, taken: Container[str]) -> str:
    """The name, or that with the first number behind it that is free."""
    return next(at for at in chain([name], (f"{name}-{number}" for number in count(2))) if at not in taken)
