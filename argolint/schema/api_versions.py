"""Whether an `apiVersion` and a kind go together, as far as Kubernetes itself decides that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.nearest import Suggestion, closest
from argolint.patterns import lazy_pattern
from argolint.schema import kubernetes
from argolint.schema.versions import parse

if TYPE_CHECKING:
    from argolint.schema.versions import Version

_STABLE: Final = lazy_pattern(r"v\d+")
_GROWING: Final = frozenset({"apiregistration.k8s.io", "resource.k8s.io"})
"""Groups of Kubernetes in which other servers, or releases to come, have kinds of their own."""


class Mismatch(NamedTuple):
    """Why there is no such object; `about_kind` tells that the kind is at fault, not the version."""

    about_kind: bool
    reason: str
    help: str | None


def mismatch(api_version: str, kind: str, release: Version) -> Mismatch | None:
    """What is wrong with the two together; nothing where a group is foreign or may know more."""
    if kubernetes.find(api_version, kind, release) is not None:
        return None
    gone = kubernetes.removed(api_version, kind)
    if gone is not None and parse(gone.until) >= release:
        return None
    if gone is not None:
        instead = Suggestion(api_version, gone.instead, "write `{}`") if gone.instead else "nothing took its place"
        return Mismatch(False, f"Kubernetes {gone.until} was the last to have {kind} in `{api_version}`", instead)
    if kubernetes.find(api_version, kind) is not None:
        said = f"{kind} in `{api_version}` came with Kubernetes {kubernetes.since(api_version, kind)}"
        return Mismatch(False, said, f"Kubernetes {release} is what this is checked for")
    group = kubernetes.group_of(api_version)
    version = api_version.rpartition("/")[2]
    if group not in kubernetes.groups() or group in _GROWING:
        return None
    homes = kubernetes.versions_of(kind, release)
    # A version before the stable one may be newer than what is known here, unless the kind has a stable one already.
    if _STABLE.fullmatch(version) is None and not any(_is_stable(home, group) for home in homes):
        return None
    if homes:
        listed = " or ".join(f"`{home}`" for home in homes)
        return Mismatch(False, f"there is no {kind} in `{api_version}`", f"write {listed}")
    if kind.endswith("List"):
        return None
    return Mismatch(True, f"Kubernetes has no kind `{kind}` in `{api_version}`", _nearest(api_version, kind))


def _is_stable(api_version: str, group: str) -> bool:
    own, _, version = api_version.rpartition("/")
    return own == group and _STABLE.fullmatch(version) is not None


def _nearest(api_version: str, kind: str) -> str | None:
    here = [at.kind for at in kubernetes.kinds() if at.api_version == api_version]
    same = next((at.kind for at in kubernetes.kinds() if at.kind.lower() == kind.lower()), None)
    best = same or closest(kind, here) or closest(kind, [at.kind for at in kubernetes.kinds()])
    return Suggestion(kind, best) if best is not None else None
