"""A snapshot that grew edit by edit says what one made anew says."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from argolint.ide.snapshot import Snapshot
from argolint.project.files import load_source
from argolint.project.outcome import Settings
from argolint.source import SourceFile
from tests.ide.cases import CASES
from tests.ide.marked import marked

if TYPE_CHECKING:
    from argolint.ide.symbols import Occurrence

NAMES = ("lib", "outer", "inner", "job", "run", "t", "env", "main")


def texts() -> dict[str, str]:
    """All cases as files of one workspace."""
    return {
        f"{number}/{path}": file.source.text
        for number, case in enumerate(CASES.values())
        for path, file in marked(case)[0].files.items()
    }


def typed(text: str, rng: random.Random) -> str:
    """A text after one more edit: a letter, a word in place of another, a piece lost."""
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:at] + rng.choice("ab-:{}\n ") + text[at:]
    if kind == 1:
        name, other = rng.choice(NAMES), rng.choice(NAMES)
        return text.replace(f"name: {name}", f"name: {other}", 1)
    return text[:at] + text[at + rng.randrange(6) :]


def places(found: list[Occurrence]) -> list[tuple[object, ...]]:
    return [(at.file, at.span, at.symbol, at.role, at.form) for at in found]


def same(warm: Snapshot, cold: Snapshot) -> None:
    for path in cold.files:
        assert places([*warm.symbols(path).occurrences]) == places([*cold.symbols(path).occurrences]), path
        assert warm.symbols(path).uses == cold.symbols(path).uses
    known = set(cold.known())
    assert set(warm.known()) == known
    for symbol in known:
        assert places(warm.occurrences(symbol)) == places(cold.occurrences(symbol))
        assert warm.counterparts(symbol) == cold.counterparts(symbol)
        assert places(warm.declarations(symbol)) == places(cold.declarations(symbol))


@pytest.mark.parametrize(("seed", "edits"), [(1, 60), (2, 60), pytest.param(3, 1500, marks=pytest.mark.slow)])
def test_edits_one_after_the_other(seed: int, edits: int) -> None:
    rng = random.Random(seed)
    now = texts()
    warm = Snapshot([load_source(SourceFile(path, text)) for path, text in now.items()], Settings())
    whole = dict(now)
    for number in range(edits):
        path = rng.choice(list(whole))
        if rng.random() < 0.1:
            warm = warm.without(path)
            now.pop(path, None)
        else:
            now[path] = whole[path] if rng.random() < 0.3 else typed(now.get(path, whole[path]), rng)
            warm = warm.replaced(load_source(SourceFile(path, now[path])))
        if rng.random() < 0.5:
            next(iter(warm.known()))
        if number % 4 == 0:
            same(warm, Snapshot([load_source(SourceFile(at, text)) for at, text in now.items()], Settings()))
