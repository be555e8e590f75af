"""Objects of a cluster by name, and where the API keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from argolint.access.resources import ARGO_PLURALS
from argolint.model import Kind
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argolint.plan.operation import Operation

Json: TypeAlias = dict[str, Any]

_PLURALS: Final = {
    **{kind.value: ARGO_PLURALS[kind] for kind in Kind},
    "ServiceAccount": "serviceaccounts",
    "Role": "roles",
    "ClusterRole": "clusterroles",
    "RoleBinding": "rolebindings",
    "ClusterRoleBinding": "clusterrolebindings",
}
_CLUSTER_WIDE: Final = frozenset({"ClusterWorkflowTemplate", "ClusterRole", "ClusterRoleBinding"})


class Collection(NamedTuple):
    """The objects of a kind in a namespace; one without namespace is that of a cluster-wide kind."""

    api_version: str
    kind: str
    namespace: str

    @property
    def plural(self) -> str:
        """The kind as paths and roles write it."""
        return _PLURALS[self.kind]

    @property
    def path(self) -> str:
        """Where the API lists it."""
        inside = f"namespaces/{quote(self.namespace, safe='')}/" if self.namespace else ""
        return f"/{'apis' if self.group else 'api'}/{self.api_version}/{inside}{self.plural}"

    @property
    def group(self) -> str:
        """The group of the kind; empty for the oldest ones."""
        return self.api_version.rpartition("/")[0]


class Key(NamedTuple):
    """What tells an object from all others of a cluster."""

    collection: Collection
    name: str

    @property
    def path(self) -> str:
        """Where the API keeps it."""
        return f"{self.collection.path}/{quote(self.name, safe='')}"

    @property
    def title(self) -> str:
        """Kind and name, as people read it; without a name all of a namespace are meant."""
        where = self.collection.namespace
        if not self.name:
            return f"{self.collection.plural}{f' of namespace {where}' if where else ''}"
        return f"{self.collection.kind} {f'{where}/' if where else ''}{self.name}"


def key_of(operation: Operation, namespace: str) -> Key:
    """The object of an operation; `namespace` is for one that names none."""
    if operation.kind not in _PLURALS:
        raise UsageError(f"`{operation.kind}` is no kind that argolint applies", f"it applies {', '.join(_PLURALS)}")
    if not operation.name:
        place = f"{operation.source.file}:{operation.source.line}"
        raise UsageError(f"{place}: a {operation.kind} needs a name to be applied", "write `metadata.name`")
    inside = "" if operation.kind in _CLUSTER_WIDE else operation.namespace or namespace
    return Key(Collection(operation.api_version, operation.kind, inside), operation.name)


def wanted_object(operation: Operation, key: Key) -> Json:
    """The object of an operation as it is sent, with its namespace."""
    found = dict(operation.object)
    namespace = key.collection.namespace
    if namespace:
        found["metadata"] = {**found["metadata"], "namespace": namespace}
    if namespace and "subjects" in found:  # a subject is of the same namespace as its binding, and must say so
        found["subjects"] = [{"namespace": namespace, **subject} for subject in found["subjects"]]
    return found


def bound_role(operation: Operation, key: Key) -> Key | None:
    """The role that a binding gives; None for any other kind."""
    role = operation.object.get("roleRef")
    if not isinstance(role, dict):
        return None
    inside = key.collection.namespace if role.get("kind") not in _CLUSTER_WIDE else ""
    return Key(Collection(operation.api_version, str(role.get("kind")), inside), str(role.get("name")))


def label_of(item: Json, name: str) -> str | None:
    """The value of a label of an object, None if it has no such label."""
    value = (item["metadata"].get("labels") or {}).get(name)
    return value if isinstance(value, str) else None


def version_of(item: Json) -> str:
    """The resource version of an object: it differs after each change."""
    return str(item["metadata"].get("resourceVersion", ""))
