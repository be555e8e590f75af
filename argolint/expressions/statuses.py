"""The words in which Argo says how a workflow, step or task stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE = frozenset({"Pending", "Running", "Succeeded", "Skipped", "Failed", "Error", "Omitted", "Daemoned"})
"""What `steps.a.status`, `tasks.a.status` and a metric's `status` can be."""

WORKFLOW = frozenset({"Pending", "Running", "Succeeded", "Failed", "Error"})
"""What `workflow.status` can be."""

RETRIED = frozenset({"Failed", "Error"})
"""What `lastRetry.status` can be: nothing else is tried again."""

_KNOWN = {"workflow.status": WORKFLOW, "lastRetry.status": RETRIED}

_CALL = r"(?:\.[\w-]+|\[['\"][^'\"]+['\"]\])"
_PATH = rf"(?<![\w.-])(?P<path>(?:workflow|lastRetry|(?:steps|tasks){_CALL})\.status|(?<=\{{\{{)status)(?![\w.-])"
_WORD = r"""(?P<quote>["']?)(?P<word>[A-Za-z]\w*)(?P<after>["']?)"""
_AFTER = lazy_pattern(rf"""{_PATH}\s*(?:\}}\}})?["']?\s*(?:==|!=)\s*{_WORD}(?![-\w.(\[])""")
_BEFORE = lazy_pattern(rf"""(?<![-\w.\]'"]){_WORD}\s*(?:==|!=)\s*["']?(?:\{{\{{\s*)?{_PATH}""")


class StatusWord(NamedTuple):
    """A word that a text compares with a status: what is compared, and where the word stands."""

    path: str
    word: str
    start: int
    end: int

    @property
    def known(self) -> frozenset[str]:
        """The words that the status can be."""
        return _KNOWN.get(self.path, NODE)


def compared(text: str, *, bare_words: bool) -> Iterator[StatusWord]:
    """The words that a condition compares with statuses; in a `when` a bare word is a text."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            quoted = bool(match["quote"])
            if quoted == bool(match["after"]) and (quoted or bare_words):
                yield StatusWord(match["path"], match["word"], *match.span("word"))
