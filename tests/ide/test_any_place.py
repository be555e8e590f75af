"""No place of any text, whole or cut off, makes a feature fail."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from argolint.ide import navigation
from argolint.ide.hierarchy import incoming, outgoing, runnable_at
from argolint.ide.hints import hints, lenses
from argolint.ide.hover import hover
from argolint.ide.links import links
from argolint.ide.outline import OutlineEntry, find, outline
from argolint.ide.renaming import Refusal, prepare_rename
from argolint.ide.signatures import signature_at
from argolint.ide.snapshot import Snapshot
from argolint.ide.structure import folds, selections
from argolint.ide.tokens import tokens
from argolint.project.files import load_source
from argolint.project.outcome import Settings
from argolint.source import SourceFile, Span
from tests.ide.cases import CASES
from tests.ide.marked import marked

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 25, tzinfo=UTC)
RENAMES_EVERY = 20


def at_a_place(snapshot: Snapshot, path: str, offset: int) -> None:
    text = snapshot.files[path].source.text
    for found in navigation.at(snapshot, path, offset):
        assert found.span.start <= offset <= found.span.end <= len(text)
    navigation.definition(snapshot, path, offset)
    navigation.references_at(snapshot, path, offset)
    navigation.highlights(snapshot, path, offset)
    hover(snapshot, path, offset, NOW)
    signature_at(snapshot, path, offset)
    grown = selections(snapshot, path, offset)
    assert all(outer.start <= inner.start and inner.end <= outer.end for inner, outer in pairwise(grown))
    runnable = runnable_at(snapshot, path, offset)
    if runnable is not None and offset % RENAMES_EVERY == 0:
        incoming(snapshot, runnable)
        outgoing(snapshot, runnable)
    if offset % RENAMES_EVERY == 0:
        prepared = prepare_rename(snapshot, path, offset)
        assert isinstance(prepared, Refusal) or text[prepared.span.start : prepared.span.end] == prepared.name


def of_a_file(snapshot: Snapshot, path: str) -> None:
    text = snapshot.files[path].source.text
    for entry in outline(snapshot, path):
        nested(entry, Span(0, len(text)))
    found = tokens(snapshot, path)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) for span in folds(snapshot, path))
    links(snapshot, path)
    hints(snapshot, path, Span(0, len(text)))
    lenses(snapshot, path, NOW)
    find(snapshot, "a")


def nested(entry: OutlineEntry, outer: Span) -> None:
    """An editor refuses a tree whose names stand outside of their entries."""
    assert outer.start <= entry.span.start <= entry.span.end <= outer.end
    assert entry.span.start <= entry.name_span.start <= entry.name_span.end <= entry.span.end
    for child in entry.children:
        nested(child, entry.span)


def everywhere(snapshot: Snapshot, step: int = 1) -> None:
    for path, file in snapshot.files.items():
        of_a_file(snapshot, path)
        for offset in range(0, len(file.source.text) + 1, step):
            at_a_place(snapshot, path, offset)


def cut_off(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + (text[at + rng.randrange(1, 40) :] if rng.random() < 0.5 else "")


@pytest.mark.parametrize("case", CASES)
def test_whole_and_cut_off_cases(case: str) -> None:
    snapshot, _ = marked(CASES[case])
    everywhere(snapshot, 3)
    rng = random.Random(case)
    for _ in range(5):
        path, file = rng.choice(list(snapshot.files.items()))
        everywhere(snapshot.replaced(load_source(SourceFile(path, cut_off(file.source.text, rng)))), 11)


@pytest.mark.slow
def test_real_files_whole_and_cut_off(facts: Path) -> None:
    rng = random.Random(8)
    paths = sorted((facts / "corpus" / "argo-examples").rglob("*.yaml"))
    for path in rng.sample(paths, 50):
        text = path.read_text()
        everywhere(Snapshot([load_source(SourceFile("a.yaml", text))], Settings()))
        for _ in range(10):
            everywhere(Snapshot([load_source(SourceFile("a.yaml", cut_off(text, rng)))], Settings()), 7)
