"""Where the recorded verdicts of Argo lie: in a folder of facts beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VARIABLE = "ARGOLINT_SHARED"


def facts_folder() -> Path | None:
    """The folder of facts, or None where there is none."""
    folder = Path(os.environ.get(VARIABLE) or CHECKOUT.parent / "shared")
    return folder if (folder / "corpus").is_dir() and (folder / "probes").is_dir() else None


def facts_are_due() -> bool:
    """Whether their absence is a failure: on a build server a skipped comparison would look like success."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def absence() -> str:
    """What to tell a reader of the test log who lacks the facts."""
    return f"no folder of facts: neither {VARIABLE} nor {CHECKOUT.parent / 'shared'} holds corpus/ and probes/"
