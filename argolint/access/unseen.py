"""Programs that may speak to the API server without our seeing what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.access.accounts import mounts_token
from argolint.kubernetes.containers import Role, containers_of
from argolint.patterns import lazy_pattern
from argolint.scripts.programs import programs
from argolint.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.kubernetes.containers import Container
    from argolint.model import Template

_SPEAKS: Final = lazy_pattern(
    r"(?i)kube(?!ctl)|serviceaccount|(?<![\w.-])(?:argocd|ansible-playbook|flux|helm|helmfile|istioctl|oc|pulumi|"
    r"skaffold|terraform|tofu)(?![\w.-])"
)
"""The names of the API server and of tools that speak to it; calls of kubectl and argo are read."""


def may_ask_unseen(template: Template, runner: ObjectFlow) -> bool:
    """Whether the pods of a template hold a token, and a program that may use it in ways that nobody sees."""
    return mounts_token(template, runner) and (
        any(_SPEAKS.search(at.text.text) for at in programs(template))
        or any(at.role is not Role.SET and _is_closed(at) for at in containers_of(template))
    )


def _is_closed(container: Container) -> bool:
    """Whether the image decides what is started, or a tool that speaks to the API server is."""
    command = container.get("command")
    if not isinstance(command, Sequence) or not command.items:
        return True
    first = command.items[0]
    return not isinstance(first, Scalar) or _SPEAKS.search(first.text) is not None
