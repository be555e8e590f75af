"""Compares argolint's verdicts with those that Argo's own linter gave on the same files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import argolint
from tests.conformance.differences import known

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VERSIONS = ("4.1", "4.0", "3.7", "3.6", "3.5")
NEWEST = VERSIONS[0]
CORPORA = ("argo-examples", "argo-e2e")
PROBES = ("objects", "calls")
NEAR = 2
FINE_RUNS = ("Succeeded", "Running (suspended)", "not run")


@dataclass(slots=True)
class Outcome:
    """What came out of one suite under one version; `differences` tells by file how the verdicts differ."""

    compared: int = 0
    differences: dict[str, str] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)
    lines_named: int = 0
    elsewhere: list[str] = field(default_factory=list)

    @property
    def agreed(self) -> int:
        """Number of files on which both say the same."""
        return self.compared - len(self.differences) - len(self.crashes)

    @property
    def placed(self) -> float:
        """Share of the expected lines that have an error close by."""
        return 1 - len(self.elsewhere) / self.lines_named if self.lines_named else 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Argo's word on one file: whether it refuses it, at which line, and whether a run of it fails."""

    refused: bool
    line: int | None = None
    run_fails: bool = False


@cache
def compare(facts: Path, suite: str, version: str) -> Outcome:
    """The outcome of one suite; it is computed once however many tests look at it."""
    folder, verdicts = _corpus(facts, suite, version) if suite in CORPORA else _probes(facts, suite, version)
    outcome = Outcome()
    for name, verdict in sorted(verdicts.items()):
        outcome.compared += 1
        _compare_file(outcome, folder / name, name, verdict, version)
    return outcome


def agreement(facts: Path, suites: Iterable[str], version: str, *, but_for_strictness: bool = False) -> float:
    """Share of the files of some suites on which argolint and Argo say the same, or argolint is listed as stricter."""
    outcomes = [(suite, compare(facts, suite, version)) for suite in suites]
    agreed = sum(outcome.agreed for _, outcome in outcomes)
    if but_for_strictness:
        agreed += sum(
            kind == "false alarm" and known(suite, version).get(file) == kind
            for suite, outcome in outcomes
            for file, kind in outcome.differences.items()
        )
    return agreed / sum(outcome.compared for _, outcome in outcomes)


def _compare_file(outcome: Outcome, path: Path, name: str, verdict: Verdict, version: str) -> None:
    try:
        report = argolint.check([path], isolated=True, config={"argo-version": version})
    except Exception as problem:  # a crash is a result to report, whatever it is
        outcome.crashes.append(f"{name}: {problem!r}")
        return
    errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity == "error"]
    if any(diagnostic.rule == "internal-error" for diagnostic in errors):
        outcome.crashes.append(f"{name}: internal error")
        return
    refused = bool(errors) or not report.objects
    if verdict.refused and not refused:
        outcome.differences[name] = "miss"
    elif refused and not verdict.refused and not verdict.run_fails:
        outcome.differences[name] = "false alarm"
    elif verdict.refused and verdict.line:
        outcome.lines_named += 1
        if all(abs(diagnostic.line - verdict.line) > NEAR for diagnostic in errors):
            places = ", ".join(f"{diagnostic.rule} in line {diagnostic.line}" for diagnostic in errors[:3])
            outcome.elsewhere.append(f"{name}: due in line {verdict.line}, found {places or 'no object'}")


def _corpus(facts: Path, suite: str, version: str) -> tuple[Path, dict[str, Verdict]]:
    suffix = "" if version == NEWEST else f"-{version}"
    recorded = _read(facts / "corpus" / f"{suite}-verdicts{suffix}.json")
    return facts / "corpus" / suite, {name: Verdict(entry["exit"] != 0) for name, entry in recorded.items()}


def _probes(facts: Path, suite: str, version: str) -> tuple[Path, dict[str, Verdict]]:
    folder = facts / "probes" / suite
    return folder, {
        name: Verdict(entry["exit"][version] != 0, entry["line"], _fails(entry.get("run")))
        for name, entry in _read(folder / "verdicts.json").items()
        if entry["exit"].get(version) is not None and not entry.get("unstable")
    }


def _fails(run: object) -> bool:
    return run is not None and not str(run).startswith(FINE_RUNS)


def _read(path: Path) -> dict[str, Any]:
    entries: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return entries
