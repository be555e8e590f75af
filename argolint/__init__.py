"""argolint checks Argo Workflows manifests; `check` is the whole of it as a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from argolint.project.session import Report

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def check(
    paths: Iterable[str | os.PathLike[str]],
    *,
    isolated: bool = False,
    config: Mapping[str, Any] | None = None,
) -> Report:
    """Check files and folders as one workspace.

    `isolated` reads no configuration and no file but those named. `config` holds settings as a configuration file
    would, such as `{"argo-version": "3.7"}`. Raises `argolint.project.errors.UsageError` for a path that does not
    exist and for a setting that is none; whatever is wrong inside the files is in the report.
    """
    from argolint.project.api import check_named

    return check_named(paths, isolated=isolated, config=config)
