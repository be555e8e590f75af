"""Tells credentials in plain text from other values, by their names and by their own form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_PASSWORDS = r"(?:pass(?:word|wd|phrase)|pwd)"
_KEYS = r"(?:token|secret|credentials?|api[-_.]?key|(?:private|secret|signing|encryption|access)[-_.]?key)"
_NAME = rf"(?i:(?P<password>{_PASSWORDS})|(?P<key>{_KEYS}))$"
_STEMS = lazy_pattern(r"(?i:pass|pwd|token|secret|cred|key)")
_COUNTED = r"(?i:max|min|num|next|page|csrf|continue|public)"
_NO_VALUE = r"""(?xi)
      (?:change[-_ ]?(?:me|it)|todo|fixme|none|null|nil|true|false|yes|no|redacted|dummy|placeholder|example
        |empty|unset|password|passwd|secret|token|x{3,}|\*+|\.+|-+|_+)
    | .*(?:<[^>]*>|\$[({]|\$\w|\[\[|%\() .*
    | (?:your|my|insert|replace|enter|put|some)[-_ ].*
    | /.* | \./.* | [a-z][a-z0-9+.-]*://.* | .*\.(?:json|ya?ml|pem|key|crt|txt)
    """
_SHORTEST = 3
_MIXED = r"(?=.*\d)(?=.*[a-zA-Z])\S{8,}|(?=.*[a-z])(?=.*[A-Z])\S{12,}"
_OBJECT_NAME = r"[a-z0-9]+(?:[-.][a-z0-9]+)+"
_NAMES_AN_OBJECT = r"(?:^|[-.])(?:secret|token|creds?|credentials?|keys?|auth|password)s?(?:[-.]|$)"
# Patterns stay texts until a value needs them: most runs meet none.


def secret_kind(name: str) -> str | None:
    """What a name promises to hold, a `password` or a `key`, if it is a credential."""
    if not _STEMS.search(name):
        return None
    match = re.search(_NAME, name)
    return None if match is None or re.search(_COUNTED, name[: match.start()]) else match.lastgroup


def is_plain_secret(name: str, value: str) -> bool:
    """Whether a value under a name is a credential that somebody wrote down."""
    kind = secret_kind(name)
    if kind is None or not value or OPEN in value or _is_stand_in(value):
        return False
    if kind == "password":
        return len(value.strip()) >= _SHORTEST
    names_object = re.fullmatch(_OBJECT_NAME, value) and re.search(_NAMES_AN_OBJECT, value)
    return re.fullmatch(_MIXED, value) is not None and not names_object


def _is_stand_in(value: str) -> bool:
    """Whether a value only stands for one, or points at one."""
    return re.fullmatch(_NO_VALUE, value.strip()) is not None


_AUTHORIZATION = r"(?:Bearer|Basic|Token|token)\s+(?P<secret>[\w.~+/=-]{8,})"


def header_secret(name: str, value: str) -> bool:
    """Whether an HTTP header hands over a credential that somebody wrote down."""
    if OPEN in value:
        return False
    if name.lower() in ("authorization", "proxy-authorization"):
        match = re.fullmatch(_AUTHORIZATION, value)
        return match is not None and not _is_stand_in(match["secret"])
    return is_plain_secret(name, value)


_QUERY = r"[?&](?P<name>[\w.-]+)=(?P<value>[^&#\s]+)"


def query_secrets(address: str) -> Iterator[tuple[int, int, str]]:
    """The credentials that somebody wrote into the query of an address, with their names."""
    for pair in re.finditer(_QUERY, address):
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


def known_forms(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The credentials in a part of a text whose form tells what they are."""
    for sure, form, what in _FORMS:
        at = text.find(sure, start, end)
        if at < 0 or (sure == "://" and text.find("@", at, end) < 0):
            continue
        for match in re.compile(form).finditer(text, start, end):
            found = match.span("only") if "only" in match.re.groupindex else match.span()
            said = text[slice(*found)]
            if "EXAMPLE" not in said and not _is_stand_in(said):
                yield *found, what
