"""What the pages about editors tell people to write, so that the tests try just that."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]


def snippet(page: str, language: str) -> str:
    """The first block of a language on a page."""
    text = (CHECKOUT / "docs" / "editors" / page).read_text(encoding="utf-8")
    found = re.search(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found is not None, f"{page} shows no {language}"
    return found[1]


def program(folder: Path) -> Path:
    """This argolint as a command that a search path can find."""
    written = folder / "bin" / "argolint"
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text(
        f'#!/bin/sh\nPYTHONPATH="{CHECKOUT}" exec "{sys.executable}" -m argolint "$@"\n', encoding="utf-8"
    )
    written.chmod(0o755)
    return written
