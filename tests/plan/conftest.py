"""Compiles texts and folders in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from argolint.plan.compiling import compiled, is_sound
from argolint.plan.document import Plan, write_plan
from argolint.plan.linking import link
from argolint.plan.overrides import Overrides
from argolint.project.outcome import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "apiVersion: argoproj.io/v1alpha1\n"


def compile_files(paths: list[str], **given: Any) -> Plan:
    """The plan of files that hold no error."""
    overrides = Overrides(given.get("parameters", {}), given.get("entrypoint"), given.get("namespace"))
    linked = link(paths, lambda _: Settings(), overrides.put_in, isolated=True)
    assert is_sound(linked), linked.report.diagnostics
    return compiled(linked)


@pytest.fixture
def plan_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Plan]:
    """Compiles texts that stand in one file each, `---` between documents."""
    monkeypatch.chdir(tmp_path)

    def make(*texts: str, **given: Any) -> Plan:
        paths = [f"{index}.yaml" for index in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            Path(path).write_text(HEAD + text, encoding="utf-8")
        plan = compile_files(paths, **given)
        assert write_plan(plan) == write_plan(compile_files([f"./{path}" for path in reversed(paths)], **given))
        return plan

    return make
