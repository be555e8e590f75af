"""Every place of a symbol leads to its declaration and to all the others, and to nothing else."""

from __future__ import annotations

import pytest

from argolint.ide.navigation import at, definition, highlights, references_at
from tests.ide.cases import CASES
from tests.ide.marked import Place, marked


def _places(found: tuple) -> set[tuple[str, int, int]]:
    return {(each.file, *each.span) for each in found}


def _key(place: Place) -> tuple[str, int, int]:
    return place.file, place.start, place.end


@pytest.mark.parametrize("case", CASES)
def test_every_place_knows_all_the_others(case: str) -> None:
    workspace, marks = marked(CASES[case])
    places = [place for place in marks if not place.bound]
    expected = {_key(place) for place in places}
    declared = {_key(place) for place in places if place.declares}
    first = next(place for place in places if place.declares)
    assert _places(references_at(workspace, *_start(first))) == expected
    symbols = {found.symbol for found in at(workspace, *_start(first))}
    for place in places:
        here = at(workspace, *_start(place))
        meant = {symbol for found in here for symbol in (found.symbol, *workspace.counterparts(found.symbol))}
        assert symbols & meant
        assert all((found.span.start, found.span.end) == (place.start, place.end) for found in here)
        if {found.symbol for found in here} == symbols:
            targets = _places(definition(workspace, *_start(place)))
            assert targets == declared or (place.declares and targets == declared - {_key(place)})
            in_file = {key for key in expected if key[0] == place.file}
            assert _places(highlights(workspace, *_start(place))) == in_file


def _start(place: Place) -> tuple[str, int]:
    return place.file, place.start
