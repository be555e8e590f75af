"""The colours of pictures and pages, each for a light and a dark screen, and the style sheets made with them."""

from __future__ import annotations

import os
from typing import Final

from argolint.patterns import lazy_pattern

_ASSETS: Final = os.path.join(os.path.dirname(__file__), "assets")
_VARIABLE: Final = lazy_pattern(r"var\(--([a-z-]+)\)")
_COLORS: Final = {
    "page": ("#ffffff", "#0d1117"),
    "panel": ("#f6f8fa", "#151b23"),
    "raised": ("#ffffff", "#1c232d"),
    "ink": ("#1f2328", "#e6edf3"),
    "muted": ("#59636e", "#9198a1"),
    "faint": ("#d1d9e0", "#3d444d"),
    "dot": ("#e3e8ed", "#20262e"),
    "line": ("#818b98", "#7d8590"),
    "box": ("#ffffff", "#161d27"),
    "group": ("#81899812", "#9198a114"),
    "accent": ("#0969da", "#4493f8"),
    "select": ("#0969da1f", "#388bfd33"),
    "blue": ("#218bff", "#4493f8"),
    "violet": ("#8250df", "#ab7df8"),
    "teal": ("#1b7c83", "#39c5cf"),
    "amber": ("#bf8700", "#d29922"),
    "pink": ("#bf3989", "#db61a2"),
    "grey": ("#818b98", "#656c76"),
    "error": ("#cf222e", "#f85149"),
    "warning": ("#9a6700", "#d29922"),
    "info": ("#0969da", "#4493f8"),
    "good": ("#1a7f37", "#3fb950"),
}
_LIGHT, _DARK = 0, 1


def asset(name: str) -> str:
    """The text of a style sheet or script."""
    with open(os.path.join(_ASSETS, name), encoding="utf-8") as stream:
        return stream.read()


def variables() -> str:
    """The colours as variables of a page: as the screen is, unless the page says which."""
    light, dark = _values(_LIGHT), _values(_DARK)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
    )


def plain_style(name: str) -> str:
    """A style sheet without variables, which not all that shows an SVG can read: light, and dark where it is dark."""
    text = asset(name)
    light = _VARIABLE.sub(lambda found: _COLORS[found[1]][_LIGHT], text)
    dark = _VARIABLE.sub(lambda found: _COLORS[found[1]][_DARK], text)
    return f"{light}@media (prefers-color-scheme:dark){{\n{dark}}}\n"


def _values(which: int) -> str:
    return ";".join(f"--{name}:{colors[which]}" for name, colors in _COLORS.items())
