"""What a retry makes of a run, beside what Argo's own formula makes of it: for each of its nodes, and for the whole."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from argolint.cli.selectors import selector
from argolint.cluster.nodes import nodes_of
from argolint.cluster.pods import pod_name
from argolint.cluster.retrying import retrial, retried
from argolint.project.errors import UsageError
from tests.cluster.build import programs
from tests.cluster.controller import Deed
from tests.cluster.test_retry import DAG, HANDLED, ITEMS, LOOP, ROOT, SET, STEPS
from tests.cluster.users import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cluster.controller import Controller
    from tests.cluster.server import Json

_SAY = '    - {name: say, container: {image: "busybox:1.37", command: [echo]}}\n'
NESTED = (
    HEAD
    + """\
spec:
  entrypoint: main
  hooks: {running: {expression: workflow.status == "Running", template: say}}
  templates:
    - name: main
      steps:
        - - {name: p, template: dag, withItems: [1, 2]}
          - {name: q, template: say}
        - - {name: r, template: say}
    - name: dag
      retryStrategy: {limit: 1}
      dag:
        tasks:
          - {name: a, template: say}
          - {name: s, template: inner, depends: a}
          - {name: t, template: say, depends: a}
          - {name: u, template: say, depends: s && t}
    - name: inner
      steps:
        - - {name: x, template: say, hooks: {exit: {template: say}}}
        - - {name: bad, template: twice}
          - {name: z, template: say}
    - name: twice
      retryStrategy: {limit: 1}
      container: {image: "busybox:1.37", command: [echo]}
"""
    + _SAY
)
DIAMOND = (
    HEAD
    + """\
spec:
  entrypoint: main
  onExit: bye
  templates:
    - name: main
      dag:
        tasks:
          - {name: a, template: say}
          - {name: b, template: say, depends: a, withItems: [1, 2]}
          - {name: c, template: say, depends: a}
          - {name: d, template: say, depends: b && (c || c.Failed)}
          - {name: e, template: say, depends: d, when: "1 == 2"}
          - {name: f, template: say, depends: e}
    - name: bye
      steps: [[{name: one, template: say}], [{name: two, template: say}]]
