"""Writes the LALR tables of every `grammar.lark`, as lark makes them: `python -m schemas.grammars`.

Where a word may either go on with a rule or end it, it goes on: that is how lark resolves such a conflict, and what
grammars may mean. Each table lists its conflicts, so that no new one comes unseen. Two rules that may end are an error.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lark import Lark
from lark import logger as lark_logger
from lark.parsers.lalr_analysis import Shift

from argolint.expressions.lalr import END, INLINED, PASSED_ON, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = Path(__file__).parent.parent / "argolint" / "expressions"
START = "start"


class Made(NamedTuple):
    """What lark makes of a grammar, numbered in the order in which a reader can meet it."""

    rules: list[Rule]
    states: list[dict[str, int]]
    conflicts: list[str]


def grammars() -> list[Path]:
    """Every grammar of the small languages."""
    return sorted(ROOM.glob("**/grammar.lark"))


def beside(grammar: Path) -> Path:
    """The module that holds the tables of a grammar."""
    return grammar.with_name("tables.py")


def written(grammar: Path) -> str:
    """The text of that module."""
    return "".join(f"{line}\n" for line in _lines(made(grammar.read_text(encoding="utf-8"))))


def made(grammar: str) -> Made:
    """The tables of a grammar."""
    conflicts = _Conflicts()
    usual = lark_logger.level, lark_logger.handlers
    lark_logger.level, lark_logger.handlers = logging.DEBUG, [conflicts]
    try:
        lark = Lark(grammar, start=START, parser="lalr", lexer="basic", keep_all_tokens=True, maybe_placeholders=False)
    finally:
        lark_logger.level, lark_logger.handlers = usual
    table: Any = lark.parser.parser._parse_table
    order = {rule: number for number, rule in enumerate(lark.rules)}
    states = _numbered(table.states, table.start_states[START])
    number = {state: at for at, state in enumerate(states)}
    rows = [
        {
            kind: number[target] if action is Shift else ~order[target]
            for kind, (action, target) in table.states[state].items()
        }
        for state in states
    ]
    end = number[table.end_states[START]]
    rows[end][END] = end
    return Made([_rule(rule) for rule in lark.rules], rows, sorted(set(conflicts.found)))


class _Conflicts(logging.Handler):
    """Listens to what lark says while it makes a table."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._kind = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith("Shift/Reduce conflict"):
            assert isinstance(record.args, tuple)
            self._kind = str(record.args[0])
        elif record.msg.startswith(" * ") and self._kind:
            assert isinstance(record.args, tuple)
            rule: Any = record.args[0]
            self.found.append(f"{self._kind} in {rule.origin.name}: {' '.join(part.name for part in rule.expansion)}")
            self._kind = ""


def _numbered(states: dict[int, dict[str, Any]], start: int) -> list[int]:
    """The states in the order of a walk; lark's own numbers differ from run to run."""
    found = {start: None}
    waiting = [start]
    for state in waiting:
        for _, (action, target) in sorted(states[state].items(), key=lambda entry: entry[0]):
            if action is Shift and target not in found:
                found[target] = None
                waiting.append(target)
    return waiting


def _rule(rule: Any) -> Rule:
    name = str(rule.origin.name)
    if any(part.is_term and part.name.startswith("__") for part in rule.expansion):
        raise ValueError(f"{name} holds a terminal without a name")
    inlined = tuple(
        at for at, part in reversed(list(enumerate(rule.expansion))) if not part.is_term and part.name.startswith("_")
    )
    single = bool(rule.options.expand1) and rule.alias is None
    what = INLINED if name.startswith("_") else str(rule.alias or name)
    if single and len(rule.expansion) == 1 and not inlined:
        what = PASSED_ON
    return Rule(name, len(rule.expansion), what, single and bool(inlined), inlined)


def _lines(made: Made) -> Iterator[str]:
    yield '"""What lark makes of `grammar.lark`, written by `python -m schemas.grammars`."""'
    yield ""
    if made.conflicts:
        yield "# Words that go on with what they could also end:"
        yield from (f"# {conflict}" for conflict in made.conflicts)
        yield ""
    yield "RULES = ("
    yield from (f"    {tuple(rule)!r}," for rule in made.rules)
    yield ")"
    yield "STATES = ("
    yield from (f"    {_packed(row)!r}," for row in made.states)
    yield ")"


def _packed(row: dict[str, int]) -> tuple[tuple[int, str], ...]:
    """A row by what is done, with all the words that lead to it."""
    kinds: dict[int, list[str]] = {}
    for kind, action in sorted(row.items()):
        kinds.setdefault(action, []).append(kind)
    return tuple((action, " ".join(names)) for action, names in kinds.items())


def main() -> None:
    """Write the tables of every grammar."""
    for grammar in grammars():
        beside(grammar).write_text(written(grammar), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
