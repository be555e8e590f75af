"""Builds the program that renders charts in tests, Helm itself, once into a cache.

python -m tests.inputs.build
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HELM = "helm.sh/helm/v3/cmd/helm@v3.22.0"


def helm() -> Path:
    """Where Helm is, or will be once built."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "argolint-renderers" / HELM.rpartition("@")[2] / "helm"


def build() -> Path:
    """Build Helm unless it is there; raises `FileNotFoundError` without Go and `CalledProcessError` where it fails."""
    wanted = helm()
    if wanted.exists():
        return wanted
    go = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")
    if go is None:
        raise FileNotFoundError("go is not installed")
    scratch = wanted.parent / "unfinished"
    scratch.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "CGO_ENABLED": "0", "GOBIN": str(scratch)}
    subprocess.run([go, "install", "-ldflags", "-s -w", HELM], cwd=scratch, env=environment, check=True)
    (scratch / "helm").replace(wanted)
    scratch.rmdir()
    return wanted


if __name__ == "__main__":
    try:
        print(build())
    except FileNotFoundError as error:
        sys.exit(f"the tests that render charts cannot be built: {error}")
