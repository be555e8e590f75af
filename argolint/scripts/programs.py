"""Finds the program text that a container runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model.build import mapping, sequence, text
from argolint.model.containers import containers_in
from argolint.scripts.languages import OTHER, Language, language, shebang
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Template, WorkflowObject
    from argolint.model.containers import Container
    from argolint.syntax.nodes import Mapping

_WRAPPERS = frozenset({"env", "tini", "dumb-init", "catatonit", "busybox", "exec"})


@dataclass(frozen=True, slots=True)
class Program:
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
        """How messages call it."""
        name = self.language.name if self.language is not None else None
        if self.container.kind == "script":
            return f"the {name} script" if name else "the script"
        return f"the {name} command"


def programs(template: Template) -> Iterator[Program]:
    """The programs in the containers of a template."""
    for container in containers_in(template.node):
        found = _script(container, template.owner) if container.kind == "script" else _command(container)
        if found is not None:
            yield found


def _script(container: Container, owner: WorkflowObject) -> Program | None:
    """The source of a script template, with the language of its command."""
    source = text(container.node, "source")
    if source is None:
        return None
    node = container.node
    if sequence(node, "command") is None:
        node = _default_script(owner) or node
    words = _words(node, "command")
    if not words:
        return Program(container, source, shebang(source.text))
    found, rest = _interpreter(words)
    if found is None:
        return None
    # With `-c` the shell is handed the path of the file, and the first line of the file decides.
    if any(found.code.fullmatch(word.text) for word in rest):
        found = shebang(source.text) or found
    return Program(container, source, found, tuple(word.text for word in rest))


def _default_script(owner: WorkflowObject) -> Mapping | None:
    defaults = mapping(owner.spec, "templateDefaults") if owner.spec is not None else None
    return mapping(defaults, "script") if defaults is not None else None


def _command(container: Container) -> Program | None:
    """The program in the words of a command line, such as that after `sh -c`."""
    if "command" not in container.node.entries:
        return None
    words = _words(container.node, "command")
    if not words:
        return None
    found, rest = _interpreter(words + _words(container.node, "args"))
    if found is None:
        return None
    coded = False
    options: list[str] = []
    skipping = False
    for word in rest:
        if skipping:
            skipping = False
        elif _is_option(word.text) and not (coded and found.family != "shell"):
            coded = coded or found.code.fullmatch(word.text) is not None
            skipping = found.takes_word.fullmatch(word.text) is not None
        else:
            return Program(container, word, found, tuple(options)) if coded and word.text else None
        options.append(word.text)
    return None


def _is_option(word: str) -> bool:
    return word[:1] in ("-", "+") and len(word) > 1 and not any(blank in word for blank in " \n\t")


def _words(node: Mapping, name: str) -> list[Scalar]:
    """The words of a command up to one that is no text."""
    listed = sequence(node, name)
    found: list[Scalar] = []
    for item in listed.items if listed is not None else ():
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
