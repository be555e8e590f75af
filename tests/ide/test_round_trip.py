"""Every name of real manifests renamed there and back: the same text to the byte, and the same findings in between."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint.ide.navigation import at, definition
from argolint.ide.renaming import Refusal, edited, rename
from argolint.ide.snapshot import Snapshot
from argolint.ide.symbols import Role, Symbol
from argolint.project.files import load_path, load_source
from argolint.project.outcome import Settings
from argolint.project.session import check_sources

if TYPE_CHECKING:
    from argolint.source import SourceFile

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MARK = "zq"
MOST_REFUSED = 0.03


def workspace(paths: list[Path]) -> Snapshot:
    return Snapshot([load_path(str(path)) for path in paths], Settings())


def findings(sources: list[SourceFile]) -> Counter[tuple[str, int, str, str]]:
    """What is told on which line; the messages name what was renamed."""
    report = check_sources(sources, Settings())
    return Counter((found.file, found.line, found.rule, found.severity) for found in report.diagnostics)


def there_and_back(snapshot: Snapshot, symbol: Symbol) -> Refusal | None:
    place = snapshot.declarations(symbol)[0]
    new = symbol.name[:40] + MARK
    edits = rename(snapshot, place.file, place.span.start, new)
    if isinstance(edits, Refusal):
        return edits
    changed = edited(edits)
    after = snapshot.replaced(*(load_source(source) for source in changed))
    before = [file.source for file in snapshot.files.values()]
    between = [file.source for file in after.files.values()]
    assert findings(before) == findings(between), (symbol, [source.path for source in changed])
    shift = sum(
        len(edit.text) - (edit.span.end - edit.span.start)
        for edit in edits
        if edit.source.path == place.file and edit.span.end <= place.span.start
    )
    back = rename(after, place.file, place.span.start + shift, symbol.name)
    assert not isinstance(back, Refusal), (symbol, back)
    assert {source.path: source.text for source in edited(back)} == {
        source.path: snapshot.files[source.path].source.text for source in changed
    }
    return None


def check(snapshots: list[Snapshot]) -> None:
    tried = refused = 0
    for snapshot in snapshots:
        for symbol in list(snapshot.known()):
            if snapshot.declarations(symbol):
                tried += 1
                refused += there_and_back(snapshot, symbol) is not None
    assert tried > 50
    assert refused <= MOST_REFUSED * tried


def examples() -> list[Snapshot]:
    return [workspace(sorted(folder.glob("*.yaml"))) for folder in sorted(EXAMPLES.iterdir()) if folder.is_dir()]


def test_names_of_the_examples() -> None:
    check(examples())


@pytest.mark.slow
def test_names_of_argos_examples(facts: Path) -> None:
    paths = sorted((facts / "corpus" / "argo-examples").rglob("*.yaml"))
    check([workspace([path]) for path in paths])


def leads_home(snapshot: Snapshot) -> None:
    """From each place to a declaration whose text is the name."""
    for path in snapshot.files:
        for occurrence in snapshot.symbols(path).occurrences:
            targets = definition(snapshot, path, occurrence.span.start)
            known = any(snapshot.declarations(found.symbol) for found in at(snapshot, path, occurrence.span.start))
            assert bool(targets) or not known
            for target in targets:
                assert target.role is Role.DECLARATION
                assert target.source.text[target.span.start : target.span.end] == occurrence.symbol.name


def test_definitions_in_the_examples() -> None:
    for snapshot in examples():
        leads_home(snapshot)


@pytest.mark.slow
def test_definitions_in_argos_examples(facts: Path) -> None:
    leads_home(workspace(sorted((facts / "corpus" / "argo-examples").rglob("*.yaml"))))
