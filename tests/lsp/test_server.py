"""The server over its streams: what is told, asked, mended and renamed, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.client import Client, spot, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: mian
  templates:
  - name: main
    steps:
    - - name: x
        template: other
        arguments: {parameters: [{name: m, value: "é😀 {{inputs.parameters.zzz}}"}]}
  - name: other
    inputs: {parameters: [{name: m}]}
    container: {image: "a:1", args: ["{{inputs.parameters.m}}"]}
"""
ENCODINGS = {"utf-8": (60, 81), "utf-16": (57, 78), "utf-32": (56, 77)}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    started = Client(tmp_path)
    yield started
    started.kill()


def codes(found: list[dict[str, object]]) -> list[object]:
    return [each["code"] for each in found]


def test_findings_follow_the_text(client: Client) -> None:
    assert codes(client.open("a.yaml", FLOW)) == ["unknown-entrypoint", "unknown-variable"]
    client.change("a.yaml", {"range": stretch((4, 14), (4, 18)), "text": "main"})
    assert codes(client.diagnostics("a.yaml")) == ["unknown-variable"]
    client.change("a.yaml", {"text": "a: [\n"})
    assert client.diagnostics("a.yaml") == []
    assert client.end() == 0


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_columns_are_counted_as_agreed(tmp_path: Path, encoding: str) -> None:
    client = Client(tmp_path, {"general": {"positionEncodings": [encoding]}})
    try:
        assert client.initialized["capabilities"]["positionEncoding"] == encoding
        found = client.open("a.yaml", FLOW)[1]["range"]
        start, end = ENCODINGS[encoding]
        assert found == stretch((10, start), (10, end))
        client.change("a.yaml", {"range": stretch((10, end - 3), (10, end)), "text": "m"})
        assert "`m`" in client.diagnostics("a.yaml")[1]["message"]
    finally:
        client.kill()


def test_only_the_line_ends_of_the_protocol_count(client: Client) -> None:
    client.open("a.yaml", "# \u2028 \x85\r\n" + FLOW)
    client.change("a.yaml", {"range": stretch((5, 14), (5, 18)), "text": "main"})
    assert codes(client.diagnostics("a.yaml")) == ["unknown-variable"]


def test_others_files_are_left_alone(client: Client) -> None:
    assert client.open("b.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: x}\n") == []
    assert client.open("c.yaml", "a: [\n") == []


def test_a_fix_and_a_comment_are_offered(client: Client) -> None:
    client.open("a.yaml", FLOW)
    place = {"range": stretch((4, 15), (4, 15)), "context": {"diagnostics": []}}
    found = client.about("textDocument/codeAction", "a.yaml", **place)
    edits = {each["title"]: each["edit"]["changes"][client.uri("a.yaml")] for each in found}
    assert edits["Ignore unknown-entrypoint here with a comment"] == [
        {"range": stretch((4, 18), (4, 18)), "newText": "  # argolint: ignore[unknown-entrypoint]"}
    ]


def test_what_is_missing_can_be_written(client: Client) -> None:
    text = "".join(line for line in FLOW.splitlines(keepends=True) if "arguments" not in line)
    client.open("a.yaml", text.replace("mian", "main"))
    place = {"range": stretch((9, 20), (9, 20)), "context": {"diagnostics": [], "only": ["quickfix"]}}
    found = client.about("textDocument/codeAction", "a.yaml", **place)
    edits = {each["title"]: each["edit"]["changes"][client.uri("a.yaml")] for each in found}
    assert [each["newText"] for each in edits["Add the missing argument `m`"]] == [
        '\n        arguments: {parameters: [{name: m, value: ""}]}'
    ]


def test_a_value_is_moved_out_for_clients_of_each_kind(tmp_path: Path) -> None:
    asked = {"range": stretch((13, 24), (13, 24)), "context": {"diagnostics": [], "only": ["refactor"]}}
    title = "Move this value into the parameter `image`"
    edits = [
        (stretch((12, 35), (12, 35)), ', {name: image, value: "a:1"}'),
        (stretch((13, 23), (13, 28)), '"{{inputs.parameters.image}}"'),
    ]
    for rich in (False, True):
        client = Client(tmp_path, {"workspace": {"workspaceEdit": {"documentChanges": rich}}})
        try:
            client.open("a.yaml", FLOW)
            (found,) = client.about("textDocument/codeAction", "a.yaml", **asked)
        finally:
            client.kill()
        assert (found["title"], found["kind"]) == (title, "refactor.extract")
        (changes,) = (
            [(at["textDocument"], at["edits"]) for at in found["edit"]["documentChanges"]]
            if rich
            else found["edit"]["changes"].items()
        )
        assert changes[0] == ({"uri": client.uri("a.yaml"), "version": 1} if rich else client.uri("a.yaml"))
        assert [(at["range"], at["newText"]) for at in changes[1]] == edits


