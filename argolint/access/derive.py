"""Derives what the service accounts of a workspace must be allowed to do, from every template that a run comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.accounts import (
    AGENT_TYPES,
    collecting_account,
    executors,
    mounts_token,
    reporting_account,
    working_account,
)
from argolint.access.needs import agent_needs, collecting_needs, executor_needs
from argolint.access.permissions import EVERYWHERE, AccountName, Because, Derivation, Permission, Remark, merged
from argolint.access.reach import reach
from argolint.access.requests import Asked, resource_asks
from argolint.access.scripts import script_asks
from argolint.access.storage import storage_asks
from argolint.model import head
from argolint.syntax.extended import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.access.accounts import Account
    from argolint.access.needs import Need
    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.model import Template, WorkflowObject

_AS_ACCOUNT: Final = "system:serviceaccount:"
_RESULTS: Final = "hands in results, as every pod does"
_AGENT: Final = "the agent does its work"
_COLLECTS: Final = "its artifacts are deleted"


class _Deed(NamedTuple):
    """What one account needs for one template."""

    account: Account | None
    asked: Asked


def derive(
    items: Iterable[WorkflowObject],
    flows: Flows,
    file_of: Callable[[WorkflowObject], str],
    *,
    owners: bool = False,
) -> Derivation:
    """What all runs of some objects need; `file_of` tells how a report calls the file of an object.

    `owners` tells that the cluster asks who makes a workflow the owner of an object.
    """
    return _Derivation(flows, file_of, owners).of(list(items))


class _Derivation:
    def __init__(self, flows: Flows, file_of: Callable[[WorkflowObject], str], owners: bool) -> None:
        self.flows = flows
        self.file_of = file_of
        self.owners = owners
        self.permissions: list[Permission] = []
        self.waiting: list[Permission] = []
        self.remarks: dict[Remark, None] = {}
        self.tokens: set[AccountName] = set()
        self.nameless = False

    def of(self, items: list[WorkflowObject]) -> Derivation:
        runs = [item for item in items if not item.is_template]
        called = {id(at.owner) for item in runs for at in reach(self.flows.of(item)).templates}
        for item in items:
            if not item.is_template or (id(item) not in called and item.entrypoint is not None):
                self._run(item)
            elif id(item) not in called:
                self._remark(item, item.span.start, None, "nothing here runs it, so its accounts are not known")
        return Derivation(merged(self.permissions, self.waiting), tuple(sorted(self.remarks)), self.nameless)

    def _run(self, item: WorkflowObject) -> None:
        flow = self.flows.of(item)
        found = reach(flow)
        for gap in found.gaps:
            self._remark(gap.owner, gap.span.start, gap.template, gap.message)
        for template in found.templates:
            for deed in _deeds(template, flow, found.flows):
                self._take(deed, template, item)
            self._secrets(template, flow, item.namespace)

    def _take(self, deed: _Deed, template: Template, item: WorkflowObject) -> None:
        asked, place = deed.asked, deed.asked.at
        if asked.for_owner and self.owners is bool(asked.remark):
            return
        if asked.remark:
            self._remark(template.owner, place, template, asked.remark)
        if asked.need is None:
            return
        if deed.account is None:
            message = f"the service account that needs `{asked.need.title}` ({asked.action}) is known only when it runs"
            self._remark(template.owner, place, template, message)
            self.nameless = True
            return
        account = AccountName(item.namespace, deed.account.name)
        because = Because(*self._place(template.owner, place, template), asked.action, asked.likely)
        for permission in _permissions(account, asked, because):
            self.permissions.append(permission)
            if asked.waits and permission.verb == "delete":
                self.waiting.append(permission)
        if asked.user and not asked.user.startswith(_AS_ACCOUNT):
            message = f"what `{asked.user}`, as whom it acts, must be allowed is not part of this"
            self._remark(template.owner, place, template, message)

    def _secrets(self, template: Template, flow: ObjectFlow, home: str) -> None:
        """Accounts whose token Argo takes from a Secret that somebody has to make."""
        named = next(executors(template, flow), None)
        account = working_account(template, flow) if template.type in AGENT_TYPES else None
        if named is not None and template.is_pod:
            account = reporting_account(template, flow)
        if account is not None and (name := AccountName(home, account.name)) not in self.tokens:
            self.tokens.add(name)
            secret = f"the Secret `{account.name}.service-account-token` must be there: its token is used here"
            self._remark(template.owner, _start(template), template, secret)

    def _remark(self, owner: WorkflowObject, start: int, template: Template | None, message: str) -> None:
        self.remarks.setdefault(Remark(*self._place(owner, start, template), message))

    def _place(self, owner: WorkflowObject, start: int, template: Template | None) -> tuple[str, int, str]:
        source, offset = place_of(owner.document.source, start)
        file = self.file_of(owner) if source.path == owner.document.source.path else source.path
        return file, source.position(offset).line, template.title if template is not None else owner.title


def _deeds(template: Template, runner: ObjectFlow, flows: Flows) -> Iterator[_Deed]:
    """Who does what for a template."""
    flow = flows.of(template.owner)
    worker = working_account(template, runner)
    at = _start(template)
    if template.type in AGENT_TYPES:
        yield from (_Deed(worker, Asked(at, _AGENT, need)) for need in agent_needs())
    yield from (_Deed(worker, asked) for asked in resource_asks(template, flow))
    if mounts_token(template, runner):
        yield from (_Deed(worker, asked) for asked in script_asks(template, flow))
    if template.is_pod:
        reporter = reporting_account(template, runner)
        yield from (_Deed(reporter, Asked(at, _RESULTS, need)) for need in executor_needs())
        yield from (_Deed(reporter, asked) for asked in storage_asks(template))
    for artifact in template.outputs.artifacts:
        collector = collecting_account(artifact, runner)
        if collector is not None:
            place = artifact.name.start if artifact.name is not None else at
            yield from (_Deed(collector, Asked(place, _COLLECTS, need)) for need in collecting_needs())


def _permissions(account: AccountName, asked: Asked, because: Because) -> Iterator[Permission]:
    """The permissions behind a need; with `--as` they are somebody else's, and the account needs to become that one."""
    need = asked.need
    assert need is not None
    where = _where(need, account)
    main, _, part = need.resource.plural.partition("/")
    if asked.user:
        yield _impersonation(account, asked.user, because)
        if not asked.user.startswith(_AS_ACCOUNT):
            return
        namespace, _, name = asked.user.removeprefix(_AS_ACCOUNT).partition(":")
        account = AccountName(namespace, name)
    for verb in need.verbs:
        name = "" if need.name is None or (verb == "create" and not need.names_new) else need.name
        yield Permission(account, where, need.resource.group, main, part, name, verb, (because,))


def _where(need: Need, account: AccountName) -> str:
    if not need.resource.namespaced or need.namespace == EVERYWHERE:
        return EVERYWHERE
    return need.namespace or account.namespace


def _impersonation(account: AccountName, user: str, because: Because) -> Permission:
    if user.startswith(_AS_ACCOUNT):
        namespace, _, name = user.removeprefix(_AS_ACCOUNT).partition(":")
        return Permission(account, namespace, "", "serviceaccounts", "", name, "impersonate", (because,))
    return Permission(account, EVERYWHERE, "", "users", "", user, "impersonate", (because,))


def _start(template: Template) -> int:
    return template.bodies[0].key.start if template.bodies else head(template.node).start
