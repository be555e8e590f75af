"""A plan for people: operations in order, then the calls of each run as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argolint.plan.document import Plan
    from argolint.report.style import Style

_SYMBOLS: Final = {True: "●", None: "◌", False: "○"}
"""Runs, may run, never runs: what the conditions of a call come to."""
_COLORS: Final = {True: "good", None: "label", False: "faint"}


def render(plan: Plan, style: Style) -> str:
    """The plan as text, with a key to its symbols."""
    lines = [style.paint(f"Operations ({len(plan.operations)})", "heading")]
    for number, operation in enumerate(plan.operations, 1):
        where = f"{operation.namespace}/" if operation.namespace else ""
        title = f"{operation.action:6} {operation.kind} {where}{operation.name}"
        place = f"{operation.source.file}:{operation.source.line}"
        lines.append(f"{number:4}. {title}  {style.paint(f'{place}  {operation.reason}', 'faint')}")
    for run in plan.program:
        lines += ["", style.paint(f"{run['object']['kind']} {run['object']['name']}", "heading")]
        lines += [f"  {text}" for text in _parameters(run, style)]
        lines += [f"  needs {_need(at)}" for at in run.get("needs", ())]
        for call in (run["root"], *run.get("handlers", ())):
            lines += _call(call, style, "")
    if plan.program:
        lines += ["", style.paint("● runs  ◌ may run  ○ never runs", "faint")]
    return "\n".join(lines) + "\n"


def _need(need: Mapping[str, Any]) -> str:
    return f"{need['kind']} {need['name']}{', if it is there' if need['optional'] else ''}"


def _call(call: Mapping[str, Any], style: Style, indent: str) -> Iterator[str]:
    verdict = _verdict(call)
    template = call["template"]
    target = call.get("why") if template is None else f"{_target(template)} ({template['type']})"
    title = f"{call['kind']} {call['name']}" if call["kind"] in ("step", "task") else call["name"]
    head = f"  {indent}{style.paint(_SYMBOLS[verdict], _COLORS[verdict])} {title} → {target}"
    yield head + style.paint("".join(f"  {note}" for note in _notes(call)), "faint")
    for text in _parameters(call, style):
        yield f"  {indent}    {text}"
    for below in (*call.get("calls", ()), *call.get("handlers", ())):
        yield from _call(below, style, f"{indent}  ")


def _target(template: Mapping[str, Any]) -> str:
    return f"{template['object']['name']}/{template['name'] or 'inline'}"


def _verdict(call: Mapping[str, Any]) -> bool | None:
    """Whether a call runs: no where one of its conditions never holds, perhaps where one is open."""
    found = [call[name]["holds"] for name in ("when", "depends") if name in call]
    if False in found or call.get("loop", {}).get("count") == 0:
        return False
    return None if (call["kind"] == "hook" or ("when" in call and call["when"]["holds"] is None)) else True


def _notes(call: Mapping[str, Any]) -> Iterator[str]:
    if "when" in call:
        yield f"when {call['when']['text']}"
    if "depends" in call:
        yield f"after {call['depends']['text']}"
    if "loop" in call:
        count = call["loop"]["count"]
        yield f"×{count}" if count is not None else f"×? ({call['loop']['why']})"
    if "repeats" in call:
        yield f"again from {call['repeats']}"
    if "folded" in call:
        yield "not unfolded: too many calls, or too deep"


def _parameters(owner: Mapping[str, Any], style: Style) -> Iterator[str]:
    for at in owner.get("parameters", ()):
        if "value" in at:
            yield f"{at['name']} = {_short(at['value'])}"
        else:
            yield f"{at['name']} = {style.paint('?', 'label')} {style.paint(at['unknown']['why'], 'faint')}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
