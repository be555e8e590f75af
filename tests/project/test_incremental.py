"""What is said after a change is what a fresh check of everything says."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from argolint.names import Query
from argolint.project.cache.contents import digest
from argolint.project.files import load_source
from argolint.project.incremental import Project
from argolint.project.outcome import Settings
from argolint.project.session import check_files, file_definitions
from argolint.source import SourceFile
from tests.facts import CHECKOUT
from tests.project.edits import START, edit

if TYPE_CHECKING:
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import Report

STRICT = Settings(profile="strict", ignore=("scripts",))


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
@pytest.mark.parametrize("seed", range(100, 126))
def test_after_each_of_many_edits_too(seed: int) -> None:
    walk(seed, 120)


class Change(NamedTuple):
    """A change of other files that changes what is said of a file, through a question of one kind alone."""

    rule: str
    before: dict[str, str]
    after: dict[str, str]


def the_page(rule: str) -> str:
    """The first bad example on the page of a rule."""
    return (CHECKOUT / "rules" / f"{rule}.md").read_text("utf-8").partition("## Bad")[2].split("```")[1][5:]


MAKER = START["runs/submit.yaml"].replace(
    "    entrypoint: main\n", "    entrypoint: main\n    serviceAccountName: runner\n"
)
RIGHTS = START["around/rights.yaml"].replace("[create, patch]", "[get]")
STEPS = START["runs/steps.yaml"]
GREET = START["library/greet.yaml"]
EXCESS = the_page("excessive-permission")
DELETES = EXCESS[EXCESS.rindex("---\n") + 4 :].replace("action: create", "action: delete").replace("generateN", "n")
BROKEN = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata:\n  name: gret\nspec: [\n"
OTHER = GREET.replace("name: greet\n", "name: gret2\n", 1).replace("hello", "hi").replace("twice", "two")
FAR = OTHER.replace("gret2", "something-else")
KEYS = START["around/settings.yaml"]
REFERENCES = "unknown-template-ref"
CHANGES = {
    "namesakes": Change(
        REFERENCES, {"a.yaml": STEPS, "b.yaml": GREET}, {"b.yaml": GREET.replace("name: twice", "name: thrice")}
    ),
    "companions": Change(
        "missing-configmap-key", {"a.yaml": STEPS, "b.yaml": KEYS}, {"b.yaml": KEYS.replace("limit:", "most:")}
    ),
    "has-companions": Change("missing-permission", {"a.yaml": MAKER}, {"b.yaml": RIGHTS}),
    "names": Change(REFERENCES, {"a.yaml": STEPS}, {"b.yaml": OTHER}),
    "with-template": Change(
        REFERENCES,
        {"a.yaml": STEPS, "b.yaml": GREET.replace("name: twice", "name: thrice"), "c.yaml": FAR},
        {"c.yaml": FAR.replace("name: two\n", "name: twice\n")},
    ),
    "may-define": Change(REFERENCES, {"a.yaml": STEPS}, {"b.yaml": BROKEN}),
    "everything": Change("excessive-permission", {"a.yaml": EXCESS}, {"b.yaml": DELETES}),
}


class Forgetful(set[Query]):
    """Forgets all questions of one kind."""

    about = ""

    def add(self, query: Query) -> None:
        if getattr(query, "about", None) != self.about:
            super().add(query)


def follows(change: Change) -> None:
    settings = Settings(select=(change.rule,))
    live = Live(settings)
    live.follow(change.before)
    before = said(live.project.check())[2]
    texts = {**change.before, **change.after}
    live.follow(texts)
    known = said(cold(texts, settings))
    assert known[2] != before
    assert said(live.project.check()) == known, "stale"


@pytest.mark.parametrize("about", CHANGES)
def test_what_is_asked_is_noted(about: str, monkeypatch: pytest.MonkeyPatch) -> None:
    follows(CHANGES[about])
    monkeypatch.setattr("argolint.project.checking.set", Forgetful, raising=False)  # where what is asked is gathered
    monkeypatch.setattr(Forgetful, "about", about)
    with pytest.raises(AssertionError, match="stale"):
        follows(CHANGES[about])
