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
    "helm": ("helm is not installed, so of charts only what is certain is checked", "install Helm 3 or later"),
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


def render(found: Discovery, options: Options) -> tuple[Discovery, Sequence[Rendered | Failure]]:
    """What is left to be read, and what is made of the charts and overlays that were found."""
    made: list[Rendered | Failure] = []
    if options.argocd:
        found, deployed = _followed(found)
        made += deployed
    if found.charts or found.overlays:
        from argolint.project.rendering.programs import render_chart, render_overlay

        some = [render_chart(folder, options.helm_values) for folder in found.charts]
        some += [render_overlay(folder) for folder in found.overlays]
        made += [one for all_ in some for one in (all_ if isinstance(all_, list) else [all_])]
    return found, made


def _followed(found: Discovery) -> tuple[Discovery, Sequence[Rendered | Failure]]:
    """The files with those that Applications among them deploy, and what is made of the folders that are rendered."""
    from argolint.project.rendering.deploying import deploy
    from argolint.project.rendering.repository import repository_root

    deployed = deploy(found.files, repository_root())
    for remark in deployed.remarks:
        console.complain(remark, kind="note")

    def is_left(path: str) -> bool:
        real = os.path.realpath(path)
        return not any(real == folder or real.startswith(folder + os.sep) for folder in deployed.folders)

    known = {os.path.realpath(path) for path in found.files}
    files = [path for path in found.files if is_left(path)]
    files += [path for path in deployed.files if os.path.realpath(path) not in known]
    return found._replace(
        files=tuple(files),
        charts=tuple(filter(is_left, found.charts)),
        overlays=tuple(filter(is_left, found.overlays)),
    ), deployed.rendered
