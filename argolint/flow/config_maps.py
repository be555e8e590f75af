"""The config maps of the checked files that a workflow reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.known import known_text
from argolint.flow.locks import locks_of
from argolint.model import Invocation, Template
from argolint.model.build import mapping, mappings, scalar, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.locks import Lock
    from argolint.kubernetes.containers import Container
    from argolint.model import Companion, Values, WorkflowObject
    from argolint.names import Workspace
    from argolint.syntax.nodes import Mapping, Scalar

KIND = "ConfigMap"
TYPE_LABEL = "workflows.argoproj.io/configmap-type"


class Use(NamedTuple):
    """What takes its value from a config map, which the checked files hold; with a default it can do without."""

    reference: Mapping
    name: Scalar
    key: Scalar | None
    has_default: bool
    found: Companion


def has_config_maps(workspace: Workspace) -> bool:
    """Whether the checked files hold any; most do not, and then nothing has to be looked up."""
    return bool(workspace.companions(KIND))


def find_config_map(name: Scalar, template: Template | None, flow: ObjectFlow) -> Companion | None:
    """The one config map of that name which may lie in the object's namespace."""
    known = known_text(name, template, flow)
    namespace = flow.item.namespace
    fitting = [
        item
        for item in flow.flows.workspace.companions(KIND)
        if item.name is not None
        and item.name.text == known
        and (item.namespace == namespace or not item.namespace or not namespace)
    ]
    return fitting[0] if len(fitting) == 1 else None


def cache_name(template: Template) -> Scalar | None:
    """The name of the config map in which a template keeps its results."""
    memoize = mapping(template.node, "memoize") if "memoize" in template.node.entries else None
    cache = mapping(memoize, "cache") if memoize is not None else None
    reference = mapping(cache, "configMap") if cache is not None else None
    return text(reference, "name") if reference is not None else None


def config_map_type(item: Companion) -> str:
    """What a config map says that it is for; the empty text when it says nothing."""
    metadata = mapping(item.node, "metadata")
    labels = mapping(metadata, "labels") if metadata is not None else None
    found = scalar(labels, TYPE_LABEL) if labels is not None else None
    return found.text if found is not None else ""


def parameter_uses(subject: WorkflowObject | Template | Invocation, flow: ObjectFlow) -> Iterator[Use]:
    """The parameters of an object, template or call that read a config map of the checked files."""
    template = _template(subject)
    for values in _values(subject):
        for parameter in values.parameters:
            source = parameter.value_from
            reference = mapping(source, "configMapKeyRef") if source is not None else None
            name = text(reference, "name") if reference is not None else None
            found = find_config_map(name, template, flow) if name is not None else None
            if source is not None and reference is not None and name is not None and found is not None:
                has_default = scalar(source, "default") is not None
                yield Use(reference, name, text(reference, "key"), has_default, found)


def limits_of(subject: WorkflowObject | Template, flow: ObjectFlow) -> Iterator[Use]:
    """The semaphores of an object or template whose limit stands in a config map of the checked files."""
    template = subject if isinstance(subject, Template) else None
    for lock in locks_of(subject):
        use = limit_of(lock, template, flow)
        if use is not None:
            yield use


def limit_of(lock: Lock, template: Template | None, flow: ObjectFlow) -> Use | None:
    """Where the limit of a semaphore stands, if that is in a config map of the checked files."""
    name = lock.name
    reference = mapping(lock.node, "configMapKeyRef") if not lock.mutex else None
    if reference is None or name is None or text(lock.node, "namespace") is not None:
        return None
    found = find_config_map(name, template, flow)
    return Use(reference, name, text(reference, "key"), False, found) if found is not None else None


def value_of(use: Use, template: Template | None, flow: ObjectFlow) -> Scalar | None:
    """What the config map holds under the key that is asked for."""
    data = mapping(use.found.node, "data")
    key = known_text(use.key, template, flow) if use.key is not None else None
    return scalar(data, key) if data is not None and key is not None else None


def repository_of(item: WorkflowObject, flow: ObjectFlow) -> Use | None:
    """The artifact repository of an object, if it stands in a config map of the checked files."""
    reference = mapping(item.spec, "artifactRepositoryRef") if item.spec is not None else None
    name = text(reference, "configMap") if reference is not None else None
    found = find_config_map(name, None, flow) if name is not None else None
    if reference is None or name is None or found is None:
        return None
    return Use(reference, name, text(reference, "key"), False, found)


def variables_of(container: Container, flow: ObjectFlow) -> Iterator[Use]:
    """The environment variables of a container that read a config map of the checked files."""
    for variable in mappings(container.node, "env"):
        source = mapping(variable, "valueFrom")
        reference = mapping(source, "configMapKeyRef") if source is not None else None
        name = text(reference, "name") if reference is not None else None
        found = find_config_map(name, container.template, flow) if name is not None else None
        if reference is not None and name is not None and found is not None:
            optional = scalar(reference, "optional") is not None
            yield Use(reference, name, text(reference, "key"), optional, found)


def _template(subject: WorkflowObject | Template | Invocation) -> Template | None:
    if isinstance(subject, Template):
        return subject
    return subject.caller if isinstance(subject, Invocation) else None


def _values(subject: WorkflowObject | Template | Invocation) -> tuple[Values, ...]:
    return (subject.inputs,) if isinstance(subject, Template) else (subject.arguments,)
