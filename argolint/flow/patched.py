"""The pods of templates once the patches of their workflow and of their own are merged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.flow.known import known_text
from argolint.flow.merging import DIRECTIVE, MERGE_KEYS, merged
from argolint.flow.patches import FIELD, Patch, filled_patch
from argolint.kubernetes.containers import Role, containers_of
from argolint.kubernetes.volumes import template_mounts
from argolint.model import Template
from argolint.model.build import mapping, mappings, text, value
from argolint.syntax.nodes import PLAIN, Entry, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.kubernetes.containers import Container
    from argolint.model import WorkflowObject
    from argolint.source import SourceFile, Span
    from argolint.syntax.nodes import Node

_INITS, _CONTAINERS = "initContainers", "containers"
_INIT, _MAIN = "init", "main"
_WAITING: Final = ("wait", "supervisor")
_NAMED: Final = (Role.MEMBER, Role.SIDECAR, Role.INIT)
_RUN_BY_ARGO: Final = ("resource", "data")
_ALWAYS_THERE: Final = ("env", "volumeMounts")
_BY_VALUE: Final = "$deleteFromPrimitiveList"


class Place(NamedTuple):
    """Where a part of a pod is written."""

    span: Span
    source: SourceFile


class PatchedPod(NamedTuple):
    """A pod's spec after its patches; each part of it is a node of the manifest or of one of the patches."""

    template: Template
    flow: ObjectFlow
    spec: Mapping
    holders: dict[int, Patch]
    """The patch that each node from a patch stands in, by the node's identity."""
    sources: dict[int, SourceFile]
    """The file that each patch stands in, by the identity of its scalar, in the order in which Argo applies them."""
    told: frozenset[int]
    """The identities of the scalars with the patches that the subject itself holds."""

    def patch_of(self, node: Node) -> Patch | None:
        """The patch that a part comes from."""
        return self.holders.get(id(node))

    def is_told(self, *nodes: Node) -> bool:
        """Whether the last patch that any of these parts comes from is the subject's, so that it is told there."""
        last = self.holders.get(id(self.last(*nodes)))
        return last is not None and id(last.scalar) in self.told

    def last(self, *nodes: Node) -> Node:
        """The part that the latest patch brings; the last one of equals."""
        order = list(self.sources)
        return max(reversed(nodes), key=lambda node: order.index(id(at.scalar)) if (at := self.patch_of(node)) else -1)

    def place(self, node: Node) -> Place:
        """Where a part is written."""
        patch = self.holders.get(id(node))
        if patch is None:
            return Place(node.span, self.template.owner.document.source)
        source = self.sources[id(patch.scalar)]
        return Place(patch.place(source, node.span), source)

    def text(self, scalar: Scalar | None) -> str | None:
        """What a text of it surely comes to; None where a tag leaves it open."""
        if scalar is None:
            return None
        patch = self.holders.get(id(scalar))
        if patch is None:
            return known_text(scalar, self.template, self.flow)
        return None if patch.hides(scalar.span) else scalar.text

    def containers(self) -> Iterator[Mapping]:
        """The containers, Argo's own among them with no more than their names."""
        for field in (_INITS, _CONTAINERS):
            yield from mappings(self.spec, field)


def patched_pods(subject: WorkflowObject | Template, flow: ObjectFlow) -> Iterator[PatchedPod]:
    """The pods that a template's own patch changes, or those that the patches of an object do."""
    if isinstance(subject, Template):
        yield from _pods([subject], flow, _own(subject))
        return
    own = [patch for patch in (_held(subject.spec), _default(subject)) if patch is not None]
    if own:
        referenced = flow.referenced_object
        templates = [*subject.all_templates(), *(referenced.all_templates() if referenced is not None else ())]
        yield from _pods(templates, flow, own)


def _own(template: Template) -> list[Scalar]:
    own = _held(template.node)
    return [own] if own is not None else []


def _pods(templates: Iterable[Template], flow: ObjectFlow, told: list[Scalar]) -> Iterator[PatchedPod]:
    wanted = frozenset(map(id, told))
    if flow.item.workflow_template_ref is not None and flow.referenced_object is None:
        return  # it may bring patches of its own
    for template in templates if told else ():
        if not template.is_pod:
            continue
        scalars = applied_patches(template, flow)
        if any(id(scalar) in wanted for scalar, _ in scalars):
            pod = _pod(template, flow, scalars, wanted)
            if pod is not None:
                yield pod


def applied_patches(template: Template, flow: ObjectFlow) -> list[tuple[Scalar, SourceFile]]:
    """The patches of a template's pods in the order in which Argo applies them."""
    runner, referenced = flow.item, flow.referenced_object
    general = _held(runner.spec)
    if general is None and referenced is not None:
        runner, general = referenced, _held(referenced.spec)
    holder = template.owner
    special = _held(template.node)
    for owner in (flow.item, holder) if special is None else ():
        special = _default(owner)
        if special is not None:
            holder = owner
            break
    found = ((general, runner), (special, holder))
    return [(scalar, owner.document.source) for scalar, owner in found if scalar is not None]


def _held(holder: Mapping | None) -> Scalar | None:
    return text(holder, FIELD) if holder is not None and FIELD in holder.entries else None


def _default(item: WorkflowObject) -> Scalar | None:
    return _held(mapping(item.spec, "templateDefaults")) if item.spec is not None else None


