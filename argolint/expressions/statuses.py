"""The words in which Argo says how a workflow, step or task stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE = frozenset(
    {"Pending", "Running", "Succeeded", "Skipped", "Failed", "Error", "Omitted", "Daemoned"}
)
"""What `steps.a.status`, `tasks.a.status`, `lastRetry.status` and a metric's `status` can be."""

WORKFLOW = frozenset({"Pending", "Running", "Succeeded", "Failed", "Error"})
"""What `workflow.status` can be."""

_PATH = r"(?P<path{0}>(?:workflow|lastRetry|(?:steps|tasks)[\w.\[\]'\"-]*?)\.status|\bstatus)"
_COMPARED = re.compile(
    rf"""{_PATH.format(1)}\s*(?:\}}\}})?["']?\s*(?:==|!=)\s*["']?(?P<word1>[A-Za-z]\w*)(?P<more>[-\w.(]*)
    |(?<![\w.])["']?(?P<word2>[A-Za-z]\w*)["']?\s*(?:==|!=)\s*["']?(?:\{{\{{=?)?\s*{_PATH.format(2)}(?![\w.])""",
    re.VERBOSE,
)


class StatusWord(NamedTuple):
    """A word that a text compares with a status: what is compared, and where the word stands."""

    path: str
    word: str
    start: int
    end: int

    @property
    def known(self) -> frozenset[str]:
        """The words that the status can be."""
        return WORKFLOW if self.path == "workflow.status" else NODE


def compared(text: str) -> Iterator[StatusWord]:
    """The words that a condition compares with statuses, whichever of Argo's languages it is in."""
    for match in _COMPARED.finditer(text):
        group = "1" if match["path1"] is not None else "2"
        word = match[f"word{group}"]
        if not match["more"]:
            yield StatusWord(match[f"path{group}"], word, match.start(f"word{group}"), match.end(f"word{group}"))
