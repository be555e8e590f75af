"""Whether an address names the repository at hand, or a copy of it."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Final

_URL: Final = re.compile(r"^\s*(?:push)?url\s*=\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def is_here(address: str, root: str) -> bool:
    """Whether a repository is this one, as far as its name tells; forks and mirrors are called as what they copy.

    Where nothing tells what this one is called, and where an address is yet to be filled in, it is.
    """
    known = _names(os.path.realpath(root))
    return not known or "{{" in address or name_of(address) in known


def name_of(address: str) -> str:
    """What a repository is called: the last part of its address."""
    return re.split(r"[/:]", address.strip().rstrip("/").lower())[-1].removesuffix(".git")


def repository_root() -> str:
    """The nearest folder upward that is a repository, or else the current one."""
    folder = os.getcwd()
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return "."
        folder = above
    return "." if folder == os.getcwd() else folder


def is_below(path: str, root: str) -> bool:
    """Whether a path leads to a place in the repository."""
    real, top = os.path.realpath(path), os.path.realpath(root)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


@cache
def _names(root: str) -> frozenset[str]:
    """The names of the remotes of a repository."""
    try:
        with open(_configuration(root), encoding="utf-8", errors="replace") as file:
            return frozenset(name_of(url) for url in _URL.findall(file.read()))
    except OSError:
        return frozenset()


def _configuration(root: str) -> str:
    """The configuration of a repository; a work tree beside others keeps it where a file says."""
    git = os.path.join(root, ".git")
    if os.path.isfile(git):
        with open(git, encoding="utf-8", errors="replace") as file:
            told = file.read().partition("gitdir:")[2].strip()
        return os.path.join(root, told, "..", "..", "config")
    return os.path.join(git, "config")
