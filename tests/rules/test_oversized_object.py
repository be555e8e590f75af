"""What takes up too much room in the cluster: long texts, and the nodes of loops."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, rules, workflow

LEAF = "- {name: leaf, container: {image: 'busybox:1.37', command: [date]}}\n"
NAME = "oversized-object"


def steps(*calls: str, name: str = "main") -> str:
    return f"- name: {name}\n  steps:\n" + "".join(f"  - - {{{call}}}\n" for call in calls)


def script(size: int, kind: str = "Workflow") -> str:
    source = "    " + "x" * size
    body = f"- name: main\n  script:\n    image: busybox:1.37\n    command: [sh]\n    source: |\n  {source}\n"
    return workflow(body, kind=kind)


@pytest.mark.parametrize(
    "loop",
    [
        "withSequence: {count: 7000}",
        "withSequence: {count: '7000'}",
        "withSequence: {start: 1, end: 7000}",
        "withSequence: {start: 7000, end: 1}",
        "withSequence: {count: '{{workflow.parameters.many}}'}",
        "withParam: '" + str(list(range(7000))) + "'",
        "withItems: " + str(list(range(7000))),
    ],
)
def test_many_rounds(loop: str) -> None:
    text = workflow(
        steps(f"name: a, template: leaf, {loop}") + LEAF, "arguments: {parameters: [{name: many, value: 7000}]}\n"
    )
    found = [one for one in diagnostics(text) if one.rule == NAME]
    assert [one.source.text[one.span.start :].startswith(loop.split(":")[0]) for one in found] == [True]


@pytest.mark.parametrize(
    "calls",
    [
        ["name: a, template: leaf, withSequence: {count: 6000}"],
        ["name: a, template: leaf, withParam: '{{workflow.parameters.many}}'"],
        ["name: a, template: leaf, withSequence: {count: '{{workflow.parameters.many}}'}"],
        ["name: a, template: inner, withSequence: {count: 100}", "name: b, template: inner, withSequence: {count: 9}"],
        ["name: a, template: inner, when: '{{workflow.parameters.many}} == 1', withSequence: {count: 1000}"],
        ["name: a, template: main, when: '{{workflow.parameters.many}} == 1', withSequence: {count: 1000}"],
    ],
)
def test_few_or_unknown_rounds(calls: list[str]) -> None:
    inner = steps("name: each, template: leaf, withSequence: {count: 40}", name="inner")
    assert NAME not in rules(workflow(steps(*calls) + inner + LEAF, "arguments: {parameters: [{name: many}]}\n"))


def test_loops_in_loops_multiply_across_objects() -> None:
    called = "name: a, templateRef: {name: lib, template: inner}, withSequence: {count: 90}"
    library = workflow(
        steps("name: each, template: leaf, withSequence: {count: 90}", name="inner") + LEAF, kind="WorkflowTemplate"
    )
    library = library.replace("name: test", "name: lib").replace("  entrypoint: main\n", "")
    found = [one for one in diagnostics(workflow(steps(called)) + "---\n" + library) if one.rule == NAME]
    assert [one.message for one in found] == [
        "with the status of 8,282 nodes Workflow `test` takes up about 647 KiB in the cluster, "
        "and Argo stops at 1,024: most come from here"
    ]


def test_a_library_without_entrypoint() -> None:
    text = workflow(steps("name: a, template: leaf, withSequence: {count: 7000}") + LEAF, kind="WorkflowTemplate")
    assert NAME in rules(text.replace("  entrypoint: main\n", ""))


@pytest.mark.parametrize("kind", ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"])
def test_long_texts(kind: str) -> None:
    found = [one for one in diagnostics(script(530_000, kind)) if one.rule == NAME]
    assert [one.start for one in found] == [(4, 9)]
    assert NAME not in rules(script(500_000, kind))


def test_text_and_nodes_together() -> None:
    long = "- name: long\n  script: {image: 'busybox:1.37', command: [sh], source: 'echo %s'}\n" % ("x" * 300_000)
    loop = steps("name: a, template: leaf, withSequence: {count: 3000}")
    assert NAME in rules(workflow(loop + LEAF + long))
    assert NAME not in rules(workflow(loop + LEAF))
    assert NAME not in rules(workflow(steps("name: a, template: leaf") + LEAF + long))


def test_an_anchor_counts_wherever_its_alias_stands() -> None:
    first = script(200_000).replace("source: |", "source: &long |")
    more = "".join(
        f"  - {{name: m{n}, script: {{image: 'busybox:1.37', command: [sh], source: *long}}}}\n" for n in range(2)
    )
    assert NAME in rules(first + more)
