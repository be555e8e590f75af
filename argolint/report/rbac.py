"""What accounts need, as manifests with comments, as a table, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from argolint.access.permissions import EVERYWHERE
from argolint.access.roles import bundles, names_fallback
from argolint.plan.yaml_text import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argolint.access.compare import Comparison, Finding
    from argolint.access.permissions import AccountName, Derivation, Permission
    from argolint.access.roles import Bundle
    from argolint.report.style import Style

_MOST_REASONS: Final = 5
_HEADINGS: Final = ("ACCOUNT", "WHERE", "RESOURCE", "NAME", "VERBS", "FIRST REASON")
_NO_NAMESPACE: Final = "no manifest names the namespace of the accounts, so bindings take `default`: say --namespace"


def as_yaml(derivation: Derivation) -> str:
    """The accounts, roles and bindings, with comments that say why."""
    documents = [_document(bundle) for bundle in bundles(derivation)]
    notes = [f"# note: {line}\n" for line in _notes(derivation)]
    return "".join(notes) + "---\n".join(documents)


def as_json(derivation: Derivation) -> str:
    """The permissions one by one, the objects that give them, and what stays open."""
    content = {
        "version": 1,
        "permissions": [_permission(at) for at in derivation.permissions],
        "objects": [bundle.whole() for bundle in bundles(derivation)],
        "notes": [at._asdict() for at in derivation.remarks],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def as_table(derivation: Derivation) -> str:
    """A row for each object or resource, with all verbs on it."""
    rows: dict[tuple[str, ...], list[Permission]] = {}
    for at in derivation.permissions:
        account = f"{at.account.namespace}/{at.account.name}" if at.account.namespace else at.account.name
        resource = f"{at.full_resource}.{at.group}" if at.group else at.full_resource
        where = "cluster" if at.namespace == EVERYWHERE else at.namespace or "-"
        rows.setdefault((account, where, resource, at.name or "*"), []).append(at)
    body = [
        (*key, ",".join(sorted(at.verb for at in found)), str(min(found[0].because))) for key, found in rows.items()
    ]
    notes = [f"note: {line}\n" for line in _notes(derivation)]
    return aligned([_HEADINGS, *body]) + "".join(notes)


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows of words as text in columns."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _notes(derivation: Derivation) -> Iterator[str]:
    if names_fallback(derivation):
        yield _NO_NAMESPACE
    yield from map(str, derivation.remarks)


def _document(bundle: Bundle) -> str:
    if not bundle.rules:
        return yaml_text(bundle.data)
    return yaml_text(bundle.data) + "rules:\n" + "".join(_rules(bundle))


def _rules(bundle: Bundle) -> Iterator[str]:
    for rule in bundle.rules:
        yield from (f"  # {reason}\n" for reason in _reasons(rule.because))
        fields = (f"{name}: [{', '.join(map(json.dumps, words))}]\n" for name, words in rule.data().items())
        yield "  - " + "    ".join(fields)


def _reasons(because: Iterable[object]) -> Iterator[str]:
    listed = [str(at) for at in because]
    yield from listed[:_MOST_REASONS]
    if len(listed) > _MOST_REASONS:
        yield f"and {len(listed) - _MOST_REASONS} more"


def _permission(at: Permission) -> dict[str, Any]:
    return {
        "account": at.account.name,
        "accountNamespace": at.account.namespace or None,
        "namespace": None if at.namespace == EVERYWHERE else at.namespace,
        "clusterWide": at.namespace == EVERYWHERE,
        "group": at.group,
        "resource": at.resource,
        "subresource": at.subresource or None,
        "verb": at.verb,
        "name": at.name or None,
        "because": [reason._asdict() for reason in at.because],
    }


def comparison_text(found: Comparison, style: Style) -> str:
    """What is missing, too much or too wide, account by account."""
    lines = [
        f"{style.paint('absent', 'error')}: the cluster has no service account {_account(at)}" for at in found.absent
    ]
    for at in found.missing:
        doubt = "".join(f", unless {one.role} gives it" for one in found.unknown if one.account == at.account)
        role = "error" if not doubt else "warning"
        where = "in all namespaces" if at.namespace == EVERYWHERE else f"in `{at.namespace}`" if at.namespace else ""
        name = f" `{at.name}`" if at.name else ""
        what = f"`{at.verb}` on `{at.full_resource}`{name} {where}".rstrip()
        group = f" (group `{at.group}`)" if at.group else ""
        lines.append(f"{style.paint('missing', role)}: {_account(at.account)} lacks {what}{group}{doubt}")
        lines += (style.paint(f"    {reason}", "faint") for reason in _reasons(at.because))
    for title, color, findings in (
        ("excessive", "warning", found.excessive),
        ("wildcard", "warning", found.wildcards),
    ):
        for one in findings:
            lines.append(f"{style.paint(title, color)}: {_account(one.account)} has from {one.role}: {one.message}")
    lines += (
        f"{style.paint('unknown', 'label')}: {_account(at.account)} has {at.role}, not seen here"
        for at in found.unknown
    )
    lines += (
        f"{style.paint('dangling', 'warning')}: {_account(at.account)} is bound to {at.role}, which does not exist"
        for at in found.dangling
    )
    counts = (len(found.missing), len(found.excessive), len(found.wildcards))
    total = "{} missing, {} excessive, {} with wildcards.".format(*counts)
    return "".join(f"{line}\n" for line in (*lines, total))


def comparison_json(found: Comparison) -> str:
    """The same for programs."""
    content = {
        "version": 1,
        "missing": [_permission(at) for at in found.missing],
        "excessive": [_finding(at) for at in found.excessive],
        "wildcards": [_finding(at) for at in found.wildcards],
        "unknown": [{"account": _account_data(at.account), "role": at.role} for at in found.unknown],
        "absent": [_account_data(at) for at in found.absent],
        "dangling": [{"account": _account_data(at.account), "role": at.role} for at in found.dangling],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _finding(at: Finding) -> dict[str, Any]:
    return {"account": _account_data(at.account), "role": at.role, "message": at.message}


def _account(account: AccountName) -> str:
    return f"`{account.namespace}/{account.name}`" if account.namespace else f"`{account.name}`"


def _account_data(account: AccountName) -> dict[str, str | None]:
    return {"name": account.name, "namespace": account.namespace or None}
