"""References to container images, as container runtimes read them."""

from __future__ import annotations

import re
from typing import Final

from argolint.patterns import lazy_pattern

_LABEL: Final = r"[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?"
_HOST: Final = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-fA-F:]+\])"
_PART: Final = r"[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*"
_TAG: Final = r"\w[\w.-]{0,127}"
_DIGEST: Final = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_REFERENCE: Final = lazy_pattern(
    rf"(?:(?P<host>{_HOST}(?::[0-9]+)?)/)?(?P<path>{_PART}(?:/{_PART})*)(?P<tag>:{_TAG})?(?P<digest>@{_DIGEST})?",
    re.ASCII,
)
_LONGEST_PATH: Final = 255
_PUBLIC: Final = frozenset(
    {
        "docker.io", "index.docker.io", "gcr.io", "ghcr.io", "mcr.microsoft.com", "public.ecr.aws", "quay.io",
        "registry.gitlab.com", "registry.k8s.io", "k8s.gcr.io", "nvcr.io", "registry.hub.docker.com",
    }
)  # fmt: skip


def is_reference(text: str) -> bool:
    """Whether a text names an image: host, path, tag and digest, all but the path optional."""
    match = _REFERENCE.fullmatch(text)
    return match is not None and len(match["path"]) <= _LONGEST_PATH


def mending(text: str) -> str:
    """What to do about a text that names no image."""
    if text != text.strip():
        return "take the blanks around it away"
    if "://" in text:
        return "take the scheme away: an image is named by host and path alone"
    name, _, tag = text.rpartition(":")
    if name and not tag:
        return "write a tag after the colon, or take the colon away"
    if is_reference(text.lower()):
        return f"write the path in lower case: `{text.lower()}`"
    return "write `host/path:tag`, the path in lower case letters, digits and single separators"


def private_host(text: str) -> str | None:
    """The registry that an image comes from, unless it is one that serves everybody."""
    first, slash, _ = text.partition("/")
    if not slash or not ("." in first or ":" in first or first == "localhost"):
        return None
    public = first in _PUBLIC or first.endswith((".gcr.io", ".docker.com", "-docker.pkg.dev"))
    return None if public else first
