"""What other linters say, and that they are asked once and need not be there."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from argolint.project.session import Settings, check_sources
from argolint.scripts import remarks
from argolint.source import SourceFile
from tests.rules.support import workflow

_NAMES = ("shell-mistake", "shell-style", "python-mistake")


def found(*texts: str) -> list[tuple[str, int, str]]:
    sources = [SourceFile(f"{number}.yaml", text) for number, text in enumerate(texts)]
    report = check_sources(sources, Settings(select=_NAMES))
    return [(one.file, one.line, one.rule) for one in report.diagnostics]


def script(*lines: str, command: str = "[bash]", image: str = "debian:13") -> str:
    source = "".join(f"      {line}\n" for line in lines)
    return workflow(f"- name: main\n  script:\n    image: {image}\n    command: {command}\n    source: |\n{source}")


@pytest.fixture
def shellcheck() -> None:
    if remarks.tool("shellcheck") is None:
        pytest.skip("shellcheck is not installed")


@pytest.mark.usefixtures("shellcheck")
class TestShell:
    def test_places(self) -> None:
        text = script("echo {{inputs.parameters.a}}", "cp $1 /tmp")
        report = check_sources([SourceFile("a.yaml", text)], Settings(select=("shell-style",)))
        (one,) = report.diagnostics
        assert text[slice(*one.span)] == "$1"

    def test_a_tag_is_no_constant(self) -> None:
        assert found(script('if [ "{{inputs.parameters.a}}" = yes ]; then echo; fi')) == []

    def test_the_shell_may_stop_by_itself(self) -> None:
        assert found(script("cd /data")) != []
        assert found(script("cd /data", command="[bash, -e]")) == []

    def test_what_the_sh_of_the_image_knows(self) -> None:
        assert found(script("echo -n a", command="[sh]")) == []
        assert found(script("echo -n a", command="[sh]", image="alpine:3.20")) == []

    def test_one_process_for_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = []
        run = subprocess.run

        def counted(*args: Any, **options: Any) -> Any:
            calls.append(args)
            return run(*args, **options)

        monkeypatch.setattr(subprocess, "run", counted)
        texts = [script(f"cp $1 /tmp/{number}") for number in range(5)]
        assert len(found(*texts)) == 5
        assert len(calls) == 1


def test_a_missing_tool_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remarks, "tool", lambda _: None)
    assert found(script("cp $1 /tmp"), script("cp $1 /tmp")) == [("0.yaml", 10, "missing-script-tool")]


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"null"])
def test_a_tool_that_fails_costs_nothing(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(remarks, "tool", lambda name: f"/nowhere/{name}")
    monkeypatch.setattr(remarks, "_known", {})
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), 1, said, b""))
    assert found(script("cp $1 /tmp")) == []


def test_a_tool_that_is_gone_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remarks, "tool", lambda name: f"/nowhere/{name}")
    monkeypatch.setattr(remarks, "_known", {})
    assert found(script("cp $1 /tmp")) == []
