"""Whatever a file holds, the check answers: no failure of ours, no long wait.

`ARGOLINT_FUZZ_ROUNDS` sets how many texts are tried; the seed is fixed, so that a failure comes back.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

from argolint.project.files import load
from argolint.project.outcome import Settings
from argolint.project.session import check_files, file_definitions
from argolint.rules.engine import INTERNAL_ERROR

ROUNDS = int(os.environ.get("ARGOLINT_FUZZ_ROUNDS", "1500"))
SECONDS = 2.0
"""What one small text may take at the very most, on a machine that is busy with other things."""

HERE = Path(__file__).parents[1]
SEEDS = [
    path.read_bytes()
    for folder in (HERE / "mutations" / "pool", HERE.parent / "examples")
    for path in sorted(folder.rglob("*.yaml"))
]
PIECES = [
    b"{{", b"}}", b"{{=", b"{{inputs.parameters.x}}", b"{{item}}", b"\n---\n", b": ", b"- ", b"[", b"]", b"{", b"}",
    b"&a", b"*a", b"<<: ", b"!!int ", b"null", b"~", b"'", b'"', b"|\n", b">-\n", b"\t", b"\r\n", b"#", b"\x00",
    b"\xff",
    "é𝒳".encode(), b"0x1F", b"1e9999", b"kind: List\nitems:\n", b"templates:", b"steps: [[]]", b"dag: {}", b"inline:",
]  # fmt: skip


def mutated(rng: random.Random) -> bytes:
    """A valid manifest with some bytes changed, lines moved, or pieces put in."""
    text = bytearray(rng.choice(SEEDS))
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(text) + 1)
        match rng.randrange(6):
            case 0:
                text[place:place] = rng.choice(PIECES)
            case 1:
                del text[place : place + rng.randint(1, 40)]
            case 2:
                text[place : place + 1] = bytes([rng.randrange(256)])
            case 3:
                lines = bytes(text).split(b"\n")
                lines.insert(rng.randrange(len(lines)), rng.choice(lines))
                text = bytearray(b"\n".join(lines))
            case 4:
                lines = bytes(text).split(b"\n")
                del lines[rng.randrange(len(lines))]
                text = bytearray(b"\n".join(lines))
            case _:
                other = rng.choice(SEEDS)
                start = rng.randrange(len(other))
                text[place:place] = other[start : start + rng.randint(1, 200)]
    return bytes(text)


def test_no_text_makes_the_check_fail() -> None:
    rng = random.Random(20_240_501)
    for number in range(ROUNDS):
        data = mutated(rng)
        start = time.perf_counter()
        files = [load("fuzz.yaml", data)]
        report = check_files(files, file_definitions(files), Settings())
        taken = time.perf_counter() - start
        ours = [found.message for found in report.diagnostics if found.rule == INTERNAL_ERROR]
        assert not ours, (number, ours, data)
        assert taken < SECONDS, (number, taken, data)
        for found in report.diagnostics:
            assert 0 <= found.span.start <= found.span.end <= len(found.source.text), (number, found.rule, data)
