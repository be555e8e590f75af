"""After any number of edits the server says what a fresh one says of the texts, and holds no more than at first."""

from __future__ import annotations

import gc
import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.client import spot
from tests.lsp.inside import Inside
from tests.project.edits import START

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    "\n", "\r\n", "\r", "\u2028", "\x85", "\x00", "\t", "  ", "😀", "é", "{{", "}}", "- ", ": ", "'", '"', "[", "]",
    "{", "}", "#", "|", "&a ", "*a", "---\n", "a", "1", "{{inputs.parameters.who}}", "{{=workflow.name}}",
    "# argolint: ignore[unused]",
)  # fmt: skip
QUESTIONS = (
    "hover", "completion", "definition", "documentSymbol", "semanticTokens/full", "foldingRange", "documentHighlight",
    "codeLens", "signatureHelp", "documentLink", "references",
)  # fmt: skip
MOST = 6_000
"""Characters after which a text is taken back to its start."""


class Typist:
    """Edits open documents at random, and knows by itself what they then are."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.folder = folder
        for name, text in START.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
        self.server = Inside(folder)
        self.texts: dict[str, str] = {}
        self.starts: dict[str, str] = {}
        self.older: dict[str, str] = {}
        self.version = 1
        for name, text in START.items():
            self.open(name, text)
            self.starts[name] = text

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> None:
        self.texts[name] = text
        document = {"uri": self.uri(name), "languageId": "yaml", "version": self.version, "text": text}
        self.server.tell("textDocument/didOpen", textDocument=document)

    def one(self) -> None:
        """One edit of one document, and some of the work that it makes."""
        name = self.rng.choice(list(self.texts))
        chance = self.rng.random()
        text = self.texts[name]
        if chance < 0.002:
            self.move(name)
        elif chance < 0.05 or len(text) > MOST:
            self.change(name, 0, len(text), self.starts[name])
        elif chance < 0.15 and name in self.older:
            self.change(name, 0, len(text), self.older[name])
        else:
            start = self.rng.randrange(len(text) + 1)
            end = min(len(text), start + self.rng.choice((0, 0, 0, 1, 3, 40)))
            new = self.rng.choice((*PIECES, "", text[start : start + self.rng.randrange(80)]))
            self.change(name, start, end, new)
        self.server.waiting.is_empty = self.rng.random() < 0.5
        for _ in range(self.rng.randrange(3)):
            self.server.work()
        if self.rng.random() < 0.1:
            self.ask(self.rng.choice(list(self.texts)))

    def change(self, name: str, start: int, end: int, new: str) -> None:
        text = self.older[name] = self.texts[name]
        self.version += 1
        places = {"start": place(text, start), "end": place(text, end)}
        # What stands between CR and LF has no place of its own in the protocol.
        start, end = (at - (text[at - 1 : at + 1] == "\r\n") for at in (start, end))
        self.texts[name] = text[:start] + new + text[end:]
        document = {"uri": self.uri(name), "version": self.version}
        self.server.tell(
            "textDocument/didChange", textDocument=document, contentChanges=[{"range": places, "text": new}]
        )

    def move(self, name: str) -> None:
        """Give a file another name."""
        other = f"{name.removesuffix('.yaml').removesuffix('-moved')}{'' if '-moved' in name else '-moved'}.yaml"
        self.server.tell("textDocument/didClose", textDocument={"uri": self.uri(name)})
        (self.folder / name).rename(self.folder / other)
        for kept in (self.starts, self.older):
            if name in kept:
                kept[other] = kept.pop(name)
        self.open(other, self.texts.pop(name))
        changes = [{"uri": self.uri(name), "type": 3}, {"uri": self.uri(other), "type": 1}]
        self.server.tell("workspace/didChangeWatchedFiles", changes=changes)

    def ask(self, name: str) -> None:
        text = self.texts[name]
        question = self.rng.choice(QUESTIONS)
        params: dict[str, Any] = {"textDocument": {"uri": self.uri(name)}}
        params["position"] = place(text, self.rng.randrange(len(text) + 1))
        if question == "references":
            params["context"] = {"includeDeclaration": True}
        self.server.ask(f"textDocument/{question}", **params)

    def compare(self) -> None:
        """With a server that has seen none of the edits."""
        self.server.settle()
        fresh = Inside(self.folder)
        for name, text in self.texts.items():
            assert self.server.text(self.uri(name)) == text
            document = {"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text}
            fresh.tell("textDocument/didOpen", textDocument=document)
        fresh.settle()
        for name in self.texts:
            assert self.server.told[self.uri(name)] == fresh.told[self.uri(name)], name
        assert self.server.errors == []
        self.server.answers.clear()


def place(text: str, offset: int) -> dict[str, int]:
    """As the protocol counts: lines end with CRLF, LF or CR, and columns are UTF-16 units."""
    before = text[:offset].replace("\r\n", "\n")
    if text[offset - 1 : offset + 1] == "\r\n":
        before = before[:-1]
    lines = before.replace("\r", "\n").split("\n")
    return spot(len(lines) - 1, len(lines[-1].encode("utf-16-le", "surrogatepass")) // 2)


def test_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    typist = Typist(tmp_path, 1)
    for number in range(1, 301):
        typist.one()
        if number % 50 == 0:
            typist.compare()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_fifty_thousand_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.chdir(tmp_path)
    # What is frozen is not counted, nor ever given back.
    monkeypatch.setattr(gc, "freeze", gc.collect)
    typist = Typist(tmp_path, seed)
    held: list[int] = []
    for number in range(1, 25_001):
        typist.one()
        if number % 250 == 0:
            typist.compare()
        if number % 5_000 == 0:
            gc.collect()
            held.append(len(gc.get_objects()))
    # What is worked out once for each kind of thing has been by then.
    assert held[-1] < held[1] * 1.1
