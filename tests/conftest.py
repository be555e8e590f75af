"""Fixtures that every test may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.facts import absence, facts_are_due, facts_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def facts() -> Path:
    """The folder of recorded facts; skips where it is absent, and fails there when `CI` is set."""
    folder = facts_folder()
    if folder is None:
        if facts_are_due():
            pytest.fail(absence(), pytrace=False)
        pytest.skip(absence())
    return folder
