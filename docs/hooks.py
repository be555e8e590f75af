"""Makes a page of the site of each rule's page, and a table of them all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

RULES = Path(__file__).parent.parent / "rules"

_FACTS = re.compile(r"<!-- (?P<severity>\w+) · (?P<group>\w+) · since (?P<since>\S+) -->")
_FENCE = re.compile(r"^```(yaml (?P<fixed>fixed)|yaml argo=(?P<argo>\S+)|findings)$", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the rules, which stand beside the folder of the site."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.md"))}
    for name, text in pages.items():
        files.append(File.generated(config, f"rules/{name}.md", content=page(text)))
    files.append(File.generated(config, "rules/index.md", content=table(pages)))
    return files


def page(text: str) -> str:
    """A rule's page as the site shows it: its facts in words, and fences that any highlighter knows."""
    return _FENCE.sub(_fence, _FACTS.sub(r"*\g<severity>, of the group* \g<group>, *since* \g<since>", text))


def table(pages: dict[str, str]) -> str:
    """The page that lists the rules by group."""
    groups: dict[str, list[str]] = {}
    for name, text in pages.items():
        facts = _FACTS.search(text)
        assert facts is not None, f"{name} has no facts"
        summary = " ".join(text.split("\n\n", 3)[2].split()).replace("|", "\\|").replace("{{", "&#123;&#123;")
        groups.setdefault(facts["group"], []).append(f"| [{name}]({name}.md) | {facts['severity']} | {summary} |")
    head = "| rule | severity | what it finds |\n|---|---|---|\n"
    parts = [f"## {group}\n\n{head}" + "\n".join(rows) for group, rows in sorted(groups.items())]
    return f"# Rules\n\n{sum(map(len, groups.values()))} rules in {len(groups)} groups.\n\n" + "\n\n".join(parts) + "\n"


def _fence(fence: re.Match[str]) -> Any:
    if fence["fixed"]:
        return '```yaml title="after --fix"'
    return f'```yaml title="with Argo {fence["argo"]}"' if fence["argo"] else '```text title="what is said"'
