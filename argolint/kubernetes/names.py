"""The forms of names that Kubernetes asks for inside a pod."""

from __future__ import annotations

from typing import Final

from argolint.expressions.labels import is_label_key
from argolint.patterns import lazy_pattern

LONGEST_LABEL: Final = 63
LONGEST_PORT_NAME: Final = 15
_LABEL: Final = lazy_pattern(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?")
_PORT: Final = lazy_pattern(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*")
_ENVIRONMENT: Final = lazy_pattern(r"[ -<>-~]+")
_CACHE_KEY: Final = lazy_pattern(r"[a-zA-Z0-9][-a-zA-Z0-9]*")


def is_dns_label(text: str) -> bool:
    """Whether a text may name a container or a volume: lower case, digits and dashes."""
    return len(text) <= LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def is_port_name(text: str) -> bool:
    """Whether a text may name a port: as a DNS label, with a letter, shorter, and no two dashes in a row."""
    return len(text) <= LONGEST_PORT_NAME and _PORT.fullmatch(text) is not None


def is_environment_name(text: str) -> bool:
    """Whether a text may name an environment variable: anything printable in ASCII but `=`."""
    return _ENVIRONMENT.fullmatch(text) is not None


def is_annotation_key(text: str) -> bool:
    """Whether a text may be the key of an annotation; the server compares it in lower case."""
    return is_label_key(text.lower())


def is_cache_key(text: str) -> bool:
    """Whether Argo takes a text as the key of a memoized result."""
    return _CACHE_KEY.fullmatch(text) is not None
