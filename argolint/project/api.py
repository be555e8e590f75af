"""The check as a library call: plain values in, a report out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.project.configuration.effective import Configurations
from argolint.project.discovery import discover
from argolint.project.errors import UsageError
from argolint.project.session import check_paths

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from argolint.project.session import Report


def check_named(paths: Iterable[str | os.PathLike[str]], *, isolated: bool, config: Mapping[str, Any] | None) -> Report:
    """Check the files that paths stand for; see `argolint.check`."""
    given = dict(config or {})
    _refuse_flaws(given)
    configurations = Configurations(given, isolated=isolated)
    found = discover(paths, gitignore=not isolated, excludes=configurations.excludes)
    if found.missing:
        raise UsageError(f"no such file or folder: `{found.missing[0]}`", "check the path")
    settings = configurations.settings("")
    return check_paths(found.files, settings, isolated=isolated, by_file=configurations.settings)


def _refuse_flaws(given: Mapping[str, Any]) -> None:
    from argolint.project.configuration.problems import flaws

    found = [flaw.message for flaw in flaws(given)]
    if found:
        raise UsageError("; ".join(found), "`argolint schema config` tells what settings there are")
