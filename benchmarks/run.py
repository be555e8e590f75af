"""Measures `argolint check` beside its floors and prints a table: `python benchmarks/run.py`.

The floors, taken in the same run on the same files: the bare start of the interpreter, and the events
of libyaml (files read, events asked for until the stream ends, nothing done with them).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from shutil import rmtree

from inputs import CHECKOUT, Case, cases, files_below, originals
from measure import Cost, best_cost, least_printed

RESULTS = Path(__file__).with_name("RESULTS.md")
FLOOR = Path(__file__).with_name("floor.py")
HASHING = Path(__file__).with_name("hashing.py")
CLEAN_OR_FINDINGS = (0, 1)
LEAST_FOR_QUOTIENT = 0.01
HEADER = """\
| case | files | lines | wall | CPU | peak memory | libyaml's events | wall ÷ events |
|---|--:|--:|--:|--:|--:|--:|--:|"""


WARM_HEADER = """\
| case | first run | warm | warm, one file changed | reading and hashing | the same with the start of Python |
|---|--:|--:|--:|--:|--:|"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each command runs; the best counts (default 5)")
    parser.add_argument("--write", action="store_true", help=f"write the table to {RESULTS.name} as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = _report(Path(folder), options.runs)
    print(report)
    if options.write:
        RESULTS.write_text(report + "\n", encoding="utf-8")


def _report(folder: Path, runs: int) -> str:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    start = best_cost([sys.executable, "-c", "pass"], environment, runs)
    # A child's peak memory is never below its parent's at the fork: for a bare start it says nothing.
    rows = [_row("bare start of Python", "", "", _seconds(start.wall), _seconds(start.cpu), "", "", "")]
    warm = []
    for case in cases(folder):
        command = [sys.executable, "-m", "argolint", "check", "--isolated", "--no-cache", str(case.path)]
        cost = best_cost(command, environment, runs, CLEAN_OR_FINDINGS)
        rows.append(_measured(case, cost, least_printed([sys.executable, str(FLOOR), _list(case, folder)], runs)))
        if case.files > 1:
            warm.append(_warm(case, folder, environment, runs))
    return "\n".join([*_introduction(runs), HEADER, *rows, "", *_about_warm(), WARM_HEADER, *warm])


def _list(case: Case, folder: Path) -> str:
    """The path of a file that names the files of a case."""
    names = folder / "files.txt"
    names.write_text("\n".join(str(file) for file in files_below(case.path)), encoding="utf-8")
    return str(names)


def _warm(case: Case, folder: Path, environment: dict[str, str], runs: int) -> str:
    cache = folder / "cache"
    environment = {**environment, "ARGOLINT_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "argolint", "check", "--isolated", str(case.path)]
    edited = files_below(case.path)[case.files // 2]

    def change() -> None:
        with edited.open("a", encoding="utf-8") as file:
            file.write("# one more line\n")

    first = best_cost(command, environment, runs, CLEAN_OR_FINDINGS, lambda: rmtree(cache, ignore_errors=True))
    warm = best_cost(command, environment, runs, CLEAN_OR_FINDINGS)
    changed = best_cost(command, environment, runs, CLEAN_OR_FINDINGS, change)
    reading = [sys.executable, str(HASHING), _list(case, folder)]
    floor = least_printed(reading, runs), best_cost(reading, environment, runs).wall
    return _row(case.name, *(_seconds(cost.wall) for cost in (first, warm, changed)), *map(_seconds, floor))


def _measured(case: Case, cost: Cost, events: float) -> str:
    # Beside a few milliseconds the start of the interpreter is all that a quotient would show.
    quotient = f"{cost.wall / events:.1f}" if events >= LEAST_FOR_QUOTIENT else ""
    size = f"{case.files:,}", f"{case.lines:,}"
    spent = _seconds(cost.wall), _seconds(cost.cpu), f"{cost.peak:.0f} MiB"
    return _row(case.name, *size, *spent, _seconds(events), quotient)


def _about_warm() -> list[str]:
    return [
        "## With what earlier runs said",
        "",
        "The same commands without `--no-cache`: with nothing kept, with all kept, and after one file has changed.",
        "Beside them, in Python: the files read and hashed in a process that is already up, and with its start.",
        "",
    ]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms" if value < 0.01 else f"{value * 1000:.0f} ms"


def _introduction(runs: int) -> list[str]:
    made_of, _ = originals()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{python} on {platform.system()} {platform.machine()} with {os.cpu_count()} processors"
    return [
        "# Speed",
        "",
        f"Best of {runs} runs of `python -m argolint check --isolated --no-cache PATH`: {machine}.",
        f"The sets of manifests are copies of {made_of}; the single files of so many lines are generated.",
        "Wall and CPU are of the whole command with its start and all its processes; peak memory is that of",
        "its largest process. libyaml's events: the same files read and their events asked for in a process",
        "that is already up. The table comes from `python benchmarks/run.py --write`.",
        "",
    ]


if __name__ == "__main__":
    main()
