"""Each type takes what Argo's decoder takes, and nothing else."""

from __future__ import annotations

import pytest

from argolint.schema.problems import LostValue, PluginShape, WrongType
from tests.schema.shapes import container, only, problems, template, workflow

MAP, LIST = "{k: v}", "[v]"
NUMBERS = ["1", "0", "-7", "1.5", "010", "0o17", "0x1F", "0b1", "1_000", "1e3", "08", ".5", "!!int 3"]
BOOLEANS = ["true", "False", "yes", "NO", "on", "Off", "y", "N"]
NULLS = ["", "~", "null", "Null", "NULL"]
TEXTS = [
    "x", '"1"', "'yes'", "2026-01-31", "1:30", "1.2.3", "!!str 1", "tRUE", "nULL", "0x", "+x", "1 2",
    '""',
]  # fmt: skip


def refuses(text: str) -> bool:
    found = problems(text)
    assert all(isinstance(problem, WrongType) for problem in found)
    return bool(found)


@pytest.mark.parametrize("value", TEXTS + NULLS)
def test_a_text_field_takes_texts(value: str) -> None:
    assert not refuses(container(f"workingDir: {value}"))


@pytest.mark.parametrize("value", [*NUMBERS, *BOOLEANS, MAP, LIST])
def test_a_text_field_refuses_all_else(value: str) -> None:
    assert refuses(container(f"workingDir: {value}"))


@pytest.mark.parametrize("value", ["1", "-1", "0755", "2.0", "1e1", "0x7f", "9223372036854775807", *NULLS])
def test_an_integer_field_takes_whole_numbers(value: str) -> None:
    assert not refuses(workflow(f"activeDeadlineSeconds: {value}"))


@pytest.mark.parametrize("value", ["1.5", "'1'", "x", "'{{x}}'", "9223372036854775808", "1e30", *BOOLEANS, MAP, LIST])
def test_an_integer_field_refuses_all_else(value: str) -> None:
    assert refuses(workflow(f"activeDeadlineSeconds: {value}"))


@pytest.mark.parametrize(("value", "refused"), [("2147483647", False), ("2147483648", True), ("-2147483649", True)])
def test_a_narrow_integer_has_32_bits(value: str, refused: bool) -> None:
    assert refuses(workflow(f"priority: {value}")) == refused
    assert not refuses(workflow(f"activeDeadlineSeconds: {value}"))


@pytest.mark.parametrize(("value", "refused"), [("18446744073709551615", False), ("0", False), ("-1", True)])
def test_a_depth_is_unsigned(value: str, refused: bool) -> None:
    text = template(f"inputs: {{artifacts: [{{name: a, git: {{repo: r, depth: {value}}}}}]}}")
    assert refuses(text) == refused


@pytest.mark.parametrize("value", [*BOOLEANS, *NULLS])
def test_a_boolean_field_takes_booleans(value: str) -> None:
    assert not refuses(workflow(f"suspend: {value}"))


@pytest.mark.parametrize("value", ["'true'", "1", "x", MAP, LIST])
def test_a_boolean_field_refuses_all_else(value: str) -> None:
    assert refuses(workflow(f"suspend: {value}"))


@pytest.mark.parametrize("value", ["3", "2.0", "'3'", "many", "'{{x}}'", "''", *NULLS])
def test_a_limit_takes_a_number_or_a_text(value: str) -> None:
    assert not refuses(template(f"retryStrategy: {{limit: {value or 'null'}}}"))


@pytest.mark.parametrize("value", ["1.5", "true", "2147483648", MAP, LIST])
def test_a_limit_refuses_all_else(value: str) -> None:
    assert refuses(template(f"retryStrategy: {{limit: {value}}}"))


@pytest.mark.parametrize("field", ["value", "default"])
@pytest.mark.parametrize("value", [*TEXTS, *NUMBERS, *BOOLEANS, "null"])
def test_a_parameter_takes_any_scalar(field: str, value: str) -> None:
    assert not problems(workflow(f"arguments: {{parameters: [{{name: p, {field}: {value}}}]}}"))


@pytest.mark.parametrize("value", [MAP, LIST, "{}", "[]"])
def test_a_parameter_loses_a_map_or_a_list(value: str) -> None:
    problem = only(LostValue, problems(workflow(f"arguments: {{parameters: [{{name: p, value: {value}}}]}}")))
    assert problem.path == "spec.arguments.parameters[0].value"


def test_an_enum_is_a_list_of_any_scalars() -> None:
    assert not problems(workflow("arguments: {parameters: [{name: p, value: 1, enum: [1, yes, x, 1.5, null]}]}"))
    assert refuses(workflow("arguments: {parameters: [{name: p, enum: x}]}"))


@pytest.mark.parametrize("value", ["1Gi", "100m", "1.5", "1e3", "'1'", "' 1 '", "0x10", "-1", "null"])
def test_a_quantity_takes_amounts(value: str) -> None:
    assert not refuses(container(f"resources: {{limits: {{memory: {value}}}}}"))


@pytest.mark.parametrize("value", ["1Gb", "1 Gi", "''", "'{{x}}'", "yes", "1K", MAP, LIST])
def test_a_quantity_refuses_all_else(value: str) -> None:
    assert refuses(container(f"resources: {{limits: {{memory: {value}}}}}"))


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("null", False), ("2026-01-31T12:00:00Z", False), ("'2026-01-31T12:00:00.5+02:00'", False),
        ("2026-01-31", True), ("''", True), ("5", True), ("2026-02-30T12:00:00Z", True),
    ],
)  # fmt: skip
def test_a_timestamp_is_rfc_3339(value: str, refused: bool) -> None:
    text = f"kind: Workflow\nmetadata: {{creationTimestamp: {value}}}\n"
    assert refuses(text) == refused