def test_all_safe_fixes_at_once(client: Client) -> None:
    client.open("a.yaml", FLOW.replace("mian", "main").replace("zzz", "zzz}} {{ =1+1"))
    asked = {"range": stretch((0, 0), (0, 0)), "context": {"diagnostics": [], "only": ["source.fixAll"]}}
    found = client.about("textDocument/codeAction", "a.yaml", **asked)
    assert all(each["kind"] == "source.fixAll.argolint" for each in found)


def test_a_name_is_renamed_or_refused(client: Client) -> None:
    client.open("a.yaml", FLOW)
    edit = client.about("textDocument/rename", "a.yaml", position=spot(11, 11), newName="last")
    ranges = [each["range"] for each in edit["changes"][client.uri("a.yaml")]]
    assert ranges == [stretch((9, 18), (9, 23)), stretch((11, 10), (11, 15))]
    asked = {"textDocument": {"uri": client.uri("a.yaml")}, "position": spot(0, 2)}
    refused = client.answer("textDocument/prepareRename", asked)["error"]
    assert refused == {"code": -32803, "message": "there is no name here that argolint knows"}


def test_another_file_defines_and_is_changed_on_disk(tmp_path: Path) -> None:
    library = FLOW.replace("Workflow\n", "WorkflowTemplate\n", 1).replace("generateName: a-", "name: lib")
    user = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: u-}\n"
        "spec:\n  workflowTemplateRef: {name: lib}\n  entrypoint: other\n"
        "  arguments: {parameters: [{name: m, value: a}]}\n"
    )
    (tmp_path / "lib.yaml").write_text(library)
    client = Client(tmp_path)
    try:
        client.open("u.yaml", user)
        (tmp_path / "lib.yaml").write_text(library.replace("name: lib", "name: bil"))
        client.tell("textDocument/didSave", {"textDocument": {"uri": client.uri("u.yaml")}})
        while codes(client.told[-1].get("params", {}).get("diagnostics", [])) != ["unknown-workflow-template"]:
            client.told.append(client.read())
    finally:
        client.kill()


def test_configuration_counts_when_it_is_saved(tmp_path: Path) -> None:
    client = Client(tmp_path)
    try:
        client.open("a.yaml", FLOW)
        (tmp_path / "argolint.toml").write_text('ignore = ["unknown-entrypoint"]\n')
        client.tell("workspace/didChangeConfiguration", {"settings": None})
        while codes(client.told[-1].get("params", {}).get("diagnostics", [])) != ["unknown-variable"]:
            client.told.append(client.read())
    finally:
        client.kill()


def test_flags_win_over_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "argolint.toml").write_text('select = ["unknown-entrypoint"]\n')
    client = Client(tmp_path, flags=["--select", "unknown-variable"])
    try:
        assert codes(client.open("a.yaml", FLOW)) == ["unknown-variable"]
    finally:
        client.kill()


def test_code_lenses_name_the_commands_that_the_client_has(tmp_path: Path) -> None:
    known = {"experimental": {"commands": {"commands": ["argolint.showGraph", "argolint.showReferences"]}}}
    client = Client(tmp_path, known)
    try:
        client.open("a.yaml", FLOW)
        graph, unused, called = [each["command"] for each in client.about("textDocument/codeLens", "a.yaml")]
    finally:
        client.kill()
    assert graph == {
        "title": "graph",
        "command": "argolint.showGraph",
        "arguments": [client.uri("a.yaml"), "Workflow/a-"],
    }
    assert unused == {"title": "0 callers", "command": ""}
    place = {"uri": client.uri("a.yaml"), "range": stretch((9, 18), (9, 23))}
    assert called == {
        "title": "1 caller",
        "command": "argolint.showReferences",
        "arguments": [client.uri("a.yaml"), spot(11, 10), [place]],
    }


