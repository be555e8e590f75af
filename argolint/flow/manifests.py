"""The manifest of a resource template, as Argo sees it before the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.problems import BadAlias, BadKey, BadNumber, BrokenYaml

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.syntax.nodes import Scalar

ACTIONS = ("get", "create", "apply", "delete", "replace", "patch")
_WITHOUT_MANIFEST = frozenset({"get", "delete"})
_ANY_WORD = "placeholder"
_QUOTE_TAGS = "put the text that holds the tag in quotes"


class ManifestFault(NamedTuple):
    """Why a manifest is no YAML, and where in its text."""

    start: int
    end: int
    reason: str
    help: str | None


def needs_manifest(template: Template, flow: ObjectFlow) -> bool:
    """Whether the action of a resource template is a right one that takes a manifest."""
    body = body_of(template, "resource")
    action = text(body, "action") if body is not None else None
    if action is None:
        return False
    filled = flow.text(action, template)
    return (filled in ACTIONS and filled not in _WITHOUT_MANIFEST) or filled.startswith(PLACEHOLDER)


def manifest_fault(manifest: Scalar, template: Template, flow: ObjectFlow) -> ManifestFault | None:
    """The first mistake in the first document of a manifest; duplicate keys are none to Argo."""
    filled = flow.text(manifest, template)
    if filled.startswith(PLACEHOLDER):
        return None
    shown = filled.replace(PLACEHOLDER, _ANY_WORD).replace(DYNAMIC, _ANY_WORD)
    documents = parse(SourceFile("", shown))
    problems = documents[0].problems if documents else ()
    for problem in problems:
        if isinstance(problem, BrokenYaml | BadAlias | BadKey | BadNumber):
            return _fault(problem, manifest.text, shown)
    return None


def _fault(problem: BrokenYaml | BadAlias | BadKey | BadNumber, written: str, shown: str) -> ManifestFault:
    span = problem.scalar.span if isinstance(problem, BadNumber) else problem.span
    start, end = span.start, max(span.end, span.start + 1)
    if shown != written:
        start, end = _line(written, shown.count("\n", 0, start))
    reason, hint = _words(problem)
    return ManifestFault(start, end, reason, _QUOTE_TAGS if OPEN in written[start:end] else hint)


def _line(text: str, number: int) -> tuple[int, int]:
    """The offsets of a line (counted from 0, the last at most), without the blanks around it."""
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    start = sum(len(line) + 1 for line in lines[:number])
    line = lines[number]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _words(problem: BrokenYaml | BadAlias | BadKey | BadNumber) -> tuple[str, str | None]:
    if isinstance(problem, BadKey):
        return f"{problem.what} cannot be a key", "put the key in quotes"
    if isinstance(problem, BadNumber):
        return f"JSON has no number `{problem.scalar.text}`", "put it in quotes"
    return problem.reason, problem.hint
