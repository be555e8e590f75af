"""An editor says of a text what `check` says of it: over the examples of all rule pages, and after random edits."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint.ide.workspace import Folder
from argolint.project.configuration.effective import Configurations
from argolint.project.outcome import Settings
from argolint.project.session import check_sources
from argolint.source import SourceFile
from tests.ide.cases import CASES
from tests.ide.marked import marked
from tests.pages.page import read_page

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic

PAGES = Path(__file__).parents[2] / "rules"
Found = list[tuple[str, int, int, str, str]]
PIECES = ("\n", "\r\n", "😀", "é", "{{", "}}", "- ", ": ", "'", '"', "[", "\t", "  ", "{{inputs.parameters.x}}", "#")


def plain(found: tuple[Diagnostic, ...]) -> Found:
    return [(each.file, each.span.start, each.span.end, each.rule, each.message) for each in found]


def said(folder: Folder, sources: dict[str, SourceFile]) -> Found:
    return [each for path in sources for each in plain(folder.diagnostics(path))]


def edited(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice((0, 0, 0, 1, 3, 40)))
    new = rng.choice((*PIECES, "", text[start : start + rng.randrange(60)]))
    return text[:start] + new + text[end:]


def test_every_example_of_every_page() -> None:
    for path in sorted(PAGES.glob("*.md")):
        for example in read_page(path).examples:
            given = {"profile": "strict", **({"argo-version": example.version} if example.version else {})}
            settings = Configurations(given, isolated=True).settings("")
            folder = Folder(None, given)
            for source in example.files:
                folder.write(source)
            fresh = check_sources(example.files, settings).diagnostics
            ours = {source.path for source in example.files if folder.is_ours(source.path)}
            told = said(folder, {source.path: source for source in example.files})
            assert told == [each for each in plain(fresh) if each[0] in ours], path.name


@pytest.mark.parametrize("case", CASES)
def test_random_edits(case: str) -> None:
    snapshot, _ = marked(CASES[case])
    sources = {path: SourceFile(path, file.source.text) for path, file in snapshot.files.items()}
    folder = Folder(None)
    for source in sources.values():
        folder.write(source)
    rng = random.Random(case)
    for _ in range(12):
        path = rng.choice(list(sources))
        sources[path] = SourceFile(path, edited(sources[path].text, rng))
        folder.write(sources[path])
        said(folder, sources)
    fresh = check_sources(list(sources.values()), Settings()).diagnostics
    ours = {path for path in sources if folder.is_ours(path)}
    assert said(folder, sources) == [each for each in plain(fresh) if each[0] in ours]
