"""The files that are measured: copies of real manifests, and generated ones."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from generate import write_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parent.parent
CORPUS = CHECKOUT.parent / "shared" / "corpus"
CORPUS_FOLDERS = ("argo-examples", "argo-e2e")
SUFFIXES = (".yaml", ".yml", ".json")
NUMBERS_OF_FILES = (617, 1_900)
NUMBERS_OF_LINES = (10, 1_000, 50_000)

_LIBRARY_NAME = re.compile(
    r"^kind: (?:Cluster)?WorkflowTemplate$(?:\n(?!---).*)*?\nmetadata:\n  name: [\w.-]+", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured: a name, the path given to the command, the files and lines below it."""

    name: str
    path: Path
    files: int
    lines: int


def cases(folder: Path) -> Iterator[Case]:
    """Writes the files of each case below a folder."""
    one = folder / "one.yaml"
    shutil.copyfile(CHECKOUT / "examples" / "steps" / "temperatures.yaml", one)
    yield _case("one manifest", one)
    for number in NUMBERS_OF_FILES:
        yield _case(f"{number:,} manifests", _copies(folder / str(number), number))
    for number in NUMBERS_OF_LINES:
        path = folder / f"{number}-lines.yaml"
        write_manifest(path, number)
        yield _case(f"one file of {number:,} lines", path)


def files_below(path: Path) -> list[Path]:
    """The manifests that a path stands for."""
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)


def originals() -> tuple[str, list[Path]]:
    """What the copies are made of, in words and as files: the recorded corpus, or else the examples."""
    if CORPUS.is_dir():
        return "Argo's own manifests", [file for name in CORPUS_FOLDERS for file in files_below(CORPUS / name)]
    return "the manifests of `examples/`", files_below(CHECKOUT / "examples")


def _case(name: str, path: Path) -> Case:
    files = files_below(path)
    return Case(name, path, len(files), sum(file.read_bytes().count(b"\n") for file in files))


def _copies(folder: Path, number: int) -> Path:
    """So many files; from the second round on, library objects get names of their own, lest they clash."""
    _, files = originals()
    rounds = ((turn, file) for turn in count() for file in files)
    for at, (turn, file) in enumerate(islice(rounds, number)):
        target = folder / f"round-{turn}" / f"{at:04}-{file.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8")
        target.write_text(_LIBRARY_NAME.sub(rf"\g<0>-{turn}", text) if turn else text, encoding="utf-8")
    return folder
