"""Runs as people read them: a table of many, the tree of one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from argolint.cluster.nodes import nodes_of, pruned, tree
from argolint.cluster.pods import pod_name
from argolint.cluster.runs import phase_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from argolint.cluster.nodes import Branch
    from argolint.cluster.objects import Json
    from argolint.report.style import Style

_SIGNS: Final = {
    "Succeeded": ("✔", "good"),
    "Failed": ("✖", "error"),
    "Error": ("⚠", "error"),
    "Running": ("●", "info"),
    "Pending": ("◷", "warning"),
    "Skipped": ("○", "faint"),
    "Omitted": ("○", "faint"),
}
_WAITING: Final = ("‖", "warning")
_UNITS: Final = ((86400, "d"), (3600, "h"), (60, "m"))
_GAP: Final = 2
_WIDE: Final = ("POD", "RESOURCES", "NODE")


def render_list(runs: Sequence[Json], style: Style, now: datetime, *, wide: bool, everywhere: bool) -> str:
    """A table with one line for each run."""
    if not runs:
        return "No workflows.\n"
    rows = [
        [*(["NAMESPACE"] if everywhere else []), "NAME", "STATUS", "AGE", "DURATION", *_wide_heads(wide), "MESSAGE"]
    ]
    for run in runs:
        meta, status = run["metadata"], run.get("status") or {}
        row = [str(meta["namespace"])] if everywhere else []
        row += [str(meta["name"]), phase_of(run), _since(meta.get("creationTimestamp"), now), duration(status, now)]
        row += [str(status.get("progress", "")), _parameters(run)] if wide else []
        rows.append([*row, _line(status.get("message"))])
    at = 2 if everywhere else 1
    return _table(rows, style, {at: lambda cell: _SIGNS.get(cell, ("", "heading"))[1]})


def _wide_heads(wide: bool) -> list[str]:
    return ["PROGRESS", "PARAMETERS"] if wide else []


def render_run(
    run: Json, style: Style, now: datetime, *, wide: bool = False, wanted: Callable[[Json], bool] | None = None
) -> str:
    """What a run is and how far it is, then its nodes as a tree, or those that are wanted with what they lie in.

    `wide` adds their pods and what these took.
    """
    meta, status = run["metadata"], run.get("status") or {}
    facts = {
        "Name": str(meta["name"]),
        "Namespace": str(meta["namespace"]),
        "Status": f"{phase_of(run)}{' (suspended)' if _is_suspended(run) else ''}",
        "Message": _line(status.get("message")),
        "Created": _ago(meta.get("creationTimestamp"), now),
        "Started": _ago(status.get("startedAt"), now),
        "Finished": _ago(status.get("finishedAt"), now),
        "Duration": duration(status, now),
        "Progress": str(status.get("progress", "")),
        "Parameters": _parameters(run),
    }
    width = max(map(len, facts)) + _GAP
    head = "".join(f"{name + ':':{width}}{value}\n" for name, value in facts.items() if value)
    heads = ["STEP", "TEMPLATE", *_WIDE, "DURATION", "MESSAGE"]
    branches = tree(run) if wanted is None else pruned(tree(run), wanted)
    rows = [row if wide else row[:2] + row[2 + len(_WIDE) :] for row in (heads, *_rows(branches, run, now))]
    return head + ("\n" + _table(rows, style, {0: _sign_role}) if len(rows) > 1 else "")


def runs_json(runs: Json | list[Json]) -> str:
    """Runs as the API gives them."""
    body: Any = runs if isinstance(runs, dict) else {"apiVersion": "v1", "kind": "List", "items": runs}
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def duration(item: Json, now: datetime) -> str:
    """How long a run or a node took, or has taken so far."""
    began, ended = _time(item.get("startedAt")), _time(item.get("finishedAt"))
    return _span((ended or now) - began) if began is not None else ""


def _is_suspended(run: Json) -> bool:
    if (run.get("spec") or {}).get("suspend"):
        return True
    return any(at.get("type") == "Suspend" and at.get("phase") == "Running" for at in nodes_of(run).values())


def _rows(branches: Sequence[Branch], run: Json, now: datetime, lead: str = "", stems: str = "") -> Iterator[list[str]]:
    """The lines of branches, each with `lead` before it, and those inside them with `stems`."""
    for branch in branches:
        node = branch.node
        name = pod_name(run, node) if node.get("type") == "Pod" else ""
        sized = " ".join(f"{at}:{amount}" for at, amount in (node.get("resourcesDuration") or {}).items())
        wide = [name, sized, str(node.get("hostNodeName", ""))]
        label = f"{lead}{_sign(node)} {node.get('displayName', '')}"
        yield [label, _template(node), *wide, duration(node, now), _line(node.get("message"))]
        for number, inner in enumerate(branch.branches, 1):
            fork, below = ("└─", "  ") if number == len(branch.branches) else ("├─", "│ ")
            yield from _member(inner, run, now, stems + fork, stems + below)


def _member(branch: Branch, run: Json, now: datetime, lead: str, stems: str) -> Iterator[list[str]]:
    """The lines of what lies in a node; steps that start together hang on a stem of their own."""
    if branch.node.get("type") != "StepGroup":
        yield from _rows((branch,), run, now, lead, stems)
        return
    last = len(branch.branches)
    for number, step in enumerate(branch.branches, 1):
        fork, below = ("──", "  ") if last == 1 else ("┬─", "│ ") if number == 1 else ("├─", "│ ")
        fork, below = ("└─", "  ") if 1 < number == last else (fork, below)
        yield from _rows((step,), run, now, (lead if number == 1 else stems) + fork, stems + below)


def _sign(node: Json) -> str:
    if node.get("type") == "Suspend" and node.get("phase") == "Running":
        return _WAITING[0]
    return _SIGNS.get(str(node.get("phase")), ("◷", ""))[0]


def _sign_role(cell: str) -> str:
    roles = dict((*_SIGNS.values(), _WAITING))
    return next((roles[letter] for letter in cell if letter in roles), "heading")


def _template(node: Json) -> str:
    ref = node.get("templateRef") or {}
    return f"{ref['name']}/{ref['template']}" if ref.get("name") else str(node.get("templateName", ""))


def _parameters(run: Json) -> str:
    given = ((run.get("spec") or {}).get("arguments") or {}).get("parameters") or ()
    return ",".join(f"{at.get('name')}={_line(at.get('value', ''))}" for at in given)


def _table(rows: list[list[str]], style: Style, roles: dict[int, Any]) -> str:
    used = [at for at in range(len(rows[0])) if at == 0 or any(row[at] for row in rows[1:])]
    widths = {at: max(len(row[at]) for row in rows) for at in used}
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for at in used:
            padded = f"{row[at]:{widths[at] + _GAP}}" if at != used[-1] else row[at]
            role = "faint" if not number else roles[at](row[at]) if at in roles else ""
            cells.append(style.paint(padded, role) if role else padded)
        lines.append("".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def _time(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text).replace("Z", "+00:00")) if text else None
    except ValueError:
        return None


def _since(text: Any, now: datetime) -> str:
    moment = _time(text)
    return _span(now - moment) if moment is not None else ""


def _ago(text: Any, now: datetime) -> str:
    return f"{text} ({_since(text, now)} ago)" if _time(text) is not None else ""


def _span(length: Any) -> str:
    """The two largest units of a length of time."""
    seconds = max(0, int(length.total_seconds()))
    parts: list[str] = []
    for size, unit in _UNITS:
        if seconds >= size or parts:
            parts.append(f"{seconds // size}{unit}")
            seconds %= size
    return "".join([*parts, f"{seconds}s"][:2])


def _line(text: Any) -> str:
    return " ".join(str(text).split()) if text else ""


def names(runs: Iterable[Json]) -> str:
    """One name a line, as kubectl takes it."""
    return "".join(f"workflow.argoproj.io/{run['metadata']['name']}\n" for run in runs)
