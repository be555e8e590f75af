"""See `rules/invalid-executor-plugin.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject, head
from argolint.model.build import mappings, value
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Node


_CONTAINER = ("spec", "sidecar", "container")
_RESOURCES = (*_CONTAINER, "resources")
_NEEDED = (
    ("metadata", "name"),
    (*_CONTAINER, "ports"),
    (*_RESOURCES, "requests"),
    (*_RESOURCES, "limits"),
    (*_CONTAINER, "securityContext"),
)


@rule(on=WorkflowObject, group="schema", since="0.1", needs=("executorPlugins",))
def invalid_executor_plugin(item: WorkflowObject, cx: Context) -> Findings:
    """An executor plugin lacks a name, or a part of its sidecar that Argo cannot do without."""
    if item.spec is None or cx.version < (4, 1):
        return
    for plugin in mappings(item.spec, "executorPlugins"):
        for path in _NEEDED:
            key, complete = _deepest(plugin, path, cx)
            if not complete:
                yield finding(
                    key.span if key is not None else head(plugin),
                    f"this executor plugin has no `{'.'.join(path)}`",
                    help=f"add `{path[-1]}`",
                )


def _deepest(plugin: Mapping, path: tuple[str, ...], cx: Context) -> tuple[Scalar | None, bool]:
    """The last key of a path that is there, and whether all of it is; a damaged part counts as there."""
    node: Node = plugin
    key: Scalar | None = None
    for name in path:
        found = value(node, name) if isinstance(node, Mapping) else None
        if found is None:
            return key, cx.damaged(node)
        assert isinstance(node, Mapping)
        key, node = node.entries[name].key, found
    empty = (isinstance(node, Sequence) and not node.items) or (isinstance(node, Scalar) and not node.text)
    return key, not empty
