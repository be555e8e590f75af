"""See `rules/tag-in-single-braces.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import instead
from argolint.source import Span
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SIGNS = ("{=", "{inputs.", "{workflow.", "{steps.", "{tasks.", "(inputs.", "(workflow.", "(steps.", "(tasks.")
_SINGLE = lazy_pattern(
    r"""
    (?<![{$\w]) (?: \$? (?P<brace>\{) =? | \$\( )
    (?P<name> (?:inputs|workflow)\.parameters\.[\w-]+ | inputs\.artifacts\.[\w-]+\.path
    | workflow\.(?:name|namespace|uid)
    | (?:steps|tasks)\.[\w-]+\.outputs\.(?:result|parameters\.[\w-]+) )
    (?(brace)\}(?!\})|\))
    """,
    re.VERBOSE,
)


_BARE_SIGNS = tuple(
    f": {quote}{root}." for root in ("inputs", "workflow", "steps", "tasks") for quote in ("", "'", '"')
)
_BARE = lazy_pattern(
    r"""
    (?:^|[\s{,])(?:value|withParam):\x20(?P<quote>["']?)
    (?P<name> (?:inputs|workflow)\.parameters\.[\w-]+
    | (?:steps|tasks)\.[\w-]+\.outputs\.(?:result|parameters(?:\.[\w-]+)?) )
    (?P=quote)(?=[ ]*(?:[\r\n,}#]|$))
    """,
    re.VERBOSE,
)


@rule(on=Document, group="names", severity=Severity.WARNING, since="0.1", basis=Basis.TAGS)
def tag_in_single_braces(document: Document, _cx: Context) -> Findings:
    """A variable of Argo stands in single braces or in none, where nothing is filled in."""
    text, span = document.source.text, document.span
    if any(text.find(sign, span.start, span.end) >= 0 for sign in _BARE_SIGNS):
        yield from _bare(text, span)
    if not any(_stands_single(sign, text, span) for sign in _SIGNS):
        return
    for match in _SINGLE.finditer(text, span.start, span.end):
        within_tag = text.rfind("{{", span.start, match.start()) > text.rfind("}}", span.start, match.start())
        if not _in_comment(text, match.start()) and not within_tag:
            yield finding(
                Span(match.start(), match.end()),
                f"`{match[0]}` stays as text: Argo fills in what stands in double braces only",
                help=f"write `{{{{{match['name']}}}}}`",
                fix=instead(Span(*match.span()), f"{{{{{match['name']}}}}}"),
            )


def _in_comment(text: str, at: int) -> bool:
    return "#" in text[text.rfind("\n", 0, at) + 1 : at]


def _bare(text: str, document: Span) -> Findings:
    for match in _BARE.finditer(text, document.start, document.end):
        at = Span(*match.span("name"))
        if _in_comment(text, at.start):
            continue
        tag = f"{{{{{match['name']}}}}}"
        written = tag if match["quote"] else f'"{tag}"'
        yield finding(
            at,
            f"`{match['name']}` stays as text: Argo fills in what stands in double braces only",
            help=f"write `{written}`",
            fix=instead(at, written),
        )


def _stands_single(sign: str, text: str, span: Span) -> bool:
    """Whether a sign stands anywhere without a brace before it, as it does in tags; to look for all is slower."""
    at = text.find(sign, span.start, span.end)
    while at >= 0:
        if text[at - 1 : at] != "{":
            return True
        at = text.find(sign, at + 1, span.end)
    return False
