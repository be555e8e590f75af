"""The forms that Kubernetes asks of names, label keys and label values."""

from __future__ import annotations

from argolint.patterns import lazy_pattern

LONGEST_PART = 63
_LONGEST_NAME = 253
_PART = lazy_pattern(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?")
_SUBDOMAIN = lazy_pattern(r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*")


def is_object_name(text: str) -> bool:
    """Whether the API server takes a text as the name of a custom object: a DNS subdomain in lower case."""
    return len(text) <= _LONGEST_NAME and _SUBDOMAIN.fullmatch(text) is not None


def is_label_key(text: str) -> bool:
    """Whether a text is a label's key: a name, or a name after a domain and a slash."""
    domain, slash, name = text.rpartition("/")
    return _is_part(name) and (not slash or is_object_name(domain))


def is_label_value(text: str) -> bool:
    """Whether a text is a label's value; it may be empty."""
    return not text or _is_part(text)


def _is_part(text: str) -> bool:
    return len(text) <= LONGEST_PART and _PART.fullmatch(text) is not None
