"""Command lines of argolint that start at once: forks of a process that has loaded it already.

    python forks.py

reads one JSON object a line: the folder, the environment, the arguments, the file for the output. It answers with the
fork's number, and with its exit status when it has ended.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Forks:
    """Runs one command line after the other, each in a process of its own."""

    def __init__(self, parent: subprocess.Popen[str]) -> None:
        self._parent = parent
        self.pid = 0
        """The process that runs."""

    def run(self, folder: Path, environment: dict[str, str], *arguments: str) -> int:
        """Run a command line to its end, whatever ends it, and return the status; negative for a signal."""
        order = {"folder": str(folder), "environment": environment, "arguments": arguments, "out": str(folder / "out")}
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(order) + "\n")
        self._parent.stdin.flush()
        self.pid = self._answer()
        return self._answer()

    def kill(self) -> None:
        """End the process that runs, at once."""
        os.kill(self.pid, signal.SIGKILL)

    def _answer(self) -> int:
        assert self._parent.stdout is not None
        return int(self._parent.stdout.readline())


@contextmanager
def forks(checkout: Path) -> Iterator[Forks]:
    """A process that waits for command lines, until the block ends."""
    command = [sys.executable, "-m", "tests.cluster.forks"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=checkout, text=True, **pipes) as parent:
        yield Forks(parent)
        assert parent.stdin is not None
        parent.stdin.close()


def _serve() -> None:
    import kubernetes.client
    import kubernetes.config

    import argolint.cli.apply
    import argolint.cluster.running
    import argolint.plan.compiling
    import argolint.rules.registry

    argolint.rules.registry.all_rules()
    assert kubernetes.client, kubernetes.config
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _become(order)
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _become(order: dict[str, Any]) -> None:
    from argolint.cli.main import run

    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(out, stream)
    sys.argv = ["argolint", *order["arguments"]]
    run()


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve()
