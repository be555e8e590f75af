"""One mistake put into a valid project is reported, and on the line where it was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

import argolint
from argolint.diagnostic import Severity
from tests.mutations.catalogue import CERTAIN, LIKELY, mutants
from tests.mutations.manifest import Project, projects

if TYPE_CHECKING:
    from tests.mutations.mutant import Mutant

FEWEST = 200
REPORTED = 0.98
PLACED = 0.95


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, and what was said with the severity due: rule and line in the file with the mistake."""

    mutant: Mutant
    said: tuple[tuple[str, int], ...]

    @property
    def placed(self) -> bool:
        """Whether something was said on a line where the mistake is."""
        return any(line in self.mutant.change.lines for _, line in self.said)


@cache
def trials() -> tuple[Trial, ...]:
    """All mutants, checked."""
    bases = {project.name: project for project in projects()}
    return tuple(_try(mutant, bases[mutant.project]) for mutant in mutants())


def _try(mutant: Mutant, base: Project) -> Trial:
    least = Severity(mutant.least).rank
    with TemporaryDirectory() as folder:
        texts = {manifest.name: manifest.text for manifest in base.manifests} | {mutant.file: mutant.text}
        report = argolint.check(_written(texts, Path(folder)), isolated=True)
    heavy = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity.rank >= least]
    return Trial(mutant, tuple((found.rule, found.line) for found in heavy if Path(found.file).name == mutant.file))


def _written(texts: dict[str, str], folder: Path) -> list[Path]:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def test_mutants_are_many_and_always_the_same() -> None:
    sample = mutants()
    assert len(sample) >= FEWEST
    assert sample == mutants()
    assert len(Counter(mutant.kind for mutant in sample)) == len(CERTAIN) + len(LIKELY)


@pytest.mark.parametrize("project", projects(), ids=lambda project: project.name)
def test_projects_without_mistake_have_no_error(project: Project, tmp_path: Path) -> None:
    paths = _written({manifest.name: manifest.text for manifest in project.manifests}, tmp_path)
    report = argolint.check(paths, isolated=True)
    assert [str(found) for found in report.diagnostics if found.severity == "error"] == []


def test_mistakes_are_reported() -> None:
    silent = [str(trial.mutant) for trial in trials() if not trial.said]
    assert 1 - len(silent) / len(trials()) >= REPORTED, "\n".join(silent)


def test_mistakes_are_reported_where_they_are() -> None:
    astray = [f"{trial.mutant} — said: {trial.said[:3]}" for trial in trials() if not trial.placed]
    assert 1 - len(astray) / len(trials()) >= PLACED, "\n".join(astray)


def test_a_mistake_is_said_once_and_has_no_echo() -> None:
    echoes = [
        f"{trial.mutant}: {trial.said}"
        for trial in trials()
        if trial.placed and len(trial.said) > len({line for _, line in trial.said} & {*trial.mutant.change.lines})
    ]
    assert echoes == []
