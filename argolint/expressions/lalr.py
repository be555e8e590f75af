"""Reads the words of a language by the tables that lark has made of its `grammar.lark`, without lark itself.

`schemas/grammars.py` writes the tables, a module `tables` beside each grammar. A table says for each state and kind of
word either the state that the word leads to, or the rule that ends in front of it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Protocol

    class Word(Protocol):
        """What a lexer finds."""

        @property
        def kind(self) -> str:
            """The name of a terminal of the grammar."""


END = "$END"
"""The kind of word that stands behind the last one."""
PASSED_ON = ""
"""What is made of a rule whose only part stands for itself."""
INLINED = "_"
"""What is made of a rule whose parts are parts of the rule around it."""

Builders: TypeAlias = "Mapping[str, Callable[[list[Any]], Any]]"
"""By the alias of a rule, or else its name: what to make of its parts, which are words and what was made before."""


class Rule(NamedTuple):
    """One way to write what a name of the grammar stands for."""

    name: str
    length: int
    made: str
    """The name of a builder, `PASSED_ON` or `INLINED`."""
    unless_single: bool
    """Whether a single part, which only inlining can leave, stands for itself."""
    inlined: tuple[int, ...]
    """Which parts are lists of parts, the last one first."""


class _Rows(dict[int, dict[str, int]]):
    """By state: a following state, or `~` of the number of a rule that ends, by what comes; unpacked when first met."""

    def __init__(self, packed: tuple[tuple[tuple[int, str], ...], ...]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, state: int) -> dict[str, int]:
        row = self[state] = {kind: action for action, kinds in self._packed[state] for kind in kinds.split()}
        return row


class _Steps(dict[tuple[int, str, str], tuple[int, int | None]]):
    """By a state, a name whose rule has ended on it, and the kind that comes: the following state and what it says.

    Most rules of a language with many levels of operators only pass their part on. They are followed here once for all.
    """

    def __init__(self, rules: tuple[Rule, ...], rows: Mapping[int, Mapping[str, int]]) -> None:
        super().__init__()
        self._rules, self._rows = rules, rows

    def __missing__(self, key: tuple[int, str, str]) -> tuple[int, int | None]:
        below, name, kind = key
        while True:
            state = self._rows[below][name]
            action = self._rows[state].get(kind)
            if action is None or action >= 0 or self._rules[~action].made != PASSED_ON:
                self[key] = state, action
                return state, action
            name = self._rules[~action].name


class Tables:
    """All that is to be known of a grammar."""

    def __init__(self, rules: Iterable[Rule], rows: Mapping[int, Mapping[str, int]]) -> None:
        self.rules = tuple(rules)
        self.rows = rows
        self.steps = _Steps(self.rules, rows)


class Unexpected(Exception):  # noqa: N818
    """A word cannot follow: `number` counts the words in front of it, `expected` holds the kinds that could."""

    def __init__(self, number: int, expected: frozenset[str]) -> None:
        super().__init__(number, expected)
        self.number = number
        self.expected = expected


@cache
def load(package: str) -> Tables:
    """The tables of the language that a package of this room reads."""
    made = import_module(f"{package}.tables")
    return Tables(map(Rule._make, made.RULES), _Rows(made.STATES))


def parse(tables: Tables, words: Iterable[Word], build: Builders) -> Any:
    """What the builders make of the words; raises Unexpected at the first one that cannot follow."""
    reader = Reader(tables, build)
    for word in words:
        reader.feed(word)
    return reader.finish()


class Reader:
    """Takes words one by one; one that cannot follow is refused and leaves everything as it was."""

    __slots__ = ("_build", "_number", "_states", "_tables", "_values")

    def __init__(self, tables: Tables, build: Builders) -> None:
        self._tables = tables
        self._build = build
        self._number = 0
        self._states = [0]
        self._values: list[Any] = []

    def feed(self, word: Word) -> None:
        """Take a word; raises Unexpected if it cannot follow."""
        state = self._reduce(word.kind)
        self._states.append(state)
        self._values.append(word)
        self._number += 1

    def finish(self) -> Any:
        """What was made of all words; raises Unexpected if more are due."""
        self._reduce(END)
        return self._values[0]

    def takes(self, kind: str) -> bool:
        """Whether a word of a kind, or the end, can follow."""
        return self._way(kind) is not None

    def expected(self) -> frozenset[str]:
        """The kinds of words that can follow, with that of the end."""
        return frozenset(kind for kind in self._tables.rows[self._states[-1]] if kind.isupper() and self.takes(kind))

    def _reduce(self, kind: str) -> int:
        """End the rules that end in front of a word; the state that the word leads to."""
        action = self._tables.rows[self._states[-1]].get(kind)
        if action is not None and action >= 0:
            return action
        way = self._way(kind)
        if way is None:
            raise Unexpected(self._number, self.expected())
        action, kept, added, ended = way
        self._states[kept:] = added
        values = self._values
        for rule in ended:
            at = len(values) - rule.length
            values[at:] = [self._made(rule, values[at:])]
        return action

    def _way(self, kind: str) -> tuple[int, int, list[int], list[Rule]] | None:
        """How a word of a kind can follow, if at all.

        The state that it leads to, how many states stay, which are added to them, and the rules that make something.
        """
        rules, steps, states = self._tables.rules, self._tables.steps, self._states
        kept = len(states)
        added: list[int] = []
        ended: list[Rule] = []
        action = self._tables.rows[states[-1]].get(kind)
        while action is not None and action < 0:
            rule = rules[~action]
            surplus = rule.length - len(added)
            if surplus > 0:
                added.clear()
                kept -= surplus
            elif rule.length:
                del added[-rule.length :]
            state, action = steps[added[-1] if added else states[kept - 1], rule.name, kind]
            added.append(state)
            if rule.made:
                ended.append(rule)
        return None if action is None else (action, kept, added, ended)

    def _made(self, rule: Rule, parts: list[Any]) -> Any:
        if rule.made == INLINED and rule.inlined == (0,):  # a list that grows by one part at a time, and is not copied
            parts[0].extend(parts[1:])
            return parts[0]
        for at in rule.inlined:
            parts[at : at + 1] = parts[at]
        if rule.made == INLINED:
            return parts
        return parts[0] if rule.unless_single and len(parts) == 1 else self._build[rule.made](parts)
