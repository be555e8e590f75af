"""Roles that serve one account and nobody else, as far as the workspace tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from argolint.expressions.tags import OPEN
from argolint.model import objects
from argolint.model.build import mapping, mappings, text
from argolint.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.permissions import AccountName
    from argolint.model import Companion
    from argolint.names import Workspace

_BINDINGS: Final = ("RoleBinding", "ClusterRoleBinding")
_ROLE: Final = "Role"
_ACCOUNT: Final = "ServiceAccount"


def serves_only(account: AccountName, workspace: Workspace) -> Iterator[Companion]:
    """The Roles, of which there is one of the name, that are bound to an account and to nothing else."""
    roles = workspace.companions(_ROLE)
    bindings = [at for kind in _BINDINGS for at in workspace.companions(kind)]
    if any(_pods_beside(account.name, at) for at in bindings):
        return
    for role in roles:
        if role.name is None or _has_tags(role) or sum(_name(at) == role.name.text for at in roles) > 1:
            continue
        own = [at for at in bindings if _bound(at) == (_ROLE, role.name.text)]
        if own and all(_is_alone(account, at) for at in own):
            yield role


def _is_alone(account: AccountName, binding: Companion) -> bool:
    """Whether a binding is for an account and for nobody else."""
    subjects = list(mappings(binding.node, "subjects"))
    if len(subjects) != 1 or _has_tags(binding):
        return False
    kind, name, where = (text(subjects[0], field) for field in ("kind", "name", "namespace"))
    namespace = where.text if where is not None else binding.namespace
    known = not namespace or not account.namespace or namespace == account.namespace
    return kind is not None and kind.text == _ACCOUNT and name is not None and name.text == account.name and known


def _pods_beside(name: str, binding: Companion) -> bool:
    """Whether something in the file of a binding that is no workflow runs pods as an account."""
    source = binding.document.source
    runs = [item.node for document in parse(source) for item in objects(document)]
    uses = re.finditer(rf"""serviceAccount(?:Name)?["']?:[ ]*["']?{re.escape(name)}\b(?!-)""", source.text)
    return any(not any(run.start <= use.start() < run.end for run in runs) for use in uses)


def _bound(binding: Companion) -> tuple[str, str]:
    ref = mapping(binding.node, "roleRef")
    kind, name = (text(ref, field) if ref is not None else None for field in ("kind", "name"))
    return (kind.text if kind is not None else "", name.text if name is not None else "")


def _name(role: Companion) -> str:
    return role.name.text if role.name is not None else ""


def _has_tags(item: Companion) -> bool:
    return OPEN in item.document.source.text[item.node.start : item.node.end]
