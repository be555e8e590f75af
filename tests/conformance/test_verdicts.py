"""argolint says yes and no where Argo does: on whole manifests, and on small ones for one condition each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.differences import KINDS, known, known_differences
from tests.conformance.verdicts import CORPORA, NEWEST, PROBES, VERSIONS, agreement, compare

if TYPE_CHECKING:
    from pathlib import Path

CORPUS_AGREEMENT = 0.995
PROBE_AGREEMENT = 0.97
PROBE_AGREEMENT_BUT_FOR_STRICTNESS = 0.98
PROBES_PLACED = 0.95

by_version = pytest.mark.parametrize(
    "version",
    [pytest.param(version, marks=[] if version == NEWEST else [pytest.mark.slow]) for version in VERSIONS],
)
pytestmark = pytest.mark.conformance


@by_version
@pytest.mark.parametrize("suite", [*CORPORA, *PROBES])
def test_nothing_crashes(facts: Path, suite: str, version: str) -> None:
    assert compare(facts, suite, version).crashes == []


@by_version
@pytest.mark.parametrize("suite", [*CORPORA, *PROBES])
def test_every_difference_is_known(facts: Path, suite: str, version: str) -> None:
    assert compare(facts, suite, version).differences == known(suite, version)


@by_version
@pytest.mark.parametrize("suite", CORPORA)
def test_agreement_on_whole_manifests(facts: Path, suite: str, version: str) -> None:
    assert agreement(facts, [suite], version) >= CORPUS_AGREEMENT


@by_version
def test_agreement_on_probes(facts: Path, version: str) -> None:
    assert agreement(facts, PROBES, version) >= PROBE_AGREEMENT


@by_version
def test_agreement_on_probes_where_lint_is_not_too_mild(facts: Path, version: str) -> None:
    """Argo's lint accepts what then fails when it runs; such a file, listed with its reason, is no disagreement."""
    assert agreement(facts, PROBES, version, but_for_strictness=True) >= PROBE_AGREEMENT_BUT_FOR_STRICTNESS


@pytest.mark.parametrize("suite", PROBES)
def test_errors_are_where_they_are_due(facts: Path, suite: str) -> None:
    outcome = compare(facts, suite, NEWEST)
    assert outcome.placed >= PROBES_PLACED, "\n".join(outcome.elsewhere)


def test_table_of_differences_is_well_formed() -> None:
    entries = known_differences()
    assert all(entry.kind in KINDS and entry.reason.strip() for entry in entries)
    assert all(set(entry.versions) <= set(VERSIONS) and entry.versions for entry in entries)
    places = [(entry.suite, entry.file, version) for entry in entries for version in entry.versions]
    assert len(places) == len(set(places))
