"""The simple commands of a shell program, word by word, for readers that only look for the calls of one tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import DYNAMIC as MARK
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE: Final = lazy_pattern(r"[A-Za-z_]\w*|[0-9@*#?$!-]")
_HEREDOC: Final = lazy_pattern(r"""<<(?P<tab>-?)[ \t]*(?P<quote>['"]?)(?P<word>[\w.-]+)(?P=quote)""")
_REDIRECTION: Final = lazy_pattern(r"&?(?:<<<|[<>]+)[&|]?-?")
_INTO_FILES: Final = frozenset({">", ">|", ">>"})
_SEPARATORS: Final = frozenset(";&|()\n")
QUOTES: Final = "'\""
_PAIRS: Final = {"(": ")", "{": "}"}


class Word(NamedTuple):
    """A word without its quotes, and where it starts; `MARK` stands for what only the run knows."""

    text: str
    start: int


class Here(NamedTuple):
    """A text written among the commands, where it starts and ends; `literal` if the shell leaves it as it is."""

    start: int
    end: int
    literal: bool = False
    without_tabs: bool = False


@dataclass(slots=True)
class Command:
    """A simple command: its words, and what it reads and writes beside them."""

    words: tuple[Word, ...]
    here: Here | None = None
    fed_by: Command | None = None
    """The command before it in a pipe."""
    into: str = ""
    """The file that gets what it prints."""
    appends: bool = False


@dataclass(slots=True)
class _Heredoc:
    """A text that begins after the line; `reader` is known when its command is over."""

    end: str
    without_tabs: bool
    literal: bool
    reader: Command | None = None


def commands(text: str, start: int = 0, end: int | None = None) -> Iterator[Command]:
    """The simple commands of a program and of the substitutions in it, in order of their ends."""
    return iter(_Reader(text, start, len(text) if end is None else end).read())


class _Reader:
    """Reads a program once from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.end = end
        self.found: list[Command] = []
        self.command: list[Word] = []
        self.parts: list[str] | None = None
        self.word_start = start
        self.drops_word = False
        self.redirection = ""
        self.into = ("", False)
        self.heredocs: list[_Heredoc] = []
        self.feeder: Command | None = None

    def read(self) -> list[Command]:
        while self.at < self.end:
            self._step(self.text[self.at])
        self._end_command()
        return self.found

    def _step(self, char: str) -> None:
        if char in " \t\r":
            self._end_word()
            self.at += 1
        elif char == "#" and self.parts is None:
            close = self.text.find("\n", self.at, self.end)
            self.at = close if close >= 0 else self.end
        elif char in "<>" or (char == "&" and self.text[self.at + 1 : self.at + 2] == ">"):
            self._redirection()
        elif char in _SEPARATORS:
            self._separate(char)
            self.at += 1
            if char == "\n":
                self._read_heredocs()
        elif char == "'":
            self._single_quotes()
        elif char == '"':
            self._double_quotes()
        elif char == "\\":
            self._escape()
        elif char in "$`":
            self._expansion(char)
        else:
            self._add(char)

    def _add(self, text: str, length: int = 1) -> None:
        if self.parts is None:
            self.parts, self.word_start = [], self.at
        self.parts.append(text)
        self.at += length

    def _end_word(self) -> None:
        if self.parts is not None and not self.drops_word:
            self.command.append(Word("".join(self.parts), self.word_start))
        if self.parts is not None:
            if self.drops_word and self.redirection in _INTO_FILES:
                self.into = ("".join(self.parts), self.redirection == ">>")
            self.drops_word = False
        self.parts = None

    def _end_command(self) -> Command | None:
        self._end_word()
        self.drops_word = False
        ended: Command | None = None
        if self.command:
            file, appends = self.into
            ended = Command(tuple(self.command), None, self.feeder, file, appends)
            self.found.append(ended)
            for heredoc in self.heredocs:
                heredoc.reader = heredoc.reader or ended
            self.feeder = None
        self.command, self.into = [], ("", False)
        return ended

    def _separate(self, char: str) -> None:
        ended = self._end_command()
        around = self.text[max(self.at - 1, 0) : self.at + 2]
        if char == "|":
            self.feeder = ended if "||" not in around else None
        elif char != "\n":  # a pipe goes on in the next line
            self.feeder = None

    def _redirection(self) -> None:
        if self.text[self.at + 1 : self.at + 2] == "(":  # a process that stands for a file
            self._substitution(self.at + 1)
            return
        number = "".join(self.parts or ())
        if number.isdigit():
            self.parts = None
        self._end_word()
        heredoc = _HEREDOC.match(self.text, self.at, self.end)
        if heredoc is not None:
            self.heredocs.append(_Heredoc(heredoc["word"], bool(heredoc["tab"]), bool(heredoc["quote"])))
            self.at = heredoc.end()
            return
        match = _REDIRECTION.match(self.text, self.at, self.end)
        self.at = match.end() if match is not None else self.at + 1
        self.redirection = match[0] if match is not None and number != "2" else ""
        self.drops_word = match is None or not match[0].endswith("-")

    def _read_heredocs(self) -> None:
        for heredoc in self.heredocs:
            start = end = self.at
            while self.at < self.end:
                close = self.text.find("\n", self.at, self.end)
                close = close if close >= 0 else self.end
                line, end, self.at = self.text[self.at : close], self.at, min(close + 1, self.end)
                if (line.lstrip("\t") if heredoc.without_tabs else line).rstrip("\r") == heredoc.end:
                    break
            else:
                end = self.end
            if heredoc.reader is not None:
                heredoc.reader.here = Here(start, end, heredoc.literal, heredoc.without_tabs)
        self.heredocs = []

    def _single_quotes(self) -> None:
        close = self.text.find("'", self.at + 1, self.end)
        close = close if close >= 0 else self.end
        self._add(self.text[self.at + 1 : close], close + 1 - self.at)

    def _double_quotes(self) -> None:
        self._add("")
        while self.at < self.end and self.text[self.at] != '"':
            char = self.text[self.at]
            if char == "\\":
                self._escape()
            elif char in "$`":
                self._expansion(char)
            else:
                self._add(char)
        self.at += 1

    def _escape(self) -> None:
        after = self.text[self.at + 1 : self.at + 2]
        if after == "\n":
            self.at += 2
        else:
            self._add(after, 2)

    def _expansion(self, char: str) -> None:
        after = self.text[self.at + 1 : self.at + 2]
        variable = _VARIABLE.match(self.text, self.at + 1, self.end)
        if char == "`":
            close = self.text.find("`", self.at + 1, self.end)
            close = close if close >= 0 else self.end
            self.found += commands(self.text, self.at + 1, close)
            self._add(MARK, close + 1 - self.at)
        elif after == "(":
            self._substitution(self.at + 1)
        elif after == "{":
            self._add(MARK, _closing(self.text, self.at + 1, self.end) + 1 - self.at)
        elif variable is not None:
            self._add(MARK, variable.end() - self.at)
        else:
            self._add(char)

    def _substitution(self, opening: int) -> None:
        close = _closing(self.text, opening, self.end)
        if self.text[opening + 1 : opening + 2] != "(":  # two are arithmetic
            self.found += commands(self.text, opening + 1, close)
        self._add(MARK, close + 1 - self.at)


def _closing(text: str, opening: int, end: int) -> int:
    """Where the bracket closes that opens at an offset; quotes hide brackets."""
    opens, closes = text[opening], _PAIRS[text[opening]]
    depth, at = 0, opening
    while at < end:
        if text[at] == opens:
            depth += 1
        elif text[at] == closes:
            depth -= 1
            if not depth:
                return at
        at = step_over(text, at, end)
    return end


def step_over(text: str, at: int, end: int) -> int:
    """The offset after a character and what it escapes or quotes; beyond `end` where nothing ends that."""
    quote = text[at]
    if quote == "\\":
        return at + 2
    if quote not in QUOTES:
        return at + 1
    at += 1
    while at < end and text[at] != quote:
        at += 2 if text[at] == "\\" and quote == '"' else 1
    return at + 1
