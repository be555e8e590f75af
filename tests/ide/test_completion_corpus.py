"""Completion where references stand in real manifests: what stood there is offered, and nothing that is wrong."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from argolint.diagnostic import Severity
from argolint.ide.completion import complete
from argolint.ide.navigation import declared
from argolint.ide.snapshot import Snapshot
from argolint.ide.symbols import Role
from argolint.project.files import load_path, load_source
from argolint.project.outcome import Settings
from argolint.project.session import check_sources
from argolint.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from argolint.ide.completion import Offer, Probe
    from argolint.ide.symbols import Occurrence

LENIENT = Settings(references="lenient", ignore=("missing-argument",))
"""The arguments of a template are written after its name."""
FEWEST = 3
"""References that make a manifest worth the try."""


class Written(NamedTuple):
    """What is offered where a reference is written anew, so many letters of it typed."""

    text: str
    probe: Probe | None
    offers: tuple[Offer, ...]
    wanted: str


@pytest.fixture(scope="module")
def workspace(facts: Path) -> Snapshot:
    paths = sorted((facts / "corpus" / "argo-examples").rglob("*.yaml"))
    return Snapshot([load_path(str(path)) for path in paths], Settings())


def references(workspace: Snapshot, path: str) -> list[Occurrence]:
    """Where a file names what is declared somewhere."""
    return [
        at
        for at in workspace.symbols(path).occurrences
        if at.role is not Role.DECLARATION and declared(workspace, at.symbol)
    ]


def chosen(workspace: Snapshot, count: int) -> list[str]:
    paths = [path for path in workspace.files if len(references(workspace, path)) >= FEWEST]
    random.Random(1).shuffle(paths)
    return paths[:count]


def written(workspace: Snapshot, at: Occurrence, letters: int) -> Written:
    text, (start, end) = at.source.text, at.span
    cut = text[: start + letters] + text[end:]
    probe, offers = complete(workspace.replaced(load_source(SourceFile(at.file, cut))), at.file, start + letters)
    before = cut[probe.span.start : start] if probe is not None else ""
    return Written(cut, probe, offers, before + text[start:end])


def is_meant(offer: Offer, wanted: str) -> bool:
    return offer.name == wanted or offer.name.startswith((f"{wanted}.", f"{wanted}["))


@pytest.mark.parametrize("count", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_what_stands_there_is_offered(workspace: Snapshot, count: int) -> None:
    offered, first = [], []
    for path in chosen(workspace, count):
        for at in references(workspace, path):
            anew = written(workspace, at, 0)
            offered.append(any(is_meant(offer, anew.wanted) for offer in anew.offers))
            if len(at.symbol.name) > 2:
                typed = written(workspace, at, 2)
                begun = typed.wanted[: len(typed.wanted) - len(at.symbol.name) + 2].lower()
                fitting = [offer for offer in typed.offers if offer.name.lower().startswith(begun)]
                first.append(bool(fitting) and is_meant(fitting[0], typed.wanted))
    assert sum(offered) / len(offered) >= 0.99
    assert sum(first) / len(first) >= 0.6


@pytest.mark.parametrize("count", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_nothing_is_offered_that_a_check_refuses(workspace: Snapshot, count: int) -> None:
    for path in chosen(workspace, count):
        known = set(errors(workspace.files[path].source))
        for at in references(workspace, path):
            for name, refused in refusals(written(workspace, at, 0), path, known):
                raise AssertionError(f"{path}:{at.source.position(at.span.start).line}: {name}: {refused}")


def refusals(anew: Written, path: str, known: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The offers that would be an error where they stand, each with what is said of it."""
    if anew.probe is None:
        return
    start, end = anew.probe.span
    for offer in anew.offers:
        new = offer.text or offer.name
        source = SourceFile(path, anew.text[:start] + new + anew.text[end:])
        for found in check_sources([source], LENIENT).diagnostics:
            is_here = found.span.start < start + len(new) and start < found.span.end
            if found.severity is Severity.ERROR and is_here and (found.rule, found.message) not in known:
                yield offer.name, found.message


def errors(source: SourceFile) -> Iterator[tuple[str, str]]:
    return ((at.rule, at.message) for at in check_sources([source], LENIENT).diagnostics)
