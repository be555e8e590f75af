"""Fixtures that every test may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.facts import absence, facts_are_due, facts_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long an example takes tells more about the machine than about the program.
settings.register_profile("argolint", deadline=None)
settings.load_profile("argolint")


@pytest.fixture(scope="session")
def facts() -> Path:
    """The folder of recorded facts; skips where it is absent, and fails there when `CI` is set."""
    folder = facts_folder()
    if folder is None:
        if facts_are_due():
            pytest.fail(absence(), pytrace=False)
        pytest.skip(absence())
    return folder


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests keep what checks said away from the user's cache."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("ARGOLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
