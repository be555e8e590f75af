"""What a plan would change on a cluster, and what applying it changed: as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING, Any, Final

from argolint.cluster.comparing import Deed
from argolint.cluster.differences import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from argolint.cluster.applying import Result
    from argolint.cluster.comparing import Change
    from argolint.cluster.differences import FieldChange
    from argolint.cluster.objects import Json, Key
    from argolint.report.style import Style

VERSION: Final = 1
"""The number of the JSON document's form; it grows when a field goes or changes its meaning."""

_ROLES: Final = {
    "create": "good",
    "created": "good",
    "update": "warning",
    "updated": "warning",
    "delete": "error",
    "deleted": "error",
    "blocked": "error",
    "failed": "error",
    "not done": "label",
}
_SIGNS: Final = {Edit.ADD: "+", Edit.CHANGE: "~", Edit.REMOVE: "-"}
_SIGN_ROLES: Final = {Edit.ADD: "good", Edit.CHANGE: "warning", Edit.REMOVE: "error"}
_LONGEST: Final = 80
_SAME: Final = "no value differs; argolint becomes an owner of its fields"
_UNKNOWN: Final = "which fields differ was not asked: `argolint plan` lets the server tell"


def render_changes(changes: Sequence[Change], style: Style) -> str:
    """What would change, field by field, and how much of it there is."""
    lines: list[str] = []
    for change in changes:
        lines += _change(change, change.deed.value, change.why, style)
        for field in change.fields:
            lines += _field(field, change, style)
        if change.deed is Deed.UPDATE and not change.fields:
            lines.append(style.paint(f"    {_SAME if change.is_asked else _UNKNOWN}", "faint"))
    return "\n".join([*lines, _summary("Plan", [change.deed.value for change in changes], style)]) + "\n"


def render_results(results: Sequence[Result], style: Style, title: str) -> str:
    """What became of each operation, and of how many."""
    lines = [line for at in results for line in _change(at.change, at.fate.value, at.why, style)]
    return "\n".join([*lines, _summary(title, [at.fate.value for at in results], style)]) + "\n"


def changes_json(changes: Sequence[Change]) -> str:
    """What would change, for programs."""
    return _json("changes", [_change_data(at, "deed", at.deed.value, at.why) for at in changes], "deed")


def results_json(results: Sequence[Result], runs: Mapping[Key, Json]) -> str:
    """What became of each operation, for programs; of a run that was waited for, its phase and message too."""
    found = [_change_data(at.change, "fate", at.fate.value, at.why) for at in results]
    for item, result in zip(found, results, strict=True):
        status = runs.get(result.change.key, {}).get("status") or {}
        item |= {name: status[name] for name in ("phase", "message") if status.get(name)}
    return _json("results", found, "fate")


def _change(change: Change, word: str, why: Sequence[str], style: Style) -> Iterator[str]:
    role = _ROLES.get(word, "faint")
    place = f"  {_place(change)}" if change.operation is not None else ""
    yield f"{style.paint(f'{word:11}', role)} {change.key.title}{style.paint(place, 'faint')}"
    for reason in why:
        yield f"    {reason}"


def _place(change: Change) -> str:
    source = change.operation.source if change.operation is not None else None
    return f"{source.file}:{source.line}" if source is not None else ""


def _field(field: FieldChange, change: Change, style: Style) -> Iterator[str]:
    head = f"    {style.paint(_SIGNS[field.edit], _SIGN_ROLES[field.edit])} {field.path}"
    if field.edit is Edit.CHANGE and all(isinstance(at, str) and "\n" in at for at in (field.before, field.after)):
        yield f"{head}:"
        for line in list(unified_diff(field.before.split("\n"), field.after.split("\n"), lineterm="", n=1))[2:]:
            yield f"        {style.paint(line, {'+': 'good', '-': 'error'}.get(line[:1], 'faint'))}"
        return
    values = {
        Edit.ADD: _short(field.after),
        Edit.REMOVE: _short(field.before),
        Edit.CHANGE: f"{_short(field.before)} → {_short(field.after)}",
    }
    yield f"{head}: {values[field.edit]}{style.paint(_line(field, change), 'faint')}"


def _line(field: FieldChange, change: Change) -> str:
    if change.operation is None or field.edit is Edit.REMOVE:
        return ""
    return f"  {change.operation.source.file}:{change.operation.source.place(field.path)[0]}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _summary(title: str, words: Sequence[str], style: Style) -> str:
    counts = Counter(words)
    parts = ", ".join(f"{count} {word}" for word, count in counts.items()) or "nothing to do"
    return style.paint(f"{title}: {parts}.", "heading")


def _change_data(change: Change, name: str, word: str, why: Sequence[str]) -> dict[str, Any]:
    key = change.key
    found: dict[str, Any] = {
        name: word,
        "apiVersion": key.collection.api_version,
        "kind": key.collection.kind,
        "namespace": key.collection.namespace or None,
        "name": key.name,
        "operation": change.operation.id if change.operation is not None else None,
        "file": change.operation.source.file if change.operation is not None else None,
        "line": change.operation.source.line if change.operation is not None else None,
        "why": list(why),
    }
    if name == "deed":
        found["fields"] = [_field_data(at) for at in change.fields]
        found["conflicts"] = [at._asdict() for at in change.conflicts]
    return found


def _field_data(field: FieldChange) -> dict[str, Any]:
    found: dict[str, Any] = {"edit": field.edit.value, "path": field.path}
    if field.edit is not Edit.ADD:
        found["before"] = field.before
    if field.edit is not Edit.REMOVE:
        found["after"] = field.after
    return found


def _json(name: str, items: list[dict[str, Any]], word: str) -> str:
    summary = Counter(str(item[word]) for item in items)
    return json.dumps({"version": VERSION, name: items, "summary": dict(summary)}, indent=1) + "\n"
