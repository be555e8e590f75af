"""What may be moved to a place of its own: afterwards the same is found, and the text is as a person would write it."""

from __future__ import annotations

import pytest

from argolint.diagnostic import Severity
from argolint.ide.extraction import extractions
from argolint.ide.renaming import edited
from argolint.ide.workspace import Folder
from argolint.source import SourceFile

HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: town, value: Bern}]}
  templates:
"""


def mistakes(folder: Folder) -> list[str]:
    return [each.rule for each in folder.diagnostics("a.yaml") if each.severity is Severity.ERROR]


def offered(text: str) -> dict[str, str]:
    """The texts that come of what is offered at the mark, by title; nothing is found before or after."""
    offset = text.index("▮")
    folder = Folder(None)
    folder.write(SourceFile("a.yaml", text.replace("▮", "")))
    assert mistakes(folder) == []
    made = {}
    for extraction in extractions(folder.snapshot(), "a.yaml", offset):
        (source,) = edited(extraction.edits)
        folder.write(source)
        assert mistakes(folder) == []
        made[extraction.title] = source.text
        folder.write(SourceFile("a.yaml", text.replace("▮", "")))
    return made


INLINE = (
    HEAD
    + """\
  - name: main
    steps:
    - - name: say
        ▮inline:  # short
          # what is said
          container:
            image: busybox:1.37
            command: [sh, -c]
            args:
              - |
                echo {{workflow.parameters.town}}

                date
"""
)
NAMED = (
    HEAD
    + """\
  - name: main
    steps:
    - - name: say
        template: say  # short
  - name: say
    # what is said
    container:
      image: busybox:1.37
      command: [sh, -c]
      args:
        - |
          echo {{workflow.parameters.town}}

          date
"""
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_inline_template_gets_a_name(end: str) -> None:
    made = offered(INLINE.replace("\n", end))
    assert made == {"Extract the inline template as `say`": NAMED.replace("\n", end)}


def test_it_goes_behind_all_others_and_takes_a_name_that_is_free() -> None:
    other, rest = "  - name: say\n    suspend: {}\n", "  onExit: say\n"
    (made,) = offered(INLINE + other + rest).values()
    named = NAMED.replace("template: say ", "template: say-2 ").replace("  - name: say\n", f"{other}  - name: say-2\n")
    assert made == named + rest


@pytest.mark.parametrize("tag", ["{{inputs.parameters.a}}", "{{=inputs.parameters.a}}", "{{item}}"])
def test_what_the_caller_fills_stays(tag: str) -> None:
    text = f"""\
  - name: main
    inputs: {{parameters: [{{name: a, value: b}}]}}
    dag:
      tasks:
      - name: say
        withItems: [a]
        ▮inline:
          container: {{image: "busybox:1.37", command: [echo], args: ["{tag}"]}}
"""
    assert offered(HEAD + text) == {}


STEP = """\
  - name: main
    steps:
    - - name: say
        ▮inline:
          container:
            image: busybox:1.37
            command: [date]
"""
NESTED = """\
  - name: main
    inputs: {parameters: [{name: a, value: b}]}
    steps:
    - - name: one
        inline:
          steps:
          - - name: two
              arguments: {parameters: [{name: a, value: b}]}
              inline:
                inputs: {parameters: [{name: a}]}
                ▮container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.a}}"]}
"""
LATER = "    - - name: later\n        template: other\n  - name: other\n    container: {image: *i , command: [date]}\n"
KEPT = {
    "a template with a name": STEP.replace("inline:\n", "inline:\n          name: other\n"),
    "an anchor that is used later": STEP.replace("image: ", "image: &i ") + LATER,
    "an anchor above": STEP.replace("container:", "container: &c"),
    "an alias": "  - name: first\n    container: &c {image: a:1, command: [date]}\n"
    + STEP.partition("          container")[0]
    + "          container: *c\n",
    "a tag that the outer caller fills": NESTED,
    "flow style": "  - name: main\n    steps:\n    - - {name: a, ▮inline: {container: {image: a:1, args: [date]}}}\n",
}


@pytest.mark.parametrize("case", KEPT)
def test_what_cannot_move_as_it_is_stays(case: str) -> None:
    assert offered(HEAD + KEPT[case]) == {}


def test_each_byte_of_a_text_moves() -> None:
    text = (
        STEP.replace("date", '"a\u2028b"')
        + """\
            args:
              - |
                a
                  \u0020
                b