"""
    + _SAY
)
RUNS = {
    "steps": (STEPS, ("].c",)),
    "steps-last": (STEPS, ("].e",)),
    "steps-well": (STEPS, ()),
    "dag": (DAG, (".bad",)),
    "handled": (HANDLED, (".b",)),
    "items": (ITEMS, ("(1:two)(0)", "(1:two)(1)")),
    "loop": (LOOP, ("(1:2)",)),
    "root": (ROOT, ("*",)),
    "set": (SET, (".both",)),
    "nested": (NESTED, (".bad(0)", ".bad(1)")),
    "nested-once": (NESTED, (".bad(0)",)),
    "nested-after": (NESTED, (".z",)),
    "nested-well": (NESTED, ()),
    "diamond": (DIAMOND, (".d",)),
    "diamond-handled": (DIAMOND, (".c",)),
    "diamond-item": (DIAMOND, (".b(1:2)",)),
    "diamond-exit": (DIAMOND, (".two",)),
}
"""Runs by name: what runs, and the ends of the names of those nodes whose containers fail."""
_GROUPS = frozenset({"DAG", "Steps", "StepGroup", "TaskGroup"})


class Question(NamedTuple):
    """A way to retry a run: what failed, or what a selector means, with other values of parameters."""

    selector: str = ""
    parameters: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """What becomes of the nodes of a run: how each that stays goes on, with what follows it, and the pods that go."""

    open: frozenset[str]
    links: dict[str, tuple[frozenset[str], frozenset[str]]]
    pods: frozenset[str]
    spec: Json


@pytest.fixture(scope="module")
def runs(controller: Controller) -> Iterator[dict[str, Json]]:
    """The runs of the table, once they have ended."""
    started = {}
    for name, (manifest, bad) in RUNS.items():
        namespace = f"formula-{name}"
        controller.server.make_namespace(namespace)
        for end in bad:
            controller.deeds[namespace, "" if end == "*" else end] = Deed(exit_code=1)
        started[name] = controller.submit(YAML(typ="safe").load(manifest), namespace)
    ended = {}
    for name, run in started.items():
        controller.wait(run, f"formula-{name}")
        path = f"/apis/argoproj.io/v1alpha1/namespaces/formula-{name}/workflows/{run}"
        ended[name] = controller.server.need("GET", path)
    yield ended


def questions(run: Json) -> list[Question]:
    """To retry as a whole, and from each node by itself, from several at once, and with another value."""
    each = [f"id={at}" for at in nodes_of(run)]
    found = [
        Question(at) for at in ("", *each, "phase=Succeeded", "templateName=say", "templateName=say,phase!=Failed")
    ]
    given = (run["spec"].get("arguments") or {}).get("parameters") or ()
    return found + [Question(at.selector, (f"{given[0]['name']}=[7]",)) for at in found if given]


def ours(run: Json, asked: Question) -> Outcome | str:
    """What argolint makes of a run, or why it refuses."""
    wanted = selector(asked.selector) if asked.selector else None
    try:
        concerned = retrial(run, wanted, expand=bool(asked.parameters))
    except UsageError as no:
        return str(no)
    nodes = nodes_of(run)
    after = retried(run, concerned, dict(at.split("=", 1) for at in asked.parameters))
    gone = {pod_name(run, nodes[at]) for at in concerned.anew if nodes[at]["type"] == "Pod"}
    return outcome(after, frozenset(gone))


def argos(run: Json, asked: list[Question]) -> list[Outcome | str]:
    """What Argo makes of a run, or why it refuses."""
    text = "\n".join(
        json.dumps(
            {
                "run": run,
                "restartSuccessful": bool(at.selector),
                "selector": at.selector,
                "parameters": list(at.parameters),
            }
        )
        for at in asked
    )
    done = subprocess.run([programs().formula], input=text, capture_output=True, text=True, check=True)
    pods = {pod_name(run, node) for node in nodes_of(run).values() if node["type"] == "Pod"}
    answers: list[Json] = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        at["error"] if "error" in at else outcome(at["run"], frozenset(at.get("pods", ())) & pods) for at in answers
    ]


def outcome(run: Json, pods: frozenset[str]) -> Outcome:
    """What there is to compare in a run that goes on."""
    nodes: dict[str, Any] = run["status"].get("nodes") or {}
    links = {
        at: (frozenset(node.get("children") or ()), frozenset(node.get("outboundNodes") or ()))
        for at, node in nodes.items()
    }
    return Outcome(frozenset(at for at, node in nodes.items() if node["phase"] == "Running"), links, pods, run["spec"])


@pytest.mark.parametrize("name", RUNS)
def test_as_argos_own_formula(runs: dict[str, Json], name: str) -> None:
    run = runs[name]
    nodes = nodes_of(run)
    asked = questions(run)
    for question, theirs in zip(asked, argos(run, asked), strict=True):
        mine = ours(run, question)
        if isinstance(mine, str) or isinstance(theirs, str):
            assert isinstance(theirs, str) or is_in_vain(run, question), (question, mine, theirs)
            continue
        assert mine.links == theirs.links, question
        assert (mine.pods, mine.spec) == (theirs.pods, theirs.spec), question
        # Argo leaves attempts closed that succeeded: what runs anew is then never started.
        assert {nodes[at]["type"] for at in mine.open - theirs.open} <= {"Retry"}, question
        # Argo also opens what came before, by whichever way up it happens to take: it closes again at once.
        assert {nodes[at]["type"] for at in theirs.open - mine.open} <= _GROUPS, question
        assert all(nodes[at]["phase"] == "Succeeded" for at in mine.open ^ theirs.open), question


def is_in_vain(run: Json, question: Question) -> bool:
    """Whether nothing would run anew: Argo takes up such a run all the same, and it ends as it had."""
    nodes = nodes_of(run)
    wanted = selector(question.selector) if question.selector else lambda _: False
    meant = any(wanted(node) for node in nodes.values())
    failed = [node for node in nodes.values() if node["type"] == "Pod" and node["phase"] == "Failed"]
    return not meant if question.selector else [node["displayName"] for node in failed] == ["b"]
