"""Draws texts and folders in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from argolint.drawing.drawings import Artist
from argolint.plan.linking import link
from argolint.plan.overrides import Overrides
from argolint.project.outcome import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.drawing.model import Drawing

SAMPLES = Path(__file__).parent / "samples"
HEAD = "apiVersion: argoproj.io/v1alpha1\n"


def drawings_of(*paths: str) -> list[Drawing]:
    """The drawings of all objects in files."""
    linked = link(paths, lambda _: Settings(), Overrides({}).put_in, isolated=True)
    artist = Artist(linked.flows, linked.shown.__getitem__, linked.report.diagnostics)
    return [artist.draw(item) for item in linked.objects()]


@pytest.fixture
def draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Drawing]]:
    """Draws a text."""
    monkeypatch.chdir(tmp_path)

    def drawn(text: str) -> list[Drawing]:
        Path("a.yaml").write_text(HEAD + text, encoding="utf-8")
        return drawings_of("a.yaml")

    return drawn
