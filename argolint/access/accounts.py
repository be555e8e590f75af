"""Which service account the parts of a workflow act as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import PLACEHOLDER, is_known
from argolint.flow.patched import applied_patches
from argolint.flow.patches import filled_patch
from argolint.model.build import mapping, scalar, text
from argolint.syntax.nodes import Scalar
from argolint.syntax.scalars import boolean_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.patches import Patch
    from argolint.model import Artifact, Template
    from argolint.source import SourceFile
    from argolint.syntax.nodes import Mapping

DEFAULT: Final = "default"
_FIELD: Final = "serviceAccountName"
_AUTOMOUNT: Final = "automountServiceAccountToken"
_AS_EXECUTOR: Final = frozenset({"resource", "data"})
_COLLECTED: Final = frozenset({"OnWorkflowCompletion", "OnWorkflowDeletion"})
AGENT_TYPES: Final = frozenset({"http", "plugin"})
"""Templates that are done by one agent for the whole run."""


class Account(NamedTuple):
    """A service account by name, and the scalar that names it; without one it is the namespace's default."""

    name: str = DEFAULT
    at: Scalar | None = None

    @property
    def is_default(self) -> bool:
        """Whether it is the account that every pod of a namespace has unasked."""
        return self.name == DEFAULT


def working_account(template: Template, runner: ObjectFlow) -> Account | None:
    """The account that does the work of a template in a run of `runner`; None where it is not known."""
    if template.type in AGENT_TYPES:
        return _account(_in_specs(runner), template, runner)
    if template.type in _AS_EXECUTOR:
        return reporting_account(template, runner)
    return _of_pod(template, runner)


def reporting_account(template: Template, runner: ObjectFlow) -> Account | None:
    """The account with which the executor in the pod of a template reports what came out."""
    named = next(executors(template, runner), None)
    if named is not None:
        return _filled(named, template, runner)
    return _of_pod(template, runner)


def collecting_account(artifact: Artifact, runner: ObjectFlow) -> Account | None:
    """The account that deletes an artifact at last; None where it is not known, or nothing deletes it."""
    gcs = [mapping(node, "artifactGC") for node in (artifact.node, *_specs(runner))]
    strategies = (text(gc, "strategy") for gc in gcs if gc is not None)
    strategy = next((at.text for at in strategies if at is not None), "Never")
    if strategy not in _COLLECTED:
        return None
    named = (text(gc, _FIELD) for gc in gcs if gc is not None)
    first = next((at for at in named if at is not None), None)
    if first is None:
        return Account()
    return Account(first.text, first) if "{{" not in first.text else None


def executors(template: Template, runner: ObjectFlow) -> Iterator[Scalar]:
    """The accounts named for the executor, the one that counts first."""
    for node in (template.node, *_defaults(runner), *_specs(runner)):
        executor = mapping(node, "executor")
        named = text(executor, _FIELD) if executor is not None else None
        if named is not None:
            yield named


def mounts_token(template: Template, runner: ObjectFlow) -> bool:
    """Whether the containers of a template get the token of their account, without which they are nobody."""
    changed = (patch.root for patch, _ in _patches(template, runner))
    holders = (*(root for root in changed if root is not None), template.node, *_defaults(runner), *_specs(runner))
    written = (scalar(holder, _AUTOMOUNT) for holder in holders)
    first = next((at for at in written if at is not None), None)
    return first is None or boolean_value(first) is not False


def _of_pod(template: Template, runner: ObjectFlow) -> Account | None:
    """The account of the pods of a template, on which its patches have the last word."""
    for patch, source in _patches(template, runner):
        named = _named_by_patch(patch)
        if named is not None:
            return Account(named, _place(patch, source)) if is_known(named) else None
    return _account(_pod(template, runner), template, runner)


def _patches(template: Template, runner: ObjectFlow) -> Iterator[tuple[Patch, SourceFile]]:
    """The patches for the pods of a template, the one that counts first; each with its file."""
    for patch, source in reversed(applied_patches(template, runner)):
        yield filled_patch(patch, template, runner), source


def _named_by_patch(patch: Patch) -> str | None:
    """The account that a patch names, with a mark in it where a tag gives it; None if it names none."""
    named = text(patch.root, _FIELD) if patch.root is not None else None
    return None if named is None else PLACEHOLDER if patch.hides(named.span) else named.text


def _place(patch: Patch, source: SourceFile) -> Scalar | None:
    named = text(patch.root, _FIELD) if patch.root is not None else None
    if named is None:
        return None
    span = patch.place(source, named.span)
    return Scalar(span.start, span.end, named.text, named.style, named.tag)


def _pod(template: Template, runner: ObjectFlow) -> Iterator[Scalar]:
    for node in (template.node, *_defaults(runner)):
        named = text(node, _FIELD)
        if named is not None:
            yield named
    yield from _in_specs(runner)


def _in_specs(runner: ObjectFlow) -> Iterator[Scalar]:
    for spec in _specs(runner):
        named = text(spec, _FIELD)
        if named is not None:
            yield named


def _specs(runner: ObjectFlow) -> Iterator[Mapping]:
    if runner.item.spec is not None:
        yield runner.item.spec
    referenced = runner.referenced_object
    if referenced is not None and referenced.spec is not None:
        yield referenced.spec
    if runner.item.late_defaults is not None:
        yield runner.item.late_defaults


def _defaults(runner: ObjectFlow) -> Iterator[Mapping]:
    """The template defaults of the run; a template from elsewhere has those of the run too."""
    for spec in _specs(runner):
        defaults = mapping(spec, "templateDefaults")
        if defaults is not None:
            yield defaults


def _account(named: Iterator[Scalar], template: Template, runner: ObjectFlow) -> Account | None:
    first = next(named, None)
    return Account() if first is None else _filled(first, template, runner)


def _filled(named: Scalar, template: Template, runner: ObjectFlow) -> Account | None:
    own = template if template.owner is runner.item else None
    filled = runner.text(named, own)
    return Account(filled, named) if is_known(filled) else None
