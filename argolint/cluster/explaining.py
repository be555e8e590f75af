"""Refusals in the words of the manifest: the field with its line, the right that is missing, the other owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.cluster.objects import Key
    from argolint.cluster.refusals import RefusalError
    from argolint.plan.operation import Operation

_FORBIDDEN: Final = re.compile(
    r'User "(?P<user>[^"]*)" cannot (?P<verb>\w+) resource "(?P<resource>[^"]*)" in API group "(?P<group>[^"]*)"'
)
_ESCALATION: Final = re.compile(r"attempting to grant RBAC permissions not currently held:\s*(?P<rights>.*)")
_MANAGER: Final = re.compile(r'conflict with "(?P<manager>[^"]*)"')
_PATH: Final = re.compile(r"[A-Za-z_$][-\w$]*(?:\.[-\w$]+|\[[^\]]+\])+")
_TYPED: Final = re.compile(r"(?:^|[ :])\.(?P<field>[A-Za-z][\w.\[\]-]*): (?P<words>.*)$")
_UNKNOWN: Final = re.compile(r'unknown field "(?P<field>[^"]*)"')


class _Refused(NamedTuple):
    """A refusal with the object that it is about."""

    no: RefusalError
    key: Key
    operation: Operation | None

    def place(self, field: str = "") -> str:
        """Where a field stands in the manifest, to go before a message."""
        if self.operation is None:
            return ""
        line, column = self.operation.source.place(field)
        return f"{self.operation.source.file}:{line}:{column}: "

    def named(self, message: str) -> str:
        """The field of the manifest that a message names, or nothing."""
        fields = self.operation.source.fields if self.operation is not None else {}
        return next((path for path in _PATH.findall(message) if path in fields), "")


def explained(no: RefusalError, key: Key, operation: Operation | None) -> tuple[str, ...]:
    """Why the cluster refused a request about an object: one line for each reason, with its place if it has one."""
    at = _Refused(no, key, operation)
    for fits, lines in _EXPLANATIONS:
        if fits(no):
            found = tuple(lines(at))
            if found:
                return found
    return (f"{at.place()}the cluster refuses {key.title} ({no.status}): {no.message}",)


def owner_of(message: str) -> str:
    """The field manager that a conflict speaks of."""
    found = _MANAGER.search(message)
    return found["manager"] if found else "another"


def _forbidden(at: _Refused) -> Iterator[str]:
    found = _FORBIDDEN.search(at.no.message)
    if found is not None:
        namespace = at.key.collection.namespace
        where, kind = (f" in namespace `{namespace}`", "Role") if namespace else ("", "ClusterRole")
        yield (
            f"`{found['user']}` may not {found['verb']} {found['resource']}{where}: a {kind} must allow verb "
            f"`{found['verb']}` on resource `{found['resource']}` of group `{found['group']}`"
        )


def _escalation(at: _Refused) -> Iterator[str]:
    found = _ESCALATION.search(at.no.message)
    if found is not None:
        kind = at.key.collection.kind
        verb, resource = ("bind", "roles") if kind.endswith("Binding") else ("escalate", at.key.collection.plural)
        yield (
            f"{at.place()}nobody may give rights that he does not have, and {at.key.title} gives {found['rights']}; "
            f"a role must give them, or verb `{verb}` on resource `{resource}`, to who applies it"
        )


def _conflicts(at: _Refused) -> Iterator[str]:
    for cause in at.no.conflicts:
        owner = owner_of(cause.message)
        yield f"{at.place(cause.field)}`{cause.field}` belongs to manager `{owner}`; --force-conflicts takes it over"


def _overtaken(at: _Refused) -> Iterator[str]:
    if at.no.reason == "AlreadyExists" and at.operation is None:
        yield f"{at.key.title} exists already; delete it, or start another one each time with `generateName`"
    elif at.no.reason == "AlreadyExists":
        yield f"{at.place('metadata.name')}{at.key.title} exists already, and this plan did not submit it"
    elif at.no.reason == "Conflict":
        yield f"{at.key.title} has changed on the cluster in the meantime"


def _large(at: _Refused) -> Iterator[str]:
    yield f"{at.place()}{at.key.title} is larger than the cluster takes: {at.no.message}"


def _invalid(at: _Refused) -> Iterator[str]:
    for cause in at.no.causes:
        field = cause.field if cause.field != "<nil>" else ""
        yield f"{at.place(field or at.named(cause.message))}the cluster refuses {_what(at, field)}: {cause.message}"
    if not at.no.causes:
        found = _TYPED.search(at.no.message)
        field, words = (found["field"], found["words"]) if found is not None else ("", at.no.message)
        yield f"{at.place(field or at.named(words))}the cluster refuses {_what(at, field)}: {words}"


def _undecoded(at: _Refused) -> Iterator[str]:
    for found in _UNKNOWN.finditer(at.no.message):
        yield f"{at.place(found['field'])}the cluster does not know `{found['field']}` of {at.key.title}"


def _what(at: _Refused, field: str) -> str:
    return f"`{field}` of {at.key.title}" if field else at.key.title


_EXPLANATIONS: Final = (
    (lambda no: no.status == 403, _forbidden),
    (lambda no: no.status == 403, _escalation),
    (lambda no: bool(no.conflicts), _conflicts),
    (lambda no: no.status == 409, _overtaken),
    (lambda no: no.is_size, _large),
    (lambda no: no.status == 400, _undecoded),
    (lambda no: no.status in (400, 403, 422, 500), _invalid),
)
"""Which refusals each explanation is for; the first that has something to say is taken."""
