"""What is said after a change is what a fresh check of everything says."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from argolint.names import Query
from argolint.project.cache.contents import digest
from argolint.project.files import load_source
from argolint.project.incremental import Project
from argolint.project.outcome import Settings
from argolint.project.session import check_files, file_definitions
from argolint.source import SourceFile
from tests.project.edits import START, edit

if TYPE_CHECKING:
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Report

STRICT = Settings(profile="strict", ignore=("scripts",))
ABOUT_RIGHTS = Settings(select=("missing-permission",))


def loaded(path: str, text: str) -> LoadedFile:
    return load_source(SourceFile(path, text))


def said(report: Report) -> list[object]:
    """All of a report that anybody can see."""
    return [
        [(source.path, source.text) for source in report.files],
        [(item.file, item.kind, item.name, item.line) for item in report.objects],
        [
            (
                (at.file, at.source.text, at.span, at.rule, at.severity, at.message, at.object, at.help),
                [(label.file, label.source.text, label.span, label.message) for label in at.labels],
                at.fix and (at.fix.title, at.fix.safe, [(e.source.path, e.span, e.text) for e in at.fix.edits]),
            )
            for at in report.diagnostics
        ],
    ]


def cold(texts: dict[str, str], settings: Settings) -> Report:
    files = [loaded(path, text) for path, text in texts.items()]
    return check_files(files, file_definitions(files), settings)


class Live:
    """A project that follows some texts."""

    def __init__(self, settings: Settings) -> None:
        self.texts: dict[str, str] = {}
        self.project = Project(lambda _: settings, lambda path: loaded(path, self.texts[path]))

    def follow(self, texts: dict[str, str]) -> list[str]:
        changed = [path for path, text in texts.items() if self.texts.get(path) != text]
        for path in set(self.texts) - set(texts):
            self.project.update(path, None)
        for path in changed:
            self.project.update(path, loaded(path, texts[path]), digest(texts[path].encode()))
        self.project.arrange(texts)
        self.texts = dict(texts)
        return changed


def walk(seed: int, steps: int) -> None:
    random = Random(seed)
    texts, live = dict(START), Live(STRICT)
    for step in range(steps):
        changed = live.follow(texts)
        if changed and random.random() < 0.3:
            live.project.diagnostics(changed[0])
        if random.random() < 0.8:
            assert said(live.project.check()) == said(cold(texts, STRICT)), f"seed {seed}, step {step}"
        edit(texts, random)


@pytest.mark.parametrize("seed", range(4))
def test_after_each_edit_it_is_as_if_all_were_checked_afresh(seed: int) -> None:
    walk(seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_after_each_of_many_edits_too(seed: int) -> None:
    walk(seed, 120)


def the_first_rights_come() -> None:
    """The rule asks first whether there is any object beside Argo's, and nothing more if there is none."""
    entry = "    entrypoint: main\n"
    maker = START["runs/submit.yaml"].replace(entry, f"{entry}    serviceAccountName: runner\n")
    runs = {"runs/submit.yaml": maker}
    rights = START["around/rights.yaml"].replace("[create, patch]", "[get]")
    live = Live(ABOUT_RIGHTS)
    live.follow(runs)
    assert not live.project.check().diagnostics
    texts = {**runs, "around/rights.yaml": rights}
    live.follow(texts)
    known = said(cold(texts, ABOUT_RIGHTS))
    assert "missing-permission" in str(known)
    assert said(live.project.check()) == known, "seedless"


def test_the_first_rights_of_a_workspace_are_heeded() -> None:
    the_first_rights_come()


class Forgetful(set[Query]):
    """Forgets all questions of one kind."""

    about = ""

    def add(self, query: Query) -> None:
        if getattr(query, "about", None) != self.about:
            super().add(query)


@pytest.mark.slow
@pytest.mark.parametrize("about", ["namesakes", "companions", "names", "with-template", "may-define"])
def test_these_edits_find_each_question_that_is_not_noted(about: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argolint.project.checking.set", Forgetful, raising=False)  # where what is asked is gathered
    monkeypatch.setattr(Forgetful, "about", about)
    with pytest.raises(AssertionError, match="seed"):
        for seed in range(100, 120):
            walk(seed, 120)


def test_so_does_the_coming_of_the_first_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argolint.project.checking.set", Forgetful, raising=False)
    monkeypatch.setattr(Forgetful, "about", "has-companions")
    with pytest.raises(AssertionError, match="seedless"):
        the_first_rights_come()
