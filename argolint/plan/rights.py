"""The rights that each run of a plan needs: the one place where plans ask `access`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.access.accounts import reporting_account, working_account
from argolint.access.audit import run_templates
from argolint.access.needs import AGENT_TYPES, agent_needs, reporting_needs, resource_needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.access.accounts import Account
    from argolint.access.needs import Need
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template, WorkflowObject
    from argolint.plan.linking import Linked


def rights(linked: Linked, items: Iterable[WorkflowObject]) -> tuple[dict[str, Any], ...]:
    """What each account must be allowed, with the templates that ask for it, in a fixed order."""
    found: dict[tuple[str, ...], set[str]] = {}
    for item in items:
        flow = linked.flows.of(item)
        for template, _ in run_templates(item, flow):
            name = template.name.text if template.name is not None else ""
            because = f"{template.owner.title}, template `{name}`" if name else template.owner.title
            for account, need in _needs(template, flow):
                namespace = item.namespace if need.namespace == "" else need.namespace
                where = "?" if namespace is None else namespace
                key = (account.name, item.namespace, where, need.resource.group, need.resource.plural, need.name or "")
                for verb in need.verbs:
                    found.setdefault((*key, verb), set()).add(because)
    return tuple(_entry(key, because) for key, because in sorted(found.items()))


def _needs(template: Template, flow: ObjectFlow) -> Iterator[tuple[Account, Need]]:
    worker = working_account(template, flow)
    if worker is not None:
        yield from ((worker, need) for need in _work(template, flow))
    reporter = reporting_account(template, flow) if template.is_pod else None
    if reporter is not None:
        yield from ((reporter, need) for need in reporting_needs(flow.version))


def _work(template: Template, flow: ObjectFlow) -> Iterable[Need]:
    if template.type == "resource":
        return resource_needs(template, flow.flows.of(template.owner))
    return agent_needs() if template.type in AGENT_TYPES else ()


def _entry(key: tuple[str, ...], because: set[str]) -> dict[str, Any]:
    account, home, namespace, group, resource, name, verb = key
    return {
        "account": account,
        "accountNamespace": home,
        "namespace": None if namespace == "?" else namespace,
        "group": group,
        "resource": resource,
        "name": name or None,
        "verb": verb,
        "because": sorted(because),
    }
