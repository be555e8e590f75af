"""Checks the Argo objects that a resource template submits, as if each stood in a file of its own."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.analysis import Flows
from argolint.flow.masking import MARK, readable
from argolint.model import objects
from argolint.names import Beyond, Workspace
from argolint.rules import engine
from argolint.rules.api import finding, note
from argolint.rules.registry import all_rules
from argolint.schema.problems import UnknownField, WrongType
from argolint.schema.walk import check as check_structure
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.diagnostic import Diagnostic
    from argolint.flow.resource_calls import Manifest, ResourceCall
    from argolint.model import Companion, WorkflowObject
    from argolint.names import Definition
    from argolint.rules.api import Finding
    from argolint.rules.context import Context
    from argolint.schema.versions import Version
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

_KEPT = 64
_GROUP = "argoproj.io/"
_DROPPED_BY_SOME = frozenset({"unknown-field", "removed-field"})
"""What a cluster without the full definitions drops in silence."""


class _Nowhere:
    """A store of nothing: what is around a manifest is found by name, and nothing is defined in it."""

    def object(self, definition: Definition) -> WorkflowObject:
        """No object is ever asked for."""
        raise KeyError(definition.name)

    def companion(self, definition: Definition) -> Companion:
        """No object is ever asked for."""
        raise KeyError(definition.name)


def submission_findings(call: ResourceCall, cx: Context, *, fatal: bool) -> Iterator[Finding]:
    """What surely fails, or what is doubtful, in the Argo objects that a resource template submits."""
    if call.manifest is None or not call.writes:
        return
    for document in call.manifest.documents:
        for found in _check(document, cx.workspace, cx.version, cx.flows.kubernetes):
            if found.rule == engine.INTERNAL_ERROR:
                raise RuntimeError(found.message)
            is_fatal = found.severity is Severity.ERROR and found.rule not in _DROPPED_BY_SOME
            if is_fatal is fatal and not call.manifest.hides(found.span):
                yield _outer(found, call.manifest, cx)


def _outer(found: Diagnostic, manifest: Manifest, cx: Context) -> Finding:
    source = cx.document.source
    labels = [
        note(manifest.place(source, label.span), readable(label.message))
        if label.source is manifest.source
        else note(label.span, readable(label.message), label.source)
        for label in found.labels
    ]
    return finding(
        manifest.place(source, found.span),
        f"in what is submitted, {readable(found.message)}",
        labels=labels,
        help=readable(found.help) if found.help is not None else None,
    )


@lru_cache(_KEPT)
def _check(document: Document, workspace: Workspace, version: Version, kubernetes: Version) -> tuple[Diagnostic, ...]:
    items = [item for item in objects(document) if _is_argo(item)]
    if not items:
        return ()
    structure = [problem for item in items for problem in check_structure(item.node, item.kind.value, version)]
    if any(_is_open(problem) for problem in structure):
        return ()
    flows = Flows(Workspace((), _Nowhere(), outside=workspace.namesakes, beyond=Beyond("lenient")), version, kubernetes)
    found = engine.run(document, structure, items, flows, _rules())
    kept = (one for one in found if one.severity is not Severity.INFO)
    if any(_hides_names(item.spec) for item in items):
        kept = (one for one in kept if _groups().get(one.rule) == "schema")
    return tuple(kept)


def _is_argo(item: WorkflowObject) -> bool:
    version = item.node.get("apiVersion")
    return isinstance(version, Scalar) and version.text.startswith(_GROUP)


def _is_open(problem: object) -> bool:
    """Whether a tag may give whole parts of an object, so that nothing can be missed in it."""
    if isinstance(problem, UnknownField):
        return MARK in problem.key.text
    return isinstance(problem, WrongType) and isinstance(problem.node, Scalar) and MARK in problem.node.text


def _hides_names(node: Node | None) -> bool:
    """Whether a tag gives the name of anything that others may refer to."""
    waiting = [node] if node is not None else []
    while waiting:
        at = waiting.pop()
        if isinstance(at, Mapping):
            name = at.get("name")
            if isinstance(name, Scalar) and MARK in name.text:
                return True
            waiting.extend(entry.value for entry in at.entries.values())
        elif not isinstance(at, Scalar):
            waiting.extend(at.items)
    return False


@cache
def _rules() -> engine.RuleTable:
    return engine.RuleTable(rule for rule in all_rules() if rule.default)


@cache
def _groups() -> dict[str, str]:
    return {rule.name: rule.group for rule in all_rules()}
