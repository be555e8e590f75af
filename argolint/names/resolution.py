"""The four ways in which looking up a name can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from argolint.model import Template, WorkflowObject

T = TypeVar("T")


class Resolved(NamedTuple, Generic[T]):
    """The name means this."""

    target: T


class MissingObject(NamedTuple):
    """No WorkflowTemplate (or ClusterWorkflowTemplate) of that name is where Argo would look."""

    name: str
    kind: str
    namespace: str
    elsewhere: WorkflowObject | None
    """One of that name in another namespace, or of the other scope."""


class MissingTemplate(NamedTuple):
    """The object is there and has no template of that name."""

    name: str
    owner: WorkflowObject


Missing: TypeAlias = MissingObject | MissingTemplate


class Dynamic:
    """The name is known only when it runs: it holds a tag."""

    __slots__ = ()


class External:
    """The name lives outside the workspace, as the configuration says."""

    __slots__ = ()


class Incomplete:
    """The reference lacks a part that another rule reports."""

    __slots__ = ()


TemplateOutcome: TypeAlias = "Resolved[Template] | Missing | Dynamic | External | Incomplete"
ObjectOutcome: TypeAlias = "Resolved[WorkflowObject] | MissingObject | Dynamic | External | Incomplete"
