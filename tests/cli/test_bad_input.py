"""Whatever a file holds, the command ends with a report and a status, never with a traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

HEAD = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HELM = "kind: Workflow\n{{- if .Values.on }}\nspec: {{ .Values.spec }}\n{{- end }}\n"

NOTHING_TO_CHECK = {
    "an empty file": b"",
    "blank lines": b"\n\n  \n",
    "only comments": b"# one\n# two\n",
    "only document marks": b"---\n---\n",
    "a scalar": b"just words\n",
    "a list": b"- a\n- b\n",
    "an empty map": b"{}\n",
    "another kind": b"apiVersion: v1\nkind: ConfigMap\n",
    "a kind without a value": b"kind:\n",
    "a byte order mark": b"\xef\xbb\xbf",
}
UNREADABLE = {
    "binary data": bytes(range(256)),
    "a null byte": b"kind: Work\0flow\n",
    "Latin-1": "name: früh\n".encode("latin-1"),
    "half of UTF-16": GOOD.encode("utf-16")[:-1],
}
BROKEN = {
    "an open bracket": b"a: [1, 2\n",
    "an open quote": b'a: "b\n',
    "a tab": b"a:\n\tb: c\n",
    "two colons": b"a: b: c\n",
    "deep nesting": b"[" * 10_000,
    "deep nesting, closed": b"[" * 10_000 + b"]" * 10_000,
    "deep nesting of maps": b"{a: " * 5_000 + b"}" * 5_000,
    "a Helm template": HELM.encode(),
    "a control character": b"a: \x07\n",
}
MISSHAPEN = {
    "kind a number": HEAD.replace("kind: Workflow", "kind: 3"),
    "metadata null": HEAD.replace("{name: a}", "null") + "spec: {}\n",
    "metadata a list": HEAD.replace("{name: a}", "[]") + "spec: {}\n",
    "no spec": HEAD,
    "spec null": HEAD + "spec:\n",
    "spec a list": HEAD + "spec: []\n",
    "spec a word": HEAD + "spec: word\n",
    "templates a word": HEAD + "spec: {entrypoint: a, templates: word}\n",
    "templates of words": HEAD + "spec: {entrypoint: a, templates: [one, two]}\n",
    "templates of nulls": HEAD + "spec: {entrypoint: a, templates: [null, ~]}\n",
    "a template of lists": HEAD + "spec: {entrypoint: a, templates: [{name: [a], steps: {}, dag: []}]}\n",
    "steps of words": HEAD + "spec: {entrypoint: a, templates: [{name: a, steps: [word, [word], [[]]]}]}\n",
    "tasks of words": HEAD + "spec: {entrypoint: a, templates: [{name: a, dag: {tasks: [word, null]}}]}\n",
    "arguments a word": HEAD + "spec: {entrypoint: a, arguments: word, templates: []}\n",
    "entrypoint a map": HEAD + "spec: {entrypoint: {}, templates: [{name: a, container: {image: a}}]}\n",
}
HARMLESS = {
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-32": GOOD.encode("utf-32"),
    "UTF-8 with a byte order mark": GOOD.encode("utf-8-sig"),
    "CR LF": GOOD.replace("\n", "\r\n").encode(),
    "no line end": GOOD.rstrip().encode(),
}


def check(argolint: Run, folder: Path, data: bytes) -> Outcome:
    (folder / "a.yaml").write_bytes(data)
    outcome = argolint("check", "a.yaml")
    assert "Traceback" not in outcome.out + outcome.err
    assert "internal" not in outcome.out + outcome.err
    return outcome


@pytest.mark.parametrize("name", NOTHING_TO_CHECK)
def test_files_without_a_manifest_are_nothing_to_check(argolint: Run, folder: Path, name: str) -> None:
    status, _, err = check(argolint, folder, NOTHING_TO_CHECK[name])
    assert status == 2
    assert "nothing to check" in err


@pytest.mark.parametrize("name", UNREADABLE)
def test_files_without_a_text_are_reported(argolint: Run, folder: Path, name: str) -> None:
    status, out, _ = check(argolint, folder, UNREADABLE[name])
    assert status == 1
    assert "error[unreadable-file]" in out


@pytest.mark.parametrize("name", BROKEN)
def test_texts_that_are_no_yaml_are_reported(argolint: Run, folder: Path, name: str) -> None:
    status, out, _ = check(argolint, folder, BROKEN[name])
    assert status == 1
    assert "error[" in out


@pytest.mark.parametrize("name", MISSHAPEN)
def test_manifests_of_another_shape_are_reported(argolint: Run, folder: Path, name: str) -> None:
    status, out, _ = check(argolint, folder, MISSHAPEN[name].encode())
    assert status == 1
    assert "error[" in out


@pytest.mark.parametrize("name", HARMLESS)
def test_encodings_are_no_mistake(argolint: Run, folder: Path, name: str) -> None:
    assert check(argolint, folder, HARMLESS[name]).status == 0


def test_an_alias_bomb_is_reported(argolint: Run, folder: Path) -> None:
    status, out, _ = check(argolint, folder, BOMB.encode())
    assert status == 1
    assert "error[" in out


def test_a_huge_file_is_not_read(argolint: Run, folder: Path) -> None:
    with (folder / "huge.yaml").open("wb") as stream:
        stream.truncate(100 << 20)
    status, out, _ = argolint("check", "huge.yaml")
    assert status == 1
    assert "huge.yaml:1:1: error[unreadable-file]: the file has 100 MiB" in out


def test_pipes_and_dangling_links_are_reported(argolint: Run, folder: Path) -> None:
    os.mkfifo("pipe.yaml")
    (folder / "gone.yaml").symlink_to("nowhere")
    status, out, err = argolint("check", ".")
    assert (status, err) == (1, "")
    assert "gone.yaml:1:1: error[unreadable-file]: the link leads to `nowhere`, which does not exist" in out
    assert "pipe.yaml:1:1: error[unreadable-file]: the path is a named pipe, not a file" in out


def test_standard_input_may_be_anything(process: Run) -> None:
    for data in (*UNREADABLE.values(), *BROKEN.values()):
        status, out, err = process("check", "-", stdin=data)
        assert status == 1
        assert out.startswith("<stdin>:")
        assert err == ""
