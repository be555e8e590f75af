"""Holds what the templates of a run need against what the roles of the workspace give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from argolint.access.accounts import AGENT_TYPES, Account, collecting_account, reporting_account, working_account
from argolint.access.grants import is_made, may_tell, rights
from argolint.access.needs import agent_needs, collecting_needs, reporting_needs, resource_needs
from argolint.access.runs import run_templates
from argolint.model.build import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.access.grants import Rights
    from argolint.access.needs import Need
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Companion, Template, WorkflowObject
    from argolint.syntax.nodes import Scalar


class Shortfall(NamedTuple):
    """Verbs on a resource that an account lacks; `at` is the place in the run that asks for them."""

    account: str
    verbs: tuple[str, ...]
    group: str
    resource: str
    title: str
    purpose: str
    at: Scalar
    roles: tuple[Companion, ...]
    misfiled: bool
    """Whether the verbs are given on a resource of that name in another group of the API."""


def shortfalls(item: WorkflowObject, flow: ObjectFlow) -> Iterator[Shortfall]:
    """The rights that the templates of a run lack, told for accounts that the workspace binds."""
    if not may_tell(item, flow.flows.workspace):
        return
    told: set[str] = set()
    collectors: set[str] = set()
    for template, at in run_templates(item, flow):
        account = working_account(template, flow)
        if _counts(account, flow):
            yield from _work(template, at, account, flow)
        reporter = reporting_account(template, flow) if template.is_pod else None
        if _counts(reporter, flow) and reporter.name not in told and _reports_by(reporter, flow):
            told.add(reporter.name)
            place = _named(reporter, at, template, item)
            needs = reporting_needs(flow.version)
            yield from _lacking(needs, reporter, place, "every pod of a workflow", flow)
        yield from _collecting(template, at, flow, collectors)


def _named(account: Account, at: Scalar, template: Template, item: WorkflowObject) -> Scalar:
    """Where an object names an account for a template of its own, or else the place that stands for the template."""
    named = account.at
    return named if named is not None and template.owner is item and item.writes(named) else at


def _counts(account: Account | None, flow: ObjectFlow) -> TypeGuard[Account]:
    """Whether an account is known; a library without one is run as whoever runs it chooses."""
    return account is not None and not (flow.library and account.at is None)


def _reports_by(account: Account, flow: ObjectFlow) -> bool:
    """Whether the roles here are what lets an account hand in results.

    An account made elsewhere has that right from there, unless a role here is clearly that of an executor: it speaks
    of Argo's kinds, or of pods, which executors patched before there were task results.
    """
    if is_made(account.name, flow.item.namespace, flow.flows.workspace):
        return True
    given = rights(account.name, flow.item, flow.flows.workspace)
    return given is not None and any(GROUP in grant.groups or "pods" in grant.resources for grant in given.grants)


def _work(template: Template, at: Scalar, account: Account, flow: ObjectFlow) -> Iterator[Shortfall]:
    if template.type == "resource":
        needs: Iterable[Need] = resource_needs(template, flow.flows.of(template.owner))
    elif template.type in AGENT_TYPES:
        needs = agent_needs()
    else:
        return
    yield from _lacking(needs, account, at, template.title, flow)


def _collecting(template: Template, at: Scalar, flow: ObjectFlow, told: set[str]) -> Iterator[Shortfall]:
    """What the accounts lack that delete the artifacts of a template, each told once."""
    for artifact in template.outputs.artifacts:
        account = collecting_account(artifact, flow)
        if account is not None and _counts(account, flow) and account.name not in told:
            told.add(account.name)
            place = _named(account, at, template, flow.item)
            yield from _lacking(collecting_needs(), account, place, "the deletion of artifacts", flow)


def _lacking(
    needs: Iterable[Need], account: Account, at: Scalar, purpose: str, flow: ObjectFlow
) -> Iterator[Shortfall]:
    home = flow.item.namespace
    given: Rights | None = None
    missing: dict[str, list[Need]] = {}
    for need in needs:
        given = given or rights(account.name, flow.item, flow.flows.workspace)
        if given is None:
            return
        if not given.cover(need, home):
            missing.setdefault(need.title, []).append(need)
    for title, lacked in missing.items():
        assert given is not None
        verbs = tuple(need.verbs[0] for need in lacked)
        resource = lacked[0].resource
        misfiled = all(given.cover_elsewhere(need) for need in lacked)
        yield Shortfall(account.name, verbs, resource.group, resource.plural, title, purpose, at, given.roles, misfiled)
