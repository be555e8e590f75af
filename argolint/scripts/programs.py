"""Finds the program text that a container runs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN
from argolint.kubernetes.containers import Role, containers_of
from argolint.model.build import text
from argolint.scripts.languages import OTHER, SHELL, Language, language, shebang
from argolint.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.kubernetes.containers import Container
    from argolint.model import Template

_WRAPPERS = frozenset({"env", "tini", "dumb-init", "catatonit", "busybox", "exec"})

_KEPT = 16
"""All rules about programs ask for those of one template before any asks for those of the next."""


class Program(NamedTuple):
    """A text that an interpreter reads, and the container that it runs in."""

    container: Container
    text: Scalar
    language: Language | None
    """None where the image decides."""
    options: tuple[str, ...] = ()
    """The words on the interpreter's command line before the program."""

    @property
    def family(self) -> str:
        """`shell`, `python` or `other`."""
        return self.language.family if self.language is not None else OTHER

    @property
    def title(self) -> str:
        """How messages call it, such as the sh command of a sidecar."""
        kind = "script" if self.container.role is Role.SCRIPT else "command"
        name = f"{self.language.name} {kind}" if self.language is not None else kind
        if self.container.template is not None and self.container.role in (Role.MAIN, Role.SCRIPT):
            return f"the {name} of {self.container.template.title}"
        return f"the {name} of {self.container.title}"


class CommandLine(NamedTuple):
    """What a container starts, if that is an interpreter: its language and the words that it is given."""

    language: Language
    words: list[Scalar]


def command_line(container: Container) -> CommandLine | None:
    """The interpreter that the command of a container starts, with all words of `command` and `args` after it."""
    words = _words(container, "command")
    found, rest = _interpreter(words + _words(container, "args")) if words else (None, [])
    return CommandLine(found, rest) if found is not None else None


@lru_cache(_KEPT)
def programs(template: Template) -> tuple[Program, ...]:
    """The programs in the containers of a template."""
    return tuple(_programs(template))


def _programs(template: Template) -> Iterator[Program]:
    for container in containers_of(template):
        if container.role is not Role.SET:
            found = _script(container) if container.role is Role.SCRIPT else _command(container)
            if found is not None:
                yield found


def _script(container: Container) -> Program | None:
    """The source of a script template, with the language of its command."""
    source = text(container.node, "source")
    if source is None:
        return None
    words = _words(container, "command")
    if not words:
        return Program(container, source, shebang(source.text))
    found, rest = _interpreter(words)
    if found is None:
        return None
    # With `-c` the shell is handed the path of the file, and the first line of the file decides.
    if any(found.code.fullmatch(word.text) for word in rest):
        found = shebang(source.text) or found
    return Program(container, source, found, tuple(word.text for word in rest))


def _command(container: Container) -> Program | None:
    """The program in the words of a command line, such as that after `sh -c`."""
    words = _words(container, "command")
    if not words:
        return None
    found, rest = _interpreter(words + _words(container, "args"))
    if found is None:
        return None
    coded = skipping = False
    options: list[str] = []
    for word in rest:
        if skipping:
            skipping = False
        elif _is_option(word.text) and not (coded and found.family != SHELL):
            coded = coded or found.code.fullmatch(word.text) is not None
            skipping = found.takes_word.fullmatch(word.text) is not None
        else:
            return Program(container, word, found, tuple(options)) if coded and word.text else None
        options.append(word.text)
    return None


def _is_option(word: str) -> bool:
    return word[:1] in ("-", "+") and len(word) > 1 and not any(blank in word for blank in " \n\t")


def _words(container: Container, name: str) -> list[Scalar]:
    """The words of a command up to one that is no text."""
    listed = container.get(name)
    found: list[Scalar] = []
    for item in listed.items if isinstance(listed, Sequence) else ():
        if not isinstance(item, Scalar):
            break
        found.append(item)
    return found


def _interpreter(words: list[Scalar]) -> tuple[Language | None, list[Scalar]]:
    """The interpreter that a command line starts, and the words after it."""
    for at, word in enumerate(words):
        said = word.text
        if OPEN in said:
            break
        name = said.rsplit("/", 1)[-1]
        if name in _WRAPPERS or (at and (said.startswith("-") or "=" in said)):
            continue
        return language(said), words[at + 1 :]
    return None, []
