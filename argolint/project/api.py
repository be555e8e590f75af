"""The check as a library call: plain values in, a report out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.project.discovery import discover
from argolint.project.errors import UsageError
from argolint.project.session import Settings, check_paths
from argolint.schema.versions import DEFAULT, NEWEST_KUBERNETES, parse_kubernetes, parse_supported

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from argolint.project.session import Report

_SETTINGS = ("argo-version", "kubernetes-version", "select", "ignore", "profile", "jobs")


def check_named(paths: Iterable[str | os.PathLike[str]], *, isolated: bool, config: Mapping[str, Any] | None) -> Report:
    """Check the files that paths stand for; see `argolint.check`."""
    found = discover(paths, gitignore=not isolated)
    if found.missing:
        raise UsageError(f"no such file or folder: `{found.missing[0]}`", "check the path")
    return check_paths(found.files, settings_of(config or {}), isolated=isolated)


def settings_of(config: Mapping[str, Any]) -> Settings:
    """Settings from the keys that a configuration file has; raises `UsageError` for others."""
    for key in config:
        if key not in _SETTINGS:
            raise UsageError(f"there is no setting `{key}`", f"the settings are {', '.join(_SETTINGS)}")
    try:
        version, *others = parse_supported(str(config.get("argo-version", DEFAULT)))
        kubernetes = parse_kubernetes(str(config.get("kubernetes-version", NEWEST_KUBERNETES)))
    except ValueError as error:
        raise UsageError(str(error)) from None
    return Settings(
        argo_version=version,
        other_versions=tuple(others),
        kubernetes_version=kubernetes,
        select=tuple(config.get("select", ())),
        ignore=tuple(config.get("ignore", ())),
        profile=str(config.get("profile", "default")),
        jobs=int(config.get("jobs", 0)),
    )
