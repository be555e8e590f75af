"""The containers of a template's pod once its patches are merged in: first the workflow's, then the template's own.

Lists merge as Kubernetes merges them: containers by name, the amounts of resources by resource. `$patch: delete` takes
a container away, `$patch: replace` leaves nothing of what was there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.patches import FIELD, read_patch, work_patches
from argolint.kubernetes.containers import Container, Role, containers_of
from argolint.model import Template
from argolint.model.build import mapping, mappings, text
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.patches import Patch
    from argolint.model import WorkflowObject
    from argolint.source import SourceFile, Span
    from argolint.syntax.nodes import Mapping

LISTS = ("containers", "initContainers")
_MAIN = "main"
_UNNAMED = frozenset({Role.MAIN, Role.SCRIPT})
_DIRECTIVE = "$patch"
_DELETE = "delete"


class Value(NamedTuple):
    """A text of the merged pod, and the patch that it stands in; None where the template says it."""

    node: Scalar
    patch: Patch | None

    @property
    def is_hidden(self) -> bool:
        """Whether a tag in a patch gives anything of it."""
        return self.patch is not None and self.patch.hides(self.node.span)

    def place(self, source: SourceFile) -> Span:
        """Where it stands in the file."""
        return self.node.span if self.patch is None else self.patch.place(source, self.node.span)


class PatchedContainer(NamedTuple):
    """A container that patches change or add: what the template says of it, then what each patch does."""

    name: str
    written: Container | None
    changes: tuple[tuple[Patch, Mapping], ...]

    def amounts(self, kind: str) -> dict[str, Value]:
        """Its `limits` or `requests` by resource; what is no text is left out."""
        own = self.written.merged("resources", kind) if self.written is not None else {}
        found = {name: Value(entry.value, None) for name, entry in own.items() if isinstance(entry.value, Scalar)}
        for patch, node in self.changes:
            resources = mapping(node, "resources")
            listed = mapping(resources, kind) if resources is not None else None
            for name, entry in listed.entries.items() if listed is not None else ():
                if isinstance(entry.value, Scalar):
                    found[name] = Value(entry.value, patch)
        return found

    def added_mounts(self) -> Iterator[Value]:
        """The names of the volumes that patches mount into it."""
        for patch, node in self.changes:
            for mount in mappings(node, "volumeMounts"):
                name = text(mount, "name")
                if name is not None and _DIRECTIVE not in mount.entries:
                    yield Value(name, patch)


def patched_templates(subject: WorkflowObject | Template) -> Iterator[Template]:
    """The templates to look at with their patches when a rule is shown an object or a template.

    Those that an object's own patch reaches belong to the object, so that each is looked at once.
    """
    if isinstance(subject, Template):
        if FIELD in subject.node.entries and not any(work_patches(subject.owner)):
            yield subject
    elif any(work_patches(subject)):
        yield from (template for template in subject.all_templates() if template.is_pod)


def patches_for(template: Template) -> tuple[Patch, ...] | None:
    """The patches of a template's pod in the order in which they are merged; None where one cannot be read."""
    spec = template.owner.spec
    defaults = mapping(spec, "templateDefaults") if spec is not None else None
    own = template.node if FIELD in template.node.entries else defaults
    found = [text(holder, FIELD) for holder in (spec, own) if holder is not None and FIELD in holder.entries]
    patches = tuple(read_patch(scalar) for scalar in found if scalar is not None)
    return None if any(patch.root is None for patch in patches) else patches


def patched_containers(template: Template) -> list[PatchedContainer]:
    """The containers that the patches of a template change or add; those that no patch names are left out."""
    written = {name: container for container in containers_of(template) if (name := _name(container)) is not None}
    changes: dict[str, list[tuple[Patch, Mapping]]] = {}
    gone: set[str] = set()
    for patch in patches_for(template) or ():
        for node, name in _named(patch):
            directive = text(node, _DIRECTIVE)
            if directive is not None:
                changes.pop(name, None)
                gone.add(name)
            if directive is None or directive.text != _DELETE:
                changes.setdefault(name, []).append((patch, node))
    return [
        PatchedContainer(name, None if name in gone else written.get(name), tuple(made))
        for name, made in changes.items()
    ]


def _name(container: Container) -> str | None:
    if container.role in _UNNAMED:
        return _MAIN
    return container.name.text if container.name is not None and container.role is not Role.SET else None


def _named(patch: Patch) -> Iterator[tuple[Mapping, str]]:
    assert patch.root is not None
    for field in LISTS:
        for node in mappings(patch.root, field):
            name = text(node, "name")
            if name is not None and not patch.hides(name.span):
                yield node, name.text
