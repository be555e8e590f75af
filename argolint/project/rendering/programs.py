"""Asks Helm and Kustomize for what they make of a folder. Neither is told of a cluster, and neither runs hooks."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from itertools import groupby
from shutil import which
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.project.rendering.made import Failure, Rendered
from argolint.project.rendering.marks import CHART, KUSTOMIZATIONS
from argolint.source import SourceFile, rendered_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SECONDS = 120
_SOURCE = lazy_pattern(r"^---[ \t]*\n(?:# Source: (?P<path>[^\n]+)\n)?", re.MULTILINE)
_NOISE = lazy_pattern(r"^(?:Error|error): *|^Use --debug flag[^\n]*\n?", re.MULTILINE)
_KUSTOMIZE = (("kustomize", "build"), ("kubectl", "kustomize"))


def helm() -> str | None:
    """Where Helm is."""
    return which("helm")


@cache
def kustomize() -> tuple[str, ...] | None:
    """The command that builds an overlay, by Kustomize itself or by kubectl."""
    found = ((which(program), word) for program, word in _KUSTOMIZE)
    return next(((path, word) for path, word in found if path is not None), None)


class Release(NamedTuple):
    """What Helm is told of a chart beside the chart itself."""

    name: str = "argolint"
    flags: tuple[str, ...] = ("--include-crds",)


PLAIN: Final = Release()


def render_chart(
    folder: str, values: Iterable[str], release: Release = PLAIN, application: str = ""
) -> list[Rendered] | Failure:
    """What Helm makes of a chart with its own values and those of further files, by the file it was made of."""
    program = helm()
    assert program is not None, "the caller asks first"
    given = [word for path in values for word in ("--values", os.path.abspath(path))]
    name = os.path.basename(os.path.abspath(folder)).lower()
    said = _output([program, "template", release.name, ".", *given, *release.flags], folder)
    if isinstance(said, str):
        reason = f"`helm template {name}` failed{_for(application)}: {said}"
        return Failure(os.path.join(folder, CHART), reason)
    return list(_by_source(said.decode("utf-8", "replace"), folder, application))


def _for(application: str) -> str:
    return f" for the Application `{application}`" if application else ""


def render_overlay(folder: str, changed: str | None = None, application: str = "") -> list[Rendered] | Failure:
    """What Kustomize makes of a folder, or of another one that changes it: one text of files that it does not tell."""
    program = kustomize()
    assert program is not None, "the caller asks first"
    path = next((path for name in sorted(KUSTOMIZATIONS) if os.path.exists(path := os.path.join(folder, name))), folder)
    said = _output([*program, "."], changed or folder)
    if isinstance(said, str):
        return Failure(path, f"`{os.path.basename(program[0])} {program[1]}` failed{_for(application)}: {said}")
    return [Rendered(SourceFile(rendered_name(path, application), said.decode("utf-8", "replace")), None)]


def _output(command: list[str], folder: str) -> bytes | str:
    """What a program writes, or in one line why it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return f"it did not end within {_SECONDS} seconds"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    if done.returncode == 0:
        return done.stdout
    reason = " ".join(_NOISE.sub("", done.stderr.decode("utf-8", "replace")).split())
    return reason or f"exit status {done.returncode}"


def _by_source(text: str, folder: str, application: str) -> Iterator[Rendered]:
    """The documents of each file together: Helm names before each document the file that it comes from."""
    starts = list(_SOURCE.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
    documents = [(found["path"] or "", text[found.end() : end]) for found, end in zip(starts, ends, strict=True)]
    documents.sort(key=lambda document: document[0])
    for path, group in groupby(documents, lambda document: document[0]):
        file = os.path.join(folder, *path.split("/")[1:])
        whole = "---\n".join(document for _, document in group)
        yield Rendered(SourceFile(rendered_name(file, application), whole), file if os.path.isfile(file) else None)
