"""The pages of the rules that spoke, on the page of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint import resources
from argolint.patterns import lazy_pattern
from argolint.report.html_page import Section
from argolint.report.html_text import escaped, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.project.session import Report

_COMMENT: Final = lazy_pattern(r"<!--\s*(.*?)\s*-->")
_LINK: Final = lazy_pattern(r"\[([^\]]+)\]\([^)]*\)")
_ITEM: Final = lazy_pattern(r"(?:[*-]|\d+\.) (.*)")


def rules_section(report: Report) -> Section | None:
    """The section with the pages, by name; None where no rule spoke."""
    spoke = sorted({one.rule for one in report.diagnostics})
    pages = [(rule, page) for rule in spoke if (page := _page(rule)) is not None]
    if not pages:
        return None
    articles = "".join(
        f'<article class="page" id="rule-{rule}">{"".join(page_html(text))}</article>' for rule, text in pages
    )
    links = "".join(f'<li><a href="#rule-{rule}">{rule}</a></li>' for rule, _ in pages)
    return Section("rules", "Rules", f'<nav class="contents"><ul>{links}</ul></nav><div class="pages">{articles}</div>')


def page_html(text: str) -> Iterator[str]:
    """A page of a rule as HTML: headings, paragraphs, lists and code, which is all that these pages hold."""
    for block in _blocks(text.strip().split("\n")):
        comment = _COMMENT.fullmatch(block[0])
        if block[0].startswith("```"):
            yield f'<pre class="code">{escaped_lines(block[1:])}</pre>'
        elif block[0].startswith("#"):
            level = min(len(block[0]) - len(block[0].lstrip("#")) + 1, 4)
            yield f"<h{level}>{prose(block[0].lstrip('# '))}</h{level}>"
        elif comment:
            yield f'<p class="facts">{escaped(comment[1])}</p>'
        elif _ITEM.match(block[0]):
            yield f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in _items(block))}</ul>"
        else:
            yield f"<p>{_inline(' '.join(block))}</p>"


def escaped_lines(lines: list[str]) -> str:
    """Lines as they are."""
    return "\n".join(map(escaped, lines))


def _page(rule: str) -> str | None:
    try:
        return resources.read("rules", f"{rule}.md")
    except OSError:  # mistakes of our own are reported under a name without a page
        return None


def _inline(text: str) -> str:
    return prose(_LINK.sub(r"\1", text))


def _items(block: list[str]) -> list[str]:
    """The items of a list, each on one line."""
    found: list[str] = []
    for line in block:
        match = _ITEM.match(line)
        if match is not None:
            found.append(match[1])
        else:
            found[-1] += f" {line.strip()}"
    return found


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """What stands between blank lines; a fenced block with its first fence is one, blank lines and all."""
    block: list[str] = []
    fenced = False
    for line in lines:
        fence = line.startswith("```")
        if fenced:
            if fence:
                yield block
                block, fenced = [], False
            else:
                block.append(line)
        elif fence or not line.strip() or line.startswith("#"):
            if block:
                yield block
            block, fenced = ([line] if fence else []), fence
            if line.startswith("#"):
                yield [line]
        else:
            block.append(line)
    if block:
        yield block
