"""Measures the language server as an editor sees it: 500 files, one of 500 lines, one typed character at a time.

.venv/bin/python benchmarks/keystrokes.py [--lines 500] [--files 500]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.lsp.client import Client, spot, stretch

if TYPE_CHECKING:
    from collections.abc import Callable

TEMPLATE = """\
  - name: t{number}
    inputs: {{parameters: [{{name: message}}]}}
    container:
      image: alpine:3.20
      command: [echo]
      args: ["{{{{inputs.parameters.message}}}}"]
"""
HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: {name}
spec:
  templates:
"""
PLACES = 200
RHYTHM = 0.033
"""Seconds from key to key of somebody who types fast."""


def manifest(name: str, lines: int) -> str:
    return HEAD.format(name=name) + "".join(TEMPLATE.format(number=number) for number in range((lines - 6) // 6))


def shown(times: list[float]) -> str:
    ordered = sorted(times)
    return f"p50 {ordered[len(ordered) // 2] * 1000:.1f} ms, p99 {ordered[int(len(ordered) * 0.99)] * 1000:.1f} ms"


def main() -> None:
    flags = argparse.ArgumentParser()
    flags.add_argument("--lines", type=int, default=500)
    flags.add_argument("--files", type=int, default=500)
    options = flags.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number in range(options.files):
            (root / f"f{number}.yaml").write_text(manifest(f"f{number}", 50))
        text = manifest("edited", options.lines)
        (root / "edited.yaml").write_text(text)
        began = perf_counter()
        client = Client(root)
        answered = perf_counter() - began
        client.open("edited.yaml", text)
        first = perf_counter() - began
        print(f"{options.files} files, {options.lines} lines")
        print(
            f"initialize: {answered * 1000:.0f} ms\nfirst diagnostics: {first * 1000:.0f} ms\nwhile all files are read"
        )
        text = typed(client, text)
        # Its answer waits until all files have been looked through.
        place = spot(text.split("\n").index("  - name: t0"), 11)
        client.about("textDocument/references", "edited.yaml", position=place, context={"includeDeclaration": True})
        print(
            f"all files are read and checked: {perf_counter() - began:.1f} s, resident {resident(client.process.pid)}"
        )
        sleep(2)
        typed(client, text)
        print("resident", resident(client.process.pid))
        client.kill()


class Times:
    """How long something took: on the clock, and of it what the server was at work, which only Linux tells."""

    def __init__(self, client: Client) -> None:
        self._at_work = Path(f"/proc/{client.process.pid}/schedstat")
        self.clock: list[float] = []
        self.work: list[float] = []

    def take(self, act: Callable[[], object]) -> None:
        began, worked = perf_counter(), self._worked()
        act()
        self.clock.append(perf_counter() - began)
        self.work.append(self._worked() - worked)

    def _worked(self) -> float:
        return int(self._at_work.read_text().split()[0]) / 1e9 if self._at_work.exists() else 0.0


def typed(client: Client, text: str) -> str:
    """Type at many places; the text as it then is."""
    times = {name: Times(client) for name in ("diagnostics", "hover", "definition", "completion")}
    lines = text.split("\n")
    image = [number for number, line in enumerate(lines) if "image:" in line]
    for count in range(PLACES):
        line = image[count % len(image)]
        end = len(lines[line])
        lines[line] += "1"
        began = perf_counter()
        change = {"range": stretch((line, end), (line, end)), "text": "1"}

        def key(change: dict[str, object] = change) -> None:
            client.change("edited.yaml", change)
            client.diagnostics("edited.yaml")

        times["diagnostics"].take(key)
        for name, column in (("hover", 32), ("definition", 32), ("completion", 20)):
            method, place = f"textDocument/{name}", spot(line + 2, column)
            times[name].take(partial(client.about, method, "edited.yaml", position=place))
        sleep(max(0.0, RHYTHM - (perf_counter() - began)))
    for name, found in times.items():
        print(f"{name}: {shown(found.clock)}; at work {shown(found.work)}")
    return "\n".join(lines)


def resident(pid: int) -> str:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return "not known"
    return next(line.split(":")[1].strip() for line in status.read_text().splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
