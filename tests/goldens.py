"""Whole outputs kept as files; `ARGOLINT_UPDATE_GOLDENS=1 python -m pytest` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

UPDATE = os.environ.get("ARGOLINT_UPDATE_GOLDENS") == "1"


def assert_golden(beside: str, name: str, text: str) -> None:
    """Compare a text with the file `name` in the folder `golden` beside a test module."""
    path = Path(beside).parent / "golden" / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.is_file(), f"{path} is missing; write it with ARGOLINT_UPDATE_GOLDENS=1"
    assert text == path.read_bytes().decode(), f"differs from {path}; renew it with ARGOLINT_UPDATE_GOLDENS=1"