"""
    )
    (made,) = offered(HEAD + text).values()
    assert made.endswith("      args:\n        - |\n          a\n            \u0020\n          b\n")
    assert '      command: ["a\u2028b"]\n' in made


def test_own_inputs_go_with_it() -> None:
    text = """\
  - name: main
    dag:
      tasks:
      - name: say
        arguments: {parameters: [{name: a, value: b}]}
        inline:
          inputs: {parameters: [{name: a}]}
          ▮container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.a}}"]}
"""
    (made,) = offered(HEAD + text).values()
    assert made.endswith(
        "  - name: say\n    inputs: {parameters: [{name: a}]}\n" + text.splitlines()[-1].replace("▮", "")[6:] + "\n"
    )


VALUES = {
    "image": ("      image: bu▮sybox:1.37\n      command: [date]\n", "image", '"busybox:1.37"'),
    "an argument": (
        "      image: busybox:1.37\n      command: [echo]\n      args: ['it''s ▮so']\n",
        "value",
        "'it''s so'",
    ),
    "an argument of a program": (
        '      image: busybox:1.37\n      command: [sh, -c]\n      args: [echo "$0", o▮ne]\n',
        "value",
        '"one"',
    ),
    "a text in two lines": (
        '      image: busybox:1.37\n      command: [echo]\n      args:\n      - "one\n        t▮wo"\n',
        "value",
        '"one two"',
    ),
    "a variable whose name is a truth in YAML": (
        "      image: busybox:1.37\n      command: [env]\n      env:\n      - name: 'Y'\n        value: re▮lease\n",
        "value",
        '"release"',
    ),
    "a variable": (
        "      image: busybox:1.37\n      command: [env]\n      env:\n      - name: BUILD_KIND.of\n"
        "        value: re▮lease\n",
        "build-kind-of",
        '"release"',
    ),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_becomes_a_parameter(case: str) -> None:
    body, name, value = VALUES[case]
    (made,) = offered(f"{HEAD}  - name: main\n    container:\n{body}").items()
    assert made[0] == f"Move this value into the parameter `{name}`"
    assert f"    inputs: {{parameters: [{{name: {name}, value: {value}}}]}}\n" in made[1]
    assert f'"{{{{inputs.parameters.{name}}}}}"' in made[1]


@pytest.mark.parametrize(
    "body",
    [
        "      image: busybox:1.37\n      command: [date]\n      ports: [{containerPort: 8▮0}]\n",
        "      image: busybox:1.37\n      command: [echo]\n      args: ['{{workflow.parameters.to▮wn}}']\n",
        "      image: busybox:1.37\n      command: [sh, -c]\n      args:\n      - |\n        da▮te\n",
        "      image: busybox:1.37\n      command: [env]\n      env: [{name: A▮B, value: c}]\n",
        "      image: busybox:1.37\n      command: [s▮h, -c]\n      args: [date]\n",
        "      image: busybox:1.37\n      command: [sh, -c]\n      args: ['da▮te']\n",
        "      image: &i busy▮box:1.37\n      command: [date]\n",
        "      image: busybox:1.37\n      command: [date]\n      args: &a [o▮ne]\n",
        "      image: busybox:1.37\n      command: [date]\n      args: &a  # all of them\n      - o▮ne\n",
    ],
)
def test_other_values_stay(body: str) -> None:
    assert offered(f"{HEAD}  - name: main\n    container:\n{body}") == {}


def test_a_number_is_no_text() -> None:
    text = f"{HEAD}  - name: main\n    container: {{image: a:1, command: [date], args: [12]}}\n"
    folder = Folder(None)
    folder.write(SourceFile("a.yaml", text))
    assert not list(extractions(folder.snapshot(), "a.yaml", text.index("12]")))


def test_a_duration_becomes_a_parameter() -> None:
    (made,) = offered(f"{HEAD}  - name: main\n    suspend:\n      duration: 3▮0s\n").values()
    assert made.endswith(
        '    inputs: {parameters: [{name: duration, value: "30s"}]}\n'
        '    suspend:\n      duration: "{{inputs.parameters.duration}}"\n'
    )
