"""Random texts for the readers of small languages: words put together, and good texts with bad places."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from argolint.expressions.result import Problem

ROUNDS = int(os.environ.get("ARGOLINT_FUZZ_ROUNDS", "3000"))
SECONDS_PER_KILOBYTE = 0.05
LEAST_SECONDS = 0.1
"""What a short text may take, for a machine that is busy with something else meanwhile."""


def texts(seed: int, words: Sequence[str], good: Sequence[str]) -> Iterator[str]:
    """As many random texts as there are rounds, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        if chance.random() < 0.4:
            yield "".join(chance.choice(words) for _ in range(chance.randint(0, 12)))
        else:
            yield _damaged(chance.choice(good), words, chance)


def _damaged(text: str, words: Sequence[str], chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        end = min(len(text), at + chance.randint(0, 4))
        text = text[:at] + chance.choice(["", chance.choice(words), text[at:end] * 2]) + text[end:]
    return text


def check(text: str, read: Callable[[str], Sequence[Problem]]) -> None:
    """A text is read in time, and every problem lies in it and says what is wrong."""
    limit = max(LEAST_SECONDS, SECONDS_PER_KILOBYTE * len(text) / 1024)
    problems, spent = _timed(text, read)
    if spent >= limit:  # once may be the collector's fault, which looks through all that other tests left behind
        spent = min(_timed(text, read)[1] for _ in range(2))
    assert spent < limit, text[:200]
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(text), (text, problem)
        assert problem.message and problem.help, (text, problem)


def _timed(text: str, read: Callable[[str], Sequence[Problem]]) -> tuple[Sequence[Problem], float]:
    started = time.process_time()
    problems = read(text)
    return problems, time.process_time() - started
