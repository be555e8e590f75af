"""Which programs read other programs, and how they are handed one on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

SHELL, PYTHON, OTHER = "shell", "python", "other"


class Language(NamedTuple):
    """An interpreter: its family, the name it is called by, and its options that a program follows."""

    family: str
    name: str
    code: re.Pattern[str]
    takes_word: re.Pattern[str]
    """Options that are followed by a word of their own."""


_SHELL_CODE, _SHELL_WORD = (
    lazy_pattern(r"-[a-zA-Z]*c[a-zA-Z]*"),
    lazy_pattern(r"[-+][a-zA-Z]*[oO]|--rcfile|--init-file"),
)
_PYTHON_CODE, _PYTHON_WORD = lazy_pattern(r"-[a-zA-Z]*c"), lazy_pattern(r"-[WX]|--check-hash-based-pycs")
_SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"})
_PYTHON = lazy_pattern(r"(?:python|pypy)(?:\d(?:\.\d+)*)?")
_NO_OPTION = r"(?!)"
_OTHERS = {
    "awk": _NO_OPTION, "bun": r"-e|--eval", "deno": _NO_OPTION, "elixir": r"-e", "fish": r"-c",
    "groovy": r"-e",
    "julia": r"-[eE]", "lua": r"-e", "mysql": r"-e|--execute", "node": r"-e|-p|-pe|--eval|--print",
    "nodejs": r"-e|-p|-pe|--eval|--print", "perl": r"-[a-zA-Z0-9]*[eE]", "php": r"-r",
    "powershell": r"(?i:-c|-command)", "psql": r"-c|--command", "pwsh": r"(?i:-c|-command)", "ruby": r"-e",
    "Rscript": r"-e", "tclsh": _NO_OPTION,
}  # fmt: skip
_VERSION = lazy_pattern(r"-?\d[\d.]*$")


def language(word: str) -> Language | None:
    """The language that a command such as `/bin/sh` or `python3` reads, if it is an interpreter."""
    name = word.strip().rsplit("/", 1)[-1].rsplit("\\", 1)[-1].removesuffix(".exe")
    if name in _SHELLS:
        return Language(SHELL, name, _SHELL_CODE, _SHELL_WORD)
    if _PYTHON.fullmatch(name):
        return Language(PYTHON, name, _PYTHON_CODE, _PYTHON_WORD)
    code = _OTHERS.get(name) or _OTHERS.get(_VERSION.sub("", name))
    return Language(OTHER, name, lazy_pattern(code), lazy_pattern(_NO_OPTION)) if code is not None else None


_PROGRAMS = frozenset({
    "aws", "cat", "cp", "curl", "date", "docker", "echo", "env", "find", "gcloud", "git", "go", "grep", "gsutil",
    "helm", "java", "kubectl", "ls", "make", "mkdir", "mv", "npm", "npx", "pip", "printf", "rm", "sed", "sleep", "tar",
    "terraform", "test", "touch", "wget", "yarn",
})  # fmt: skip


def is_program(word: str) -> bool:
    """Whether a word is surely the name of a program, as an interpreter or a common tool is."""
    return word.rsplit("/", 1)[-1] in _PROGRAMS or language(word) is not None


_SHEBANG = lazy_pattern(r"#![ \t]*(?P<words>[^\n]*)")


def shebang(text: str) -> Language | None:
    """The language that the first line of a program asks for."""
    match = _SHEBANG.match(text)
    return next((found for word in match["words"].split() if (found := language(word))), None) if match else None
