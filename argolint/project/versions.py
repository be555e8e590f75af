"""One report on a file about several Argo versions: what holds for all is said once, the rest names its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from argolint.diagnostic import Diagnostic
    from argolint.project.outcome import Settings
    from argolint.schema.versions import Version

    Key = tuple[str, int, int, str, str]


def for_each_version(run: Callable[[Settings], list[Diagnostic]], settings: Settings, file: str) -> list[Diagnostic]:
    """Check a file once for each version that the settings name."""
    if not settings.other_versions:
        return run(settings)
    versions = sorted({settings.argo_version, *settings.other_versions})
    return _merged({at: run(settings._replace(argo_version=at, other_versions=())) for at in versions}, file)


def _merged(said: Mapping[Version, list[Diagnostic]], file: str) -> list[Diagnostic]:
    found: dict[Key, Diagnostic] = {}
    versions: dict[Key, list[Version]] = {}
    for version, diagnostics in said.items():
        for diagnostic in diagnostics:
            key = _key(diagnostic)
            found[key] = diagnostic
            versions.setdefault(key, []).append(version)
    merged = [
        diagnostic if len(versions[key]) == len(said) else _only(diagnostic, versions[key])
        for key, diagnostic in found.items()
    ]
    return sorted(merged, key=lambda at: (at.file != file, at.file, at.span, at.rule, at.message))


def _key(diagnostic: Diagnostic) -> Key:
    return diagnostic.file, diagnostic.span.start, diagnostic.span.end, diagnostic.rule, diagnostic.message


def _only(diagnostic: Diagnostic, versions: list[Version]) -> Diagnostic:
    *others, last = map(str, versions)
    named = f"{', '.join(others)} and {last}" if others else last
    # What mends it for one version may break it for another.
    return diagnostic._replace(message=f"with Argo {named}: {diagnostic.message}", fix=None)
