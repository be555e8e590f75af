"""See `rules/unwritable-store.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import mapping
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_READ_ONLY = ("git", "raw")


@rule(on=Template, group="types", since="0.1", needs=("outputs",))
def unwritable_store(template: Template, cx: Context) -> Findings:
    """An output artifact is to be kept where Argo can only read."""
    if not template.is_pod:
        return
    for artifact in template.outputs.artifacts:
        for store in _READ_ONLY:
            if mapping(artifact.node, store) is not None and cx.examined(template):
                what = named("output artifact", artifact.name)
                yield finding(
                    artifact.node.entries[store].key.span,
                    f"{what} cannot be saved to `{store}`: Argo only reads from there",
                    help="keep it in a store such as `s3`, or leave the place to the artifact repository",
                )
