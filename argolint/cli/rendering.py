"""`argolint check --helm` and `--kustomize`: which folders are rendered, and by whom."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.cli.options import Options
    from argolint.project.discovery import Discovery
    from argolint.project.rendering.made import Failure, Rendered

_NOT_INSTALLED = {
    "helm": ("helm is not installed, so charts are checked as they are", "install Helm 3 or later"),
    "kustomize": (
        "neither kustomize nor kubectl is installed, so overlays are checked as they are",
        "install one of them",
    ),
}


def to_render(options: Options) -> list[str]:
    """What is rendered: what was asked for and can be done here; the rest is told in a line."""
    if not options.helm and not options.kustomize:
        return []
    from argolint.project.rendering import programs

    for path in options.helm_values:
        if not os.path.isfile(path):
            raise UsageError(f"no such file: `{path}`", "`--helm-values` names a file with values")
    wanted = {"helm": options.helm, "kustomize": options.kustomize}
    there = {"helm": programs.helm() is not None, "kustomize": programs.kustomize() is not None}
    for name, asked in wanted.items():
        if asked and not there[name]:
            message, hint = _NOT_INSTALLED[name]
            console.complain(message, hint, kind="note")
    return [name for name, asked in wanted.items() if asked and there[name]]


def render(found: Discovery, options: Options) -> Sequence[Rendered | Failure]:
    """What is made of the charts and overlays that were found."""
    if not found.charts and not found.overlays:
        return ()
    from argolint.project.rendering.programs import render_chart, render_overlay

    made = [render_chart(folder, options.helm_values) for folder in found.charts]
    made += [render_overlay(folder) for folder in found.overlays]
    return [one for some in made for one in (some if isinstance(some, list) else [some])]
