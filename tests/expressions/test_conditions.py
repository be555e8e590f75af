"""Comparisons and status words, picked out of conditions by their form."""

from __future__ import annotations

import pytest

from argolint.expressions.comparisons import comparisons
from argolint.expressions.roots import meant_root
from argolint.expressions.statuses import compared
from argolint.expressions.times import is_time


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{a.b}} == c", [("a.b", "==", "c")]),
        ("'{{a}}' != \"c d\"", [("a", "!=", "c d")]),
        (
            "x == {{a}} && ({{b}} == 'y' || !({{c}} != z))",
            [("a", "==", "x"), ("b", "==", "y"), ("c", "!=", "z")],
        ),
        ("{{a}} == 7", [("a", "==", "7")]),
        ("{{a}} == 1.2", []),
        ("{{a}}-x == y", []),
        ("{{=a}} == y", []),
        ("{{a}} =~ y", []),
        ("{{a}} == {{b}}", []),
        ("{{a}}", []),
        ("", []),
    ],
)
def test_comparisons(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(one.name, one.operator, one.word) for one in comparisons(text)] == found


@pytest.mark.parametrize(
    ("text", "bare_words", "words"),
    [
        ("{{steps.a.status}} == Done", True, ["Done"]),
        ("Done != {{ tasks.a-b.status }}", True, ["Done"]),
        ("\"{{workflow.status}}\" == 'Done'", True, ["Done"]),
        ("lastRetry.status == 'Done' || steps['a-b'].status == \"Over\"", False, ["Done", "Over"]),
        ("lastRetry.status == done", False, []),
        ("{{status}} == Done", True, ["Done"]),
        ("{{inputs.parameters.status}} == Done", True, []),
        ("{{steps.a.outputs.parameters.status}} == Done", True, []),
        ("{{steps.a.status}} == {{inputs.parameters.wanted}}", True, []),
        ("steps.a.status == inputs.parameters.wanted", False, []),
    ],
)
def test_status_words(text: str, bare_words: bool, words: list[str]) -> None:
    found = list(compared(text, bare_words=bare_words))
    assert [one.word for one in found] == words
    assert [text[one.start : one.end] for one in found] == words


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("work.parameters.city", "workflow"),
        ("workflw.name", "workflow"),
        ("Workflow.status", "workflow"),
        ("input.parameters.city", "inputs"),
        ("params.parameters.city", "inputs"),
        ("step.build.outputs.result", "steps"),
        ("taks.build.status", "tasks"),
        ("node1.outputs.result", None),
        (".Values.city", None),
        ("values.city", None),
        ("user.name", None),
        ("step.one", None),
        ("workflow.parameters.city", None),
        ("item.city", None),
        ("input.parameters.city | upper", None),
        ("inputs", None),
    ],
)
def test_roots(name: str, root: str | None) -> None:
    assert meant_root(name) == root


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("workflow.creationTimestamp", True),
        ("workflow.creationTimestamp.Y", True),
        ("workflow.creationTimestamp.RFC3339", True),
        ("workflow.creationTimestamp.s", True),
        ("workflow.creationTimestamp.YYYY", False),
        ("workflow.creationTimestamp.%Y", False),
        ("workflow.creationTimestampY", False),
        ("workflow.scheduledTime", True),
        ("workflow.scheduledTime.Y", False),
    ],
)
def test_times(name: str, known: bool) -> None:
    assert is_time(name) is known
