"""What holds for any tree at all."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from argolint.schema import SUPPORTED, Version
from argolint.schema.problems import (
    DeprecatedField,
    ExclusiveFields,
    InvalidChoice,
    LostValue,
    MissingField,
    OutOfRange,
    PluginShape,
    StructureProblem,
    UnknownField,
    WrongLength,
    WrongType,
)
from argolint.schema.walk import check
from argolint.source import SourceFile, Span
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping

NAMES = st.sampled_from(
    ["metadata", "spec", "name", "templates", "steps", "dag", "tasks", "container", "image", "args",
     "env", "value", "valueFrom", "arguments", "parameters", "inputs", "outputs", "artifacts", "s3",
     "key", "plugin", "synchronization", "mutex", "mutexes", "schedule", "schedules", "workflowSpec",
     "volumes", "emptyDir", "secret", "inline", "hooks", "exit", "withItems", "labels", "bogus", "Name",
     "memoize", "metrics", "prometheus", "gauge"]
)  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=40,
)
KINDS = st.sampled_from(["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"])


def tree(value: dict[str, Any]) -> tuple[SourceFile, Mapping]:
    source = SourceFile("x.json", json.dumps(value))
    (document,) = parse(source)
    assert isinstance(document.root, Mapping)
    return source, document.root


def place(problem: StructureProblem) -> Span:
    match problem:
        case UnknownField() | DeprecatedField():
            return problem.key.span
        case WrongType() | LostValue() | PluginShape():
            return problem.node.span
        case MissingField():
            return problem.mapping.span
        case InvalidChoice() | OutOfRange():
            return problem.scalar.span
        case WrongLength():
            return problem.sequence.span
        case ExclusiveFields():
            return problem.keys[-1].span


@settings(max_examples=300)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=6), KINDS, st.sampled_from(SUPPORTED))
def test_any_tree_can_be_walked_and_every_problem_has_a_place(
    value: dict[str, Any], kind: str, version: Version
) -> None:
    source, root = tree(value)
    found = check(root, kind, version)
    for problem in found:
        start, end = place(problem)
        assert 0 <= start < end <= len(source.text)
    assert check(root, kind, version) == found


@settings(max_examples=200)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=6), KINDS)
def test_null_for_all_known_fields_is_no_wrong_type(value: dict[str, Any], kind: str) -> None:
    _, root = tree(dict.fromkeys(value))
    assert not [one for one in check(root, kind, SUPPORTED[-1]) if isinstance(one, WrongType)]
