"""Every tag that Argo looks into, with the scope it is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import CLOSE, OPEN, Tag, fill, scan
from argolint.flow.scopes import CHECKED_ROOTS, Fault, Place, Scope, fault
from argolint.model import CallKind
from argolint.model.build import mapping
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Template
    from argolint.syntax.nodes import Node


# Argo searches for `}}` in the JSON form, where the braces that end nested objects count. What stands after the
# last object there has none behind it. The order is that of the JSON fields; True marks those that hold objects.
_STEP_TAIL = {
    "withParam": False,
    "withSequence": True,
    "when": False,
    "continueOn": True,
    "onExit": False,
    "hooks": True,
}
_TASK_TAIL = {**_STEP_TAIL, "depends": False}
_TASK_TAIL["hooks"] = _TASK_TAIL.pop("hooks")
_TEMPLATE_TAIL = {
    "schedulerName": False, "priorityClassName": False, "serviceAccountName": False, "hostAliases": True,
    "securityContext": True, "podSpecPatch": False, "metrics": True, "synchronization": True, "memoize": True,
    "timeout": False, "annotations": True,
}  # fmt: skip


_STRICT_SINCE = (3, 7)
"""Since then Argo refuses expressions that cannot be read, and this one takes the quotes of its text along."""


def _ends_open(scalar: Scalar, parent: Mapping, tail: dict[str, bool]) -> bool:
    fields = list(tail)
    at = next((index for index, name in enumerate(fields) if parent.get(name) is scalar), None)
    return at is not None and not any(tail[name] and name in parent.entries for name in fields[at + 1 :])


class Read(NamedTuple):
    """A plain tag at a place; `name` is what Argo looks up once known values are put in."""

    scalar: Scalar
    tag: Tag
    name: str
    scope: Scope

    @property
    def checked(self) -> bool:
        """Whether Argo looks into it at all."""
        return self.name.startswith(CHECKED_ROOTS)

    def fault(self) -> Fault | None:
        """Why it means nothing here, or None."""
        return fault(self.name, self.scope) if self.checked else None


class Unclosed(NamedTuple):
    """An opening `{{` that its own scalar never closes; `at` is an offset in the scalar's text."""

    scalar: Scalar
    at: int
    scope: Scope

    @property
    def refused(self) -> bool:
        """Whether Argo says no: it takes what follows for a variable, or finds no closing in all that is left."""
        inner = self.scalar.text[self.at + len(OPEN) :]
        if inner.lstrip(" ").startswith(CHECKED_ROOTS):
            return True
        if inner.startswith("=") and self.scope.flow.version >= _STRICT_SINCE:
            return True
        call = self.scope.call
        if call is not None:
            return _ends_open(self.scalar, call.node, _STEP_TAIL if call.kind is CallKind.STEP else _TASK_TAIL)
        return self.scope.place is Place.LEAF and _ends_open(self.scalar, self.scope.template.node, _TEMPLATE_TAIL)


def template_reads(template: Template, flow: ObjectFlow) -> Iterator[Read | Unclosed]:
    """The tags of a template itself: of a leaf all of its texts, of steps and dag only outputs and target."""
    if template.calls_others:
        yield from _inner_reads(template, flow)
    elif flow.order.full(template):
        for read in _leaf_reads(template, Scope(flow, template, Place.LEAF)):
            if not (isinstance(read, Read) and _known_outside(read, template, flow)):
                yield read


def _inner_reads(template: Template, flow: ObjectFlow) -> Iterator[Read | Unclosed]:
    if template.outputs.node is not None:
        yield from _reads(template.outputs.node, Scope(flow, template, Place.OUTPUTS))
    target = template.body.get("target") if isinstance(template.body, Mapping) else None
    if target is not None:
        yield from _reads(target, Scope(flow, template, Place.TARGET))


def _leaf_reads(template: Template, scope: Scope) -> Iterator[Read | Unclosed]:
    for name, entry in template.node.entries.items():
        if name != "inputs":
            yield from _reads(entry.value, scope)
    for given in scope.flow.own_inputs(template):
        yield from _reads(given, scope)
    metadata = _pod_metadata(scope.flow)
    if metadata is not None and template.inline_of is None:
        yield from _reads(metadata, scope)


def _pod_metadata(flow: ObjectFlow) -> Mapping | None:
    """`spec.podMetadata`, which Argo merges into every leaf template since 3.7."""
    spec = flow.item.spec
    return mapping(spec, "podMetadata") if spec is not None and flow.version >= (3, 7) else None


def _known_outside(read: Read, template: Template, flow: ObjectFlow) -> bool:
    """Whether the step or task around an inline template fills a tag before the template is looked at."""
    outer = template.inline_of
    while outer is not None:
        if flow.lookup(outer.caller)(read.name) is not None:
            return True
        outer = outer.caller.inline_of
    return False


def call_reads(call: Invocation, flow: ObjectFlow) -> Iterator[Read | Unclosed]:
    """The tags of a step or task: all of its texts, those of its inline template too."""
    scope = Scope(flow, call.caller, Place.CALL, call)
    in_hooks = Scope(flow, call.caller, Place.CALL, call, hook=True)
    for name, entry in call.node.entries.items():
        yield from _reads(entry.value, in_hooks if name == "hooks" else scope)


def plain_tags(node: Node) -> Iterator[tuple[Scalar, Tag]]:
    """Every plain tag below a node, wherever it is filled in."""
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, Scalar):
            if OPEN in at.text:
                yield from ((at, tag) for tag in scan(at.text)[0] if not tag.is_expression)
        else:
            stack.extend((entry.value for entry in at.entries.values()) if isinstance(at, Mapping) else at.items)


def _reads(node: Node, scope: Scope) -> Iterator[Read | Unclosed]:
    """Depth first; a list serves as stack, because this visits every text of every template."""
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, Scalar):
            if OPEN in at.text:
                yield from _scalar_reads(at, scope)
        elif isinstance(at, Mapping):
            for entry in at.entries.values():
                if OPEN in entry.key.text:
                    yield from _scalar_reads(entry.key, scope)
                stack.append(entry.value)
        else:
            stack.extend(_seen(at.items))


def _seen(items: list[Node]) -> Iterator[Node]:
    """The items of a list without what an unclosed tag swallows: all up to the next text that closes it."""
    swallowing = False
    for item in items:
        if not isinstance(item, Scalar):
            swallowing = False
        elif swallowing:
            swallowing = CLOSE not in item.text
            continue
        else:
            swallowing = item.text.rfind(OPEN) > item.text.rfind(CLOSE)
        yield item


def _scalar_reads(scalar: Scalar, scope: Scope) -> Iterator[Read | Unclosed]:
    tags, unclosed = scan(scalar.text)
    for tag in tags:
        if not tag.is_expression:
            yield from _tag_reads(scalar, tag, scope)
    if unclosed is not None:
        yield Unclosed(scalar, unclosed, scope)


def _tag_reads(scalar: Scalar, tag: Tag, scope: Scope) -> Iterator[Read]:
    """A tag as it stands, or, where a tag is built from another, the tag that comes out; then what its value reads."""
    nested = OPEN in tag.inner
    if not nested:
        yield Read(scalar, tag, tag.name, scope)
    look_up = scope.flow.lookup(scope.template)
    filled = fill(OPEN + tag.inner + CLOSE + (CLOSE if nested else ""), look_up)
    if OPEN in filled and filled != scalar.text[tag.start : tag.end]:
        for inner in scan(filled)[0]:
            if not inner.is_expression:
                yield Read(scalar, tag, inner.name, scope)
