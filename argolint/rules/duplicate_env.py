"""See `rules/duplicate-env.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container
from argolint.model.build import mappings, text
from argolint.rules.api import finding, note, rule
from argolint.rules.mending import cut

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar


@rule(on=Container, group="names", severity=Severity.WARNING, since="0.1", needs=("env",))
def duplicate_env(container: Container, cx: Context) -> Findings:
    """A container sets one environment variable twice, and only the last value counts."""
    if "env" not in container.node.entries:
        return
    first: dict[str, tuple[Scalar, Mapping]] = {}
    for variable in mappings(container.node, "env"):
        name = text(variable, "name")
        if name is None:
            continue
        before, lost = first.setdefault(name.text, (name, variable))
        if before is not name:
            yield finding(
                name.span,
                f"{container.title} sets `{name.text}` twice",
                labels=[note(before.span, "this value is lost")],
                help="keep the one that is meant",
                fix=cut(cx.document.source, container.node, lost, "the lost one"),
            )
