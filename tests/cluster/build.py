"""Builds what the cluster tests run against: an API server, Argo's own controller, and what Argo makes of retries.

    python -m tests.cluster.build

Needs Go. The programs go to a cache, `$ARGOLINT_TESTBED` or `argolint-testbed` in the user's cache folder, under a
name made of their sources and versions, so that they are built once and never used when out of date.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(__file__).parent / "testbed"
FORMULA = Path(__file__).parent / "formula"
CONTROLLER = "github.com/argoproj/argo-workflows/v4/cmd/workflow-controller@v4.0.5"
_SMALL = ("-ldflags", "-s -w")


class Programs(NamedTuple):
    """The programs of the testbed."""

    testbed: Path
    controller: Path
    formula: Path

    @property
    def are_built(self) -> bool:
        """Whether they are there."""
        return all(path.exists() for path in self)


def programs() -> Programs:
    """Where the programs are, or will be once built."""
    folder = _cache() / _key(SOURCES, CONTROLLER)
    return Programs(folder / "testbed", folder / "workflow-controller", _cache() / _key(FORMULA) / "formula")


def build() -> Programs:
    """Build what is missing; raises `FileNotFoundError` without Go and `CalledProcessError` where it fails."""
    wanted = programs()
    folder = wanted.testbed.parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        scratch = folder / "unfinished"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        for program, sources in ((wanted.testbed, SOURCES), (wanted.formula, FORMULA)):
            if not program.exists():
                program.parent.mkdir(parents=True, exist_ok=True)
                _go("build", *_SMALL, "-o", str(scratch / program.name), ".", cwd=sources)
                (scratch / program.name).replace(program)
        if not wanted.controller.exists():
            _go("install", *_SMALL, CONTROLLER, cwd=scratch, GOBIN=str(scratch))
            (scratch / "workflow-controller").replace(wanted.controller)
        shutil.rmtree(scratch)
    return wanted


def has_go() -> bool:
    """Whether the programs could be built here."""
    return _go_path() is not None


def _go_path() -> str | None:
    return shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")


def _go(*arguments: str, cwd: Path, **environment: str) -> None:
    go = _go_path()
    if go is None:
        raise FileNotFoundError("go is not installed")
    subprocess.run([go, *arguments], cwd=cwd, env={**os.environ, "CGO_ENABLED": "0", **environment}, check=True)


def _cache() -> Path:
    named = os.environ.get("ARGOLINT_TESTBED")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "argolint-testbed"


def _key(sources: Path, *words: str) -> str:
    digest = hashlib.sha256("".join(words).encode())
    for path in sorted(sources.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    try:
        built = build()
    except FileNotFoundError as error:
        sys.exit(f"{error}: install Go to build the testbed")
    except subprocess.CalledProcessError as error:
        sys.exit(f"the build failed with status {error.returncode}")
    print(*built, sep="\n")
