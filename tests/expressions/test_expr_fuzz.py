"""No text breaks the reader of expressions, and none takes it long.

`ARGOLINT_FUZZ_ROUNDS` sets how many texts are tried; the seed is fixed, so that a failure comes back.
"""

from __future__ import annotations

import os
import random
import time

import pytest

from argolint.expressions.expr import ANYTHING, check, environment, parse
from argolint.expressions.expr.printer import printed
from argolint.schema.versions import SUPPORTED, Version

ROUNDS = int(os.environ.get("ARGOLINT_FUZZ_ROUNDS", "1500"))
SECONDS_PER_KILOBYTE = 0.05
ATOMS = [
    "a", "b.c", "1", "2.5", "0x1F", "1e3", "'a'", '"b\\n"', "`r`", "true", "nil", "#", "#acc", ".a", "?.b",
    "[", "]", "(", ")", "{", "}", ",", ":", ";", "?", "??", "|", "||", "&&", "and", "not", "in", "matches",
    "+", "-", "*", "/", "%", "**", "..", "==", "<", ">=", "!", "let", "x", "=", "if", "else", "len", "upper",
    "filter", "map", "sum", "reduce", "get", "$env", "::", "b'x'", "sprig.upper", "asInt", "'\\u{41}'", "//",
    "/*", "*/", "\n", "'", '"', "`", "\\", "é", "²", "\ue000", "\0", "@", "~", "“", "日本", "1..3",
    "99999999999999999999",
]  # fmt: skip
SEEDS = [
    "asInt(lastRetry.exitCode) >= 2 && lastRetry.status != 'Error'",
    "map(fromJSON(tasks.A.outputs.result), {string(#) + 'x'})",
    "let x = [1, 2]; filter(x, # > 1)[0] ?? 'a'",
    "inputs.parameters['my-param'] matches '^[a-z]+$' ? {a: 1}.a : [1, 2][-1:]",
    "if a { b } else if c { d } else { 'e' + \"f\" }",
    "steps.a?.outputs.result | split(',') | join('-')",
]
LONG = {
    "open parentheses": "(" * 20_000,
    "parentheses": "(" * 5_000 + "1" + ")" * 5_000,
    "open brackets": "[" * 20_000,
    "maps": "{a:" * 3_000 + "1" + "}" * 3_000,
    "signs": "-" * 9_000 + "1",
    "sums": "1" + "+1" * 4_900,
    "quotes": "'" * 20_001,
    "backticks": "`" * 20_001,
    "escapes": "'" + "\\q" * 10_000 + "'",
    "comments": "/*" * 10_000,
    "strays": "@~" * 10_000,
    "letters that are none": "é²" * 10_000,
    "members": "a" + ".b" * 4_000,
    "chains": "a" + "?.b" * 3_000,
    "digits": "9" * 20_000,
    "hexadecimal digits": "0x" + "f" * 20_000,
    "a large exponent": "1e999999999",
    "a long name": "a" * 20_000,
    "names with dashes": "x" + "-x" * 9_000,
    "choices": "true ? " * 2_000 + "1" + " : 2" * 2_000,
    "variables": "".join(f"let a{n} = 1; " for n in range(2_000)) + "1",
    "predicates": "map([1], " * 2_000 + "#" + ")" * 2_000,
    "pipes": "[1]" + " | first()" * 3_000,
    "comparisons": "1" + " < 1" * 3_000,
    "a pattern": "'a' matches '" + "(a*)*" * 2_000 + "'",
    "texts": "'a'" + " + 'aaaaaaaaaa'" * 4_000,
    "powers": "9**" * 2_000 + "9",
    "foreign operators": "= " * 8_000,
    "words": "AND " * 5_000,
}


def judge(text: str, version: Version) -> None:
    """Put a text through everything; no result may reach beyond it."""
    expression = parse(text, version)
    assert expression.tree is None or printed(expression.tree)
    assert all(0 <= name.start < name.end <= len(text) for name in expression.names)
    problems = list(expression.problems)
    for surroundings in (ANYTHING, environment("tag", version, ["a.b", "item"])):
        verdict = check(expression, surroundings)
        problems += [*verdict.problems, *verdict.failures]
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
        assert problem.message[0] in "`#" or problem.message[0].islower()


def assert_quick(text: str, version: Version) -> None:
    parse.cache_clear()
    started = time.process_time()
    judge(text, version)
    assert time.process_time() - started < SECONDS_PER_KILOBYTE * max(1, len(text.encode()) / 1024)


def garbled(source: random.Random) -> str:
    """Atoms in a row, or a good expression with a few pieces put in, cut out or exchanged."""
    if source.random() < 0.4:
        return source.choice(["", " "]).join(source.choice(ATOMS) for _ in range(source.randint(1, 12)))
    text = source.choice(SEEDS)
    for _ in range(source.randint(1, 4)):
        at = source.randint(0, len(text))
        piece = source.choice(ATOMS) if source.random() < 0.6 else ""
        text = text[:at] + piece + text[at + source.randint(0, 3) :]
    return text


def test_garbled_texts() -> None:
    source = random.Random(20240115)
    for _ in range(ROUNDS):
        text = garbled(source)
        for version in SUPPORTED:
            judge(text, version)


@pytest.mark.parametrize("version", (SUPPORTED[0], SUPPORTED[-1]), ids=str)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts(text: str, version: Version) -> None:
    assert_quick(text, version)
