"""Tells credentials in plain text from other values, by their names and by their own form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_PASSWORDS = r"(?:pass(?:word|wd|phrase)|pwd)"
_KEYS = r"(?:token|secret|credentials?|api[-_.]?key|(?:private|secret|signing|encryption|access)[-_.]?key)"
_NAME = re.compile(rf"(?:(?P<password>{_PASSWORDS})|(?P<key>{_KEYS}))$", re.IGNORECASE)
_STEMS = re.compile(r"(?i:pass|pwd|token|secret|cred|key)")
_COUNTED = re.compile(r"(?:max|min|num|next|page|csrf|continue|public)[-_.]?", re.IGNORECASE)
_NO_VALUE = re.compile(
    r"""
      (?:change[-_ ]?(?:me|it)|todo|fixme|none|null|nil|true|false|yes|no|redacted|dummy|placeholder|example
        |empty|unset|password|passwd|secret|token|x{3,}|\*+|\.+|-+|_+)
    | .*(?:<[^>]*>|\$[({]|\$\w|\[\[|%\() .*
    | (?:your|my|insert|replace|enter|put|some)[-_ ].*
    | /.* | \./.* | [a-z][a-z0-9+.-]*://.* | .*\.(?:json|ya?ml|pem|key|crt|txt)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORTEST = 3
_MIXED = re.compile(r"(?=.*\d)(?=.*[a-zA-Z])\S{8,}|(?=.*[a-z])(?=.*[A-Z])\S{12,}")
_OBJECT_NAME = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)+")
_NAMES_AN_OBJECT = re.compile(
    r"(?:^|[-.])(?:secret|token|creds?|credentials?|keys?|auth|password)s?(?:[-.]|$)"
)


def secret_kind(name: str) -> str | None:
    """What a name promises to hold, a `password` or a `key`, if it is a credential."""
    if not _STEMS.search(name):
        return None
    match = _NAME.search(name)
    return None if match is None or _COUNTED.search(name[: match.start()]) else match.lastgroup


def is_plain_secret(name: str, value: str) -> bool:
    """Whether a value under a name is a credential that somebody wrote down."""
    kind = secret_kind(name)
    if kind is None or not value or OPEN in value or _NO_VALUE.fullmatch(value.strip()):
        return False
    if kind == "password":
        return len(value.strip()) >= _SHORTEST
    names_object = _OBJECT_NAME.fullmatch(value) and _NAMES_AN_OBJECT.search(value)
    return _MIXED.fullmatch(value) is not None and not names_object


_AUTHORIZATION = re.compile(r"(?:Bearer|Basic|Token|token)\s+(?P<secret>[\w.~+/=-]{8,})")


def header_secret(name: str, value: str) -> bool:
    """Whether an HTTP header hands over a credential that somebody wrote down."""
    if OPEN in value:
        return False
    if name.lower() in ("authorization", "proxy-authorization"):
        match = _AUTHORIZATION.fullmatch(value)
        return match is not None and not _NO_VALUE.fullmatch(match["secret"])
    return is_plain_secret(name, value)


_QUERY = re.compile(r"[?&](?P<name>[\w.-]+)=(?P<value>[^&#\s]+)")


def query_secrets(address: str) -> Iterator[tuple[int, int, str]]:
    """The credentials that somebody wrote into the query of an address, with their names."""
    for pair in _QUERY.finditer(address):
        if is_plain_secret(pair["name"], pair["value"]):
            yield *pair.span("value"), pair["name"]


_FORMS = (
    ("AKIA", r"AKIA[0-9A-Z]{16}\b", "an AWS access key"),
    ("ASIA", r"ASIA[0-9A-Z]{16}\b", "an AWS access key"),
    ("ghp_", r"ghp_[A-Za-z0-9]{36}", "a GitHub token"),
    ("gho_", r"gho_[A-Za-z0-9]{36}", "a GitHub token"),
    ("ghs_", r"ghs_[A-Za-z0-9]{36}", "a GitHub token"),
    ("github_pat_", r"github_pat_\w{60,}", "a GitHub token"),
    ("glpat-", r"glpat-[\w-]{20,}", "a GitLab token"),
    ("xox", r"xox[abprs]-[\w-]{20,}", "a Slack token"),
    ("hooks.slack.com/services/", r"hooks\.slack\.com/services/T\w+/B\w+/\w{20,}", "a Slack webhook"),
    ("sk_live_", r"sk_live_\w{20,}", "a Stripe key"),
    ("AIza", r"AIza[\w-]{35}", "a Google API key"),
    ("npm_", r"npm_[A-Za-z0-9]{36}", "an npm token"),
    ("dckr_pat_", r"dckr_pat_[\w-]{20,}", "a Docker token"),
    ("PRIVATE KEY-----", r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----", "a private key"),
    ("eyJ", r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}", "a JSON web token"),
    ("://", r"(?<=://)[^\s/:@'\"{}$<]+:(?P<only>[^\s/:@'\"{}$<]{3,})@(?=[\w.-])", "a password in a URL"),
)
"""A text that each form surely holds, the form, and what it is."""
_PATTERNS = tuple((sure, re.compile(form), what) for sure, form, what in _FORMS)


def known_forms(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The credentials in a part of a text whose form tells what they are."""
    for sure, form, what in _PATTERNS:
        at = text.find(sure, start, end)
        if at < 0 or (sure == "://" and text.find("@", at, end) < 0):
            continue
        for match in form.finditer(text, start, end):
            found = match.span("only") if "only" in form.groupindex else match.span()
            said = text[slice(*found)]
            if "EXAMPLE" not in said and not _NO_VALUE.fullmatch(said):
                yield *found, what
