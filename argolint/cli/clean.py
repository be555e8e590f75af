"""`argolint clean`: nothing is left of what earlier checks said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.parser import Parser
from argolint.cli.status import Status
from argolint.project.cache.store import cache_folder, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = """\
Remove what `argolint check` keeps to be quick the next time. It is in the
folder that ARGOLINT_CACHE_DIR names, or else in the user's cache folder.
"""
_EPILOG = """\
example:
  ARGOLINT_CACHE_DIR=.cache argolint clean
"""


def run(arguments: Sequence[str]) -> int:
    """Remove the cache, and say what that was."""
    parser = Parser("clean", "[options]", _DESCRIPTION, _EPILOG)
    parser.add_common_flags()
    parser.parse_args(list(arguments))
    removed = clean()
    files = "1 file" if removed == 1 else f"{removed:,} files"
    console.write(f"removed {files} from {cache_folder()}\n")
    return Status.CLEAN