def _pod(
    template: Template, flow: ObjectFlow, scalars: list[tuple[Scalar, SourceFile]], told: frozenset[int]
) -> PatchedPod | None:
    """The pod of a template, or None where a tag leaves open what a patch changes."""
    inner = flow.flows.of(template.owner)
    spec = _unpatched(template, inner)
    holders: dict[int, Patch] = {}
    for scalar, _ in scalars:
        patch = filled_patch(scalar, template, flow)
        if spec is None or patch.root is None or _leaves_open(patch.root, patch):
            return None
        _claim(patch.root, patch, holders)
        spec = merged(spec, patch.root)
    sources = {id(scalar): source for scalar, source in scalars}
    return PatchedPod(template, inner, spec, holders, sources, told) if spec is not None else None


def _leaves_open(node: Node, patch: Patch) -> bool:
    """Whether it cannot be told which fields or items a patch changes."""
    if isinstance(node, Scalar):
        return False
    if isinstance(node, Sequence):
        return any(_leaves_open(item, patch) for item in node.items)
    for name, entry in node.entries.items():
        if patch.hides(entry.key.span) or name.startswith(_BY_VALUE):
            return True
        if name.startswith(DIRECTIVE) and patch.hides(entry.value.span):
            return True
        key = MERGE_KEYS.get(name)
        if key is not None and isinstance(entry.value, Sequence):
            for item in entry.value.items:
                named = value(item, key) if isinstance(item, Mapping) else None
                has_order = isinstance(item, Mapping) and any(at.startswith(DIRECTIVE) for at in item.entries)
                if (named is None and not has_order) or (named is not None and patch.hides(named.span)):
                    return True
        if _leaves_open(entry.value, patch):
            return True
    return False


def _claim(node: Node, patch: Patch, holders: dict[int, Patch]) -> None:
    holders[id(node)] = patch
    if isinstance(node, Mapping):
        for entry in node.entries.values():
            holders[id(entry.key)] = patch
            _claim(entry.value, patch, holders)
    elif isinstance(node, Sequence):
        for item in node.items:
            _claim(item, patch, holders)


def _unpatched(template: Template, flow: ObjectFlow) -> Mapping | None:
    """What Argo makes of a template before its patches, or None where a name is not known."""
    lists: dict[str, list[Node]] = {
        _INITS: [_stub(_INIT, _ALWAYS_THERE)],
        _CONTAINERS: [_stub(name, _ALWAYS_THERE) for name in _WAITING],
    }
    if template.type in _RUN_BY_ARGO:
        lists[_CONTAINERS].append(_stub(_MAIN, _ALWAYS_THERE))
    for container in containers_of(template):
        if container.role is not Role.SET:
            name = _name(container, template, flow)
            if name is None:
                return None
            lists[_INITS if container.role is Role.INIT else _CONTAINERS].append(_container(container, name))
    volumes = _volumes(template, flow)
    return _map((*((field, _list(nodes)) for field, nodes in lists.items()), ("volumes", _list(volumes))))


def _name(container: Container, template: Template, flow: ObjectFlow) -> str | None:
    if container.role not in _NAMED:
        return _MAIN
    return known_text(container.name, template, flow) if container.name is not None else None


def _volumes(template: Template, flow: ObjectFlow) -> list[Node]:
    """The volumes that a pod has: all of its template, and those of the workflow that its containers mount."""
    mounted = {at.volume.text for at in template_mounts(template)}
    spec = template.owner.spec
    defaults = mapping(spec, "templateDefaults") if spec is not None else None
    holders = (template.node, *((defaults,) if defaults is not None else ()))
    found: dict[str, Node] = {name.text: volume for volume, name in _named_volumes(*reversed(holders))}
    referenced = flow.referenced_object
    specs = [item.spec for item in (flow.item, referenced) if item is not None and item.spec is not None]
    for volume, name in _named_volumes(*specs):
        if name.text in mounted:
            found.setdefault(name.text, volume)
    return [*found.values(), *(_stub(name) for name in sorted(mounted - found.keys()))]


def _named_volumes(*holders: Mapping) -> Iterator[tuple[Mapping, Scalar]]:
    for holder in holders:
        for volume in mappings(holder, "volumes") if "volumes" in holder.entries else ():
            name = text(volume, "name")
            if name is not None:
                yield volume, name


def _container(container: Container, name: str) -> Mapping:
    """A container with its defaults, and the lists that Argo always gives it."""
    node = container.node
    defaults = container.defaults
    if defaults is not None:
        node = merged(defaults, node)
    entries = {field: Entry(_word(field), _list([])) for field in _ALWAYS_THERE}
    return Mapping(node.start, node.end, {**entries, **node.entries, "name": Entry(_word("name"), _word(name))})


def _stub(name: str, lists: tuple[str, ...] = ()) -> Mapping:
    """What is known by its name alone."""
    return _map([("name", _word(name)), *((field, _list([])) for field in lists)])


def _map(entries: Iterable[tuple[str, Node]]) -> Mapping:
    return Mapping(0, 0, {name: Entry(_word(name), node) for name, node in entries})


def _list(items: list[Node]) -> Sequence:
    return Sequence(0, 0, items)


def _word(text: str) -> Scalar:
    return Scalar(0, 0, text, PLAIN, None)