@pytest.mark.parametrize(("value", "refused"), [("aGVsbG8=", False), ("aGVsbG8", True), ("1", True), ("null", False)])
def test_bytes_are_base64(value: str, refused: bool) -> None:
    text = template(f"http: {{url: http://x, bodyFrom: {{bytes: {value}}}}}")
    assert refuses(text) == refused


@pytest.mark.parametrize("value", ["x", "1", "yes", MAP, "'[]'"])
def test_a_list_refuses_scalars_and_maps(value: str) -> None:
    assert refuses(container(f"command: {value}"))


def test_a_null_in_a_list_is_the_empty_text() -> None:
    assert not problems(container("command: [echo, null, ~]"))


def test_each_item_of_a_list_is_checked() -> None:
    found = problems(container("args: [a, 1, yes, {b: c}, d]"))
    assert [problem.path for problem in found if isinstance(problem, WrongType)] == [
        f"spec.templates[0].container.args[{index}]" for index in (1, 2, 3)
    ]


@pytest.mark.parametrize("value", ["x", "1", LIST])
def test_a_map_refuses_scalars_and_lists(value: str) -> None:
    assert refuses(template(f"nodeSelector: {value}"))
    assert refuses(template(f"container: {value}"))


def test_a_map_has_any_scalar_as_key_and_texts_as_values() -> None:
    assert not problems("kind: Workflow\nmetadata: {labels: {1: a, true: b, x: null}}\n")
    assert refuses("kind: Workflow\nmetadata: {labels: {a: true}}\n")


@pytest.mark.parametrize(
    ("value", "refused"), [("[[{name: a}]]", False), ("[null]", False), ("[]", False), ("[{name: a}]", True),
                           ("[{steps: []}]", True), ("{name: a}", True), ("[[a]]", True)]
)  # fmt: skip
def test_steps_are_a_list_of_lists(value: str, refused: bool) -> None:
    assert refuses(template(f"steps: {value}")) == refused


@pytest.mark.parametrize("value", ["1", "x", "true", "null", "{a: {b: c}}", "[1, [2]]"])
def test_an_item_is_anything(value: str) -> None:
    assert not problems(template(f"steps: [[{{name: a, template: b, withItems: [{value}]}}]]"))


@pytest.mark.parametrize("value", ["1", "many", "true", "null"])
def test_a_bucket_is_any_scalar(value: str) -> None:
    metric = f"{{name: m, help: h, histogram: {{value: '1', buckets: [{value}]}}}}"
    assert not problems(template(f"metrics: {{prometheus: [{metric}]}}"))


@pytest.mark.parametrize(("value", "count"), [("{}", 0), ("{a: {}, b: {}}", 2), ("{a: {}, b: {}, c: 1}", 3)])
def test_a_plugin_has_one_key(value: str, count: int) -> None:
    assert only(PluginShape, problems(template(f"plugin: {value}"))).length == count


def test_what_stands_below_the_key_of_a_plugin_is_its_own() -> None:
    assert not problems(template("plugin: {hello: {anything: [1, {x: y}]}}"))
    assert refuses(template("plugin: x"))


def test_null_counts_as_not_given_everywhere() -> None:
    assert not problems("kind: Workflow\nmetadata:\nspec:\nstatus: ~\n")
    assert not problems(workflow("arguments:\ntemplates: [null]\nparallelism:\nvolumes: ~"))


def test_a_foreign_kind_is_left_alone() -> None:
    assert not problems("kind: Deployment\nspec: 5\nwhatever: {}\n")
    assert not problems("kind: List\nitems: [{kind: Workflow, spec: 5}]\n")


def test_an_event_binding_is_checked() -> None:
    assert refuses("kind: WorkflowEventBinding\nspec: {event: {selector: 1}}\n")


@pytest.mark.parametrize(
    ("text", "hint", "replacement", "safe"),
    [
        (container("args: [1.0]"), 'quote it: `"1.0"`', '"1.0"', True),
        (container("command: sh"), "write a list, also of a single item", '["sh"]', False),
        (workflow("parallelism: '2'"), "take the quotes away", "2", True),
        (workflow("suspend: 'true'"), "take the quotes away", "true", True),
        (template("steps: [{name: a}]"), "put `- ` before the first key: a list of maps is due", None, False),
        (template("container: [{image: x}]"), "take the `- ` away: one map is due", None, False),
    ],
)
def test_advice_says_how_to_mend(text: str, hint: str, replacement: str | None, safe: bool) -> None:
    advice = only(WrongType, problems(text)).advice
    assert advice is not None
    assert (advice.hint, advice.text, advice.safe) == (hint, replacement, safe)


def test_advice_on_a_tag_says_when_it_is_read() -> None:
    advice = only(WrongType, problems(workflow("parallelism: '{{workflow.parameters.n}}'"))).advice
    assert advice is not None
    assert "before it fills in tags" in advice.hint


def test_no_advice_where_none_is_plain() -> None:
    assert only(WrongType, problems(workflow("parallelism: many"))).advice is None
    assert only(WrongType, problems(container("workingDir: {a: b}"))).advice is None


def test_a_long_text_is_shortened_in_words() -> None:
    found = only(WrongType, problems(workflow(f"parallelism: {'very ' * 40}long"))).found
    assert found.startswith("the text `very very")
    assert len(found) < 60