def test_code_lenses_are_words_to_other_clients(client: Client) -> None:
    client.open("a.yaml", FLOW)
    found = [each["command"] for each in client.about("textDocument/codeLens", "a.yaml")]
    assert found == [{"title": "0 callers", "command": ""}, {"title": "1 caller", "command": ""}]


def test_second_places_stand_in_the_message_of_a_poor_client(tmp_path: Path) -> None:
    text = FLOW.replace("mian", "main").replace("- name: other", "- name: main\n    suspend: {}\n  - name: other")
    poor, rich = (
        Client(tmp_path, {"textDocument": {"publishDiagnostics": {"relatedInformation": rich}}})
        for rich in (False, True)
    )
    try:
        told = poor.open("a.yaml", text)
        related = rich.open("a.yaml", text)
        at = next(number for number, each in enumerate(related) if each.get("relatedInformation"))
        assert related[at]["relatedInformation"][0]["message"] in told[at]["message"]
        assert "relatedInformation" not in told[at]
    finally:
        poor.kill()
        rich.kill()


def test_ends(tmp_path: Path) -> None:
    first = Client(tmp_path)
    first.tell("exit", None)
    assert first.process.wait(10) == 1
    first.kill()
    second = Client(tmp_path)
    assert second.process.stdin is not None
    second.process.stdin.close()
    assert second.process.wait(10) == 1
    second.kill()


def test_nonsense_is_answered_without_a_traceback(client: Client) -> None:
    asked = {"textDocument": {"uri": client.uri("a.yaml")}, "position": "here"}
    error = client.answer("textDocument/hover", asked)["error"]
    assert "Traceback" not in str(error)
    assert set(error) == {"code", "message"}
    assert client.end() == 0


def many(folder: Path) -> None:
    for number in range(3000):
        (folder / f"{number}.yaml").write_text(FLOW.replace("a-", f"a{number}-"))


def asked_to_show(client: Client) -> dict[str, Any]:
    """The request to show progress, which the server makes when its work takes long."""
    while (message := client.read()).get("method") != "window/workDoneProgress/create":
        pass
    return message


def test_a_long_look_through_the_files_is_shown_if_the_client_can(tmp_path: Path) -> None:
    many(tmp_path)
    client = Client(tmp_path, {"window": {"workDoneProgress": True}})
    try:
        asked = asked_to_show(client)
        client.send({"id": asked["id"], "result": None})
        told: list[dict[str, Any]] = []
        while not told or told[-1]["kind"] != "end":
            message = client.read()
            if message.get("method") == "$/progress":
                assert message["params"]["token"] == asked["params"]["token"]
                told.append(message["params"]["value"])
        assert [each["kind"] for each in (told[0], told[1], told[-1])] == ["begin", "report", "end"]
        shares = [each["percentage"] for each in told[:-1]]
        assert shares == sorted(shares) and shares[-1] > 50
        assert client.end() == 0
    finally:
        client.kill()


def test_what_is_shown_ends_with_the_server(tmp_path: Path) -> None:
    many(tmp_path)
    client = Client(tmp_path, {"window": {"workDoneProgress": True}})
    try:
        client.send({"id": asked_to_show(client)["id"], "result": None})
        while client.read().get("method") != "$/progress":
            pass
        assert client.end() == 0
        told = [each["params"]["value"]["kind"] for each in client.told if each.get("method") == "$/progress"]
        assert told[-1:] == ["end"] and told.count("end") == 1
    finally:
        client.kill()


def test_a_client_that_will_not_show_it_hears_no_more_of_it(tmp_path: Path) -> None:
    many(tmp_path)
    client = Client(tmp_path, {"window": {"workDoneProgress": True}})
    try:
        client.send({"id": asked_to_show(client)["id"], "error": {"code": -32601, "message": "no"}})
        assert codes(client.open("a.yaml", FLOW)) == ["unknown-entrypoint", "unknown-variable"]
        assert client.end() == 0
        methods = [each.get("method") for each in client.told]
        assert "$/progress" not in methods and "window/workDoneProgress/create" not in methods
    finally:
        client.kill()


def test_a_short_look_is_not_shown(tmp_path: Path) -> None:
    client = Client(tmp_path, {"window": {"workDoneProgress": True}})
    try:
        client.open("a.yaml", FLOW)
        assert client.end() == 0
        assert "window/workDoneProgress/create" not in [each.get("method") for each in client.told]
    finally:
        client.kill()
