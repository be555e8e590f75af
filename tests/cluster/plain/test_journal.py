"""The journal survives a sudden end at each byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.cluster.journal import journal_path, new_journal, read_journal
from argolint.plan.document import Plan
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

PLAN = Plan("0.1.0", "4.1", (), ())


def test_it_tells_what_was_begun_and_done(tmp_path: Path) -> None:
    path = str(tmp_path / "deep" / "journal")
    journal = new_journal(path, PLAN)
    journal.begin("a")
    journal.end("a", "7")
    journal.begin("b")
    found = read_journal(path)
    assert (found.plan, found.begun, found.done, found.finished) == (PLAN, {"a", "b"}, {"a"}, False)
    found.end("b", "8")
    found.finish()
    assert (read_journal(path).done, read_journal(path).finished) == ({"a", "b"}, True)


def test_a_line_that_was_cut_off_never_was(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = new_journal(str(path), PLAN)
    head = path.stat().st_size
    journal.begin("a")
    whole = path.read_bytes()
    for length in range(head, len(whole)):
        path.write_bytes(whole[:length])
        found = read_journal(str(path))
        assert found.begun == frozenset()
        found.begin("b")
        assert read_journal(str(path)).begun == {"b"}


@pytest.mark.parametrize("text", ["", "{}\n", "no JSON\n", '{"version": 1, "plan": {}}\n', "[]\n"])
def test_what_is_no_journal_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "journal"
    path.write_text(text)
    with pytest.raises(UsageError):
        read_journal(str(path))


def test_without_a_journal_there_is_nothing_to_resume(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to resume"):
        read_journal(str(tmp_path / "none"))


def test_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert journal_path("ci/plan.json", ["x"]) == "ci/plan.json.journal"
    here = journal_path(None, ["a.yaml", "team"])
    assert here.startswith(f"{tmp_path}/argolint/")
    assert here != journal_path(None, ["a.yaml", "other"])
