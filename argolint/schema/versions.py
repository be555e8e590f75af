"""The minor versions of Argo Workflows and Kubernetes that argolint knows."""

from __future__ import annotations

from typing import NamedTuple

from argolint.patterns import lazy_pattern


class Version(NamedTuple):
    """A minor version of Argo Workflows or Kubernetes; patch releases share their fields."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


SUPPORTED = (Version(3, 4), Version(3, 5), Version(3, 6), Version(3, 7), Version(4, 0), Version(4, 1))
"""The versions with tables, oldest first."""

DEFAULT = SUPPORTED[-1]
"""The version that counts when nobody names one."""

KUBERNETES = tuple(Version(1, minor) for minor in range(27, 36))
"""The releases of Kubernetes with tables, oldest first."""

NEWEST_KUBERNETES = KUBERNETES[-1]
"""The release that counts when nobody names one."""

_TEXT = lazy_pattern(r"v?(\d{1,4})\.(\d{1,4})(\.\d{1,4})?")


def parse(text: str) -> Version:
    """Read `4.1`, `v4.1` or `4.1.2`; whether that version is supported is not asked. Raises ValueError."""
    match = _TEXT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"`{text}` is no version such as `{DEFAULT}`")
    return Version(int(match[1]), int(match[2]))


def parse_supported(text: str) -> tuple[Version, ...]:
    """Read one or several versions with commas between, such as `3.4,4.1`. Raises ValueError for one without tables."""
    versions = tuple(parse(part) for part in text.split(","))
    for version in versions:
        if version not in SUPPORTED:
            raise ValueError(f"Argo {version} is not known, only {', '.join(map(str, SUPPORTED))}")
    return versions


def parse_kubernetes(text: str) -> Version:
    """Read a release of Kubernetes, such as `1.31`. Raises ValueError for one without tables."""
    release = parse(text)
    if release not in KUBERNETES:
        raise ValueError(f"Kubernetes {release} is not known, only {KUBERNETES[0]} to {KUBERNETES[-1]}")
    return release
