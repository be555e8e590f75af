"""See `rules/conflicting-security-context.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container
from argolint.kubernetes.security import is_bare, listed, setting
from argolint.model.build import is_true
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_ROOT = "0"
_SYS_ADMIN = "CAP_SYS_ADMIN"


@rule(on=Container, group="security", since="0.1")
def conflicting_security_context(container: Container, _cx: Context) -> Findings:
    """Two settings of a security context contradict each other, so that the container never starts."""
    if is_bare(container):
        return
    escalation = setting(container, "allowPrivilegeEscalation")
    if escalation is not None and escalation.text == "false":
        privileged = setting(container, "privileged")
        if privileged is not None and is_true(privileged):
            yield finding(
                escalation.span,
                "a privileged container cannot be kept from gaining privileges",
                labels=[note(privileged.span, "privileged here")],
                help="take `privileged` away, or `allowPrivilegeEscalation: false`",
            )
        for capability in listed(container, "capabilities", "add"):
            if capability.text == _SYS_ADMIN:
                yield finding(
                    escalation.span,
                    f"a container with `{_SYS_ADMIN}` cannot be kept from gaining privileges",
                    labels=[note(capability.span, "added here")],
                    help="take the capability away, or `allowPrivilegeEscalation: false`",
                )
    strict, user = setting(container, "runAsNonRoot"), setting(container, "runAsUser")
    if strict is not None and is_true(strict) and user is not None and user.text == _ROOT:
        yield finding(
            user.span,
            f"{container.title} runs as root, and `runAsNonRoot` forbids that",
            labels=[note(strict.span, "forbidden here")],
            help="give `runAsUser` another number, or drop `runAsNonRoot`",
        )
