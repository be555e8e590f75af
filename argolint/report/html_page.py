"""The frame of a page: its head, which allows no network at all, its bar with tabs, its styles and its script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Final, NamedTuple

from argolint.report.html_text import escaped, prose
from argolint.report.palette import asset, variables

_SCRIPTS: Final = ("base", "findings", "details", "canvas", "pictures", "page")


class Section(NamedTuple):
    """A part of a page that a tab shows."""

    key: str
    title: str
    body: str


def page(title: str, summary: str, sections: list[Section]) -> str:
    """A whole page."""
    style = variables() + asset("page.css") + asset("picture.css")
    script = '"use strict";\n' + "".join(asset(f"{name}.js") for name in _SCRIPTS)
    tabs = "".join(
        f'<a class="tab" href="#{section.key}">{escaped(section.title)}</a>'
        for section in sections
        if len(sections) > 1
    )
    body = "\n".join(
        f'<section class="view" id="{section.key}" aria-label="{escaped(section.title)}">{section.body}</section>'
        for section in sections
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escaped(title)}</title>
<style>{style}</style>
</head>
<body>
<header class="bar">
<h1>argolint</h1>
<p class="summary">{prose(summary)}</p>
<nav>{tabs}</nav>
<button type="button" id="theme" title="Light or dark (t)" aria-label="Switch between light and dark">◐</button>
</header>
<main>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


def _policy(style: str, script: str) -> str:
    """Only this style and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
