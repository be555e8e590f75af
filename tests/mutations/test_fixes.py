"""A fix takes one mistake away, brings none, and changes nothing but what it is about."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from argolint.diagnostic import Severity
from argolint.project.fixing import Mended, mend
from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile
from tests.mutations.catalogue import mutants
from tests.mutations.manifest import projects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.diagnostic import Diagnostic
    from argolint.project.outcome import Report
    from tests.mutations.mutant import Mutant

SAMPLES = [pytest.param((5, 40), id="few"), pytest.param((100, 500), id="many", marks=pytest.mark.slow)]
"""Mutants of each kind, and how many of all of them can be mended at least."""


class Repair(NamedTuple):
    """A project with one mistake in it: what was found, and what fixing made of it."""

    mutant: Mutant
    texts: dict[str, str]
    sound: Report
    """What is said of the project without the mistake."""

    before: Report
    mended: Mended


@cache
def repairs(per_kind: int) -> tuple[Repair, ...]:
    """The mutants with a fixable finding, fixed."""
    bases = {project.name: project for project in projects()}
    made = []
    for mutant in mutants(per_kind):
        base = {manifest.name: manifest.text for manifest in bases[mutant.project].manifests}
        texts = base | {mutant.file: mutant.text}
        before = _check(texts)
        sound = _check(base)
        old = Counter(map(_key, sound.diagnostics))
        new = [one for one in before.diagnostics if one.fix is not None and not old[_key(one)]]
        if new:
            made.append(Repair(mutant, texts, sound, before, _mend(before, texts)))
    return tuple(made)


def _check(texts: Mapping[str, str]) -> Report:
    return check_sources([SourceFile(name, text) for name, text in texts.items()], Settings())


def _mend(report: Report, texts: dict[str, str]) -> Mended:
    return mend(report, lambda changed: _check(texts | dict(changed)), unsafe=True)


def _key(found: Diagnostic) -> tuple[str, str, str]:
    return found.file, found.rule, found.message


@pytest.mark.parametrize("sample", SAMPLES)
def test_many_mistakes_can_be_mended(sample: tuple[int, int]) -> None:
    assert len(repairs(sample[0])) >= sample[1]


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_was_fixable_is_gone_and_nothing_new_is_there(sample: tuple[int, int]) -> None:
    wrong = []
    for repair in repairs(sample[0]):
        after = repair.mended.report.diagnostics
        left = [found for found in after if found.fix is not None and found.severity is Severity.ERROR]
        new = Counter(map(_key, after)) - Counter(map(_key, repair.before.diagnostics))
        if left or new:
            wrong.append(f"{repair.mutant}: left {[_key(one) for one in left]}, new {list(new)}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("sample", SAMPLES)
def test_fixing_twice_changes_nothing_more(sample: tuple[int, int]) -> None:
    for repair in repairs(sample[0]):
        fixed = repair.texts | repair.mended.texts
        assert _mend(_check(fixed), fixed).texts == {}


@pytest.mark.parametrize("sample", SAMPLES)
def test_all_but_the_edits_stays_as_it_is(sample: tuple[int, int]) -> None:
    for repair in repairs(sample[0]):
        edits = {edit for found in repair.mended.fixed if found.fix is not None for edit in found.fix.edits}
        if any(edit.source.text != repair.texts[edit.source.path] for edit in edits):
            continue  # a later round: its places are those of a text in between
        for name, text in repair.mended.texts.items():
            kept, at = [], 0
            for span, _ in sorted((edit.span, edit.text) for edit in edits if edit.source.path == name):
                kept.append(repair.texts[name][at : span.start])
                at = span.end
            for part in [*kept, repair.texts[name][at:]]:
                assert part in text, repair.mutant
