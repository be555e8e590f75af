"""The progress line comes late and leaves nothing behind."""

from __future__ import annotations

import io

from argolint.cli.progress import Progress


def watched(*moments: float) -> str:
    """What a terminal gets when files are done at these moments."""
    stream = io.StringIO()
    clock = iter((0.0, *moments))
    progress = Progress(stream, lambda: next(clock))
    for done in range(len(moments)):
        progress(done + 1, len(moments))
    progress.clear()
    return stream.getvalue()


def test_a_short_check_shows_none() -> None:
    assert watched(0.1, 0.5, 0.9) == ""


def test_a_long_check_shows_some() -> None:
    assert watched(0.5, 1.5, 1.51, 3.0) == (
        "\rchecking [############............] 2/4 files\rchecking [########################] 4/4 files\r\x1b[K"
    )
