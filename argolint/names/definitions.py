"""What files define for others, by name, and the questions that a check may ask about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import OPEN
from argolint.model import Kind
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.model import Companion, WorkflowObject

CLUSTER = Kind.CLUSTER_WORKFLOW_TEMPLATE
NAMESPACED = Kind.WORKFLOW_TEMPLATE
UNREAD: Final = "unread"
"""Stands for the kind of a definition in text that could not be parsed."""
RUN: Final = "run"
"""Stands for the kinds of what runs, on which nothing else leans."""
_METADATA: Final = lazy_pattern(r"^metadata:[^\n]*\n(?:(?:[ \t{][^\n]*)?\n)*", re.MULTILINE)
_NAME: Final = lazy_pattern(r"""^[ \t]+name:[ \t]*["']?((?:\{\{.*?\}\}|[^\s"'#])+)""", re.MULTILINE)
_TAG: Final = lazy_pattern(r"\{\{.*?\}\}")


class Definition(NamedTuple):
    """An object that others lean on, by name: enough to know whether one wants to read it."""

    name: str
    kind: str
    file: str
    place: int
    """Which of the file's objects, or of its companions, it is."""
    templates: tuple[str, ...] = ()


class Query(NamedTuple):
    """A question about what all files define, and the word that it is about."""

    about: str
    word: str = ""


OUTSIDE: Final = Query("outside")
"""Asked once anything is looked for beyond the workspace."""
EVERYTHING: Final = Query("everything")
"""Asked for what is worked out once for all files."""


def unread_definition(file: str, text: str) -> Definition | None:
    """What the text of a document that could not be parsed may define, if it may hold library objects."""
    if NAMESPACED not in text:
        return None
    blocks = (match[0] for match in _METADATA.finditer(text))
    return Definition("", UNREAD, file, 0, tuple({match[1] for block in blocks for match in _NAME.finditer(block)}))


def pattern_of(name: str) -> re.Pattern[str]:
    """Matches what a name may become once the tags in it are filled."""
    return re.compile(".*".join(re.escape(part) for part in _TAG.split(name)))


def definitions(file: str, objects: Iterable[WorkflowObject], companions: Iterable[Companion]) -> list[Definition]:
    """What the objects of a file define for others."""
    own = [
        Definition(
            item.name.text if item.name is not None else "",
            item.kind,
            file,
            place,
            tuple(at.name.text for at in item.templates if at.name is not None),
        )
        if item.is_template
        else Definition("", RUN, file, place)
        for place, item in enumerate(objects)
    ]
    others = [
        Definition(item.name.text if item.name is not None else "", item.kind, file, place)
        for place, item in enumerate(companions)
    ]
    return own + others


class Definitions:
    """All that a workspace defines, in the order of files, and an answer to each question about it."""

    def __init__(self, defined: Iterable[Definition]) -> None:
        self._by_name: dict[str, list[Definition]] = {}
        self._companions: dict[str, list[Definition]] = {}
        self._by_file: dict[str, list[Definition]] | None = None
        self._patterns: list[re.Pattern[str]] | None = None
        for definition in defined:
            if definition.kind in (CLUSTER, NAMESPACED):
                self._by_name.setdefault(definition.name, []).append(definition)
            else:
                self._companions.setdefault(definition.kind, []).append(definition)

    def answer(self, query: Query) -> Sequence[Definition] | Sequence[str] | bool:
        """What a question comes to; it changes only with what a check could tell apart."""
        return _ANSWERS[query.about](self, query.word)

    def namesakes(self, name: str) -> Sequence[Definition]:
        """The library objects of a name."""
        return self._by_name.get(name, ())

    def companions(self, kind: str) -> Sequence[Definition]:
        """The objects of another kind."""
        return self._companions.get(kind, ())

    def companions_in(self, kind: str, file: str) -> list[Definition]:
        """Those of them in one file."""
        if self._by_file is None:
            self._by_file = {}
            for found in self._companions.values():
                for definition in found:
                    self._by_file.setdefault(definition.file, []).append(definition)
        return [at for at in self._by_file.get(file, ()) if at.kind == kind]

    def has_companions(self, _word: str = "") -> bool:
        """Whether there is any object of another kind."""
        return len(self._companions) > (RUN in self._companions)

    def objects(self, _word: str = "") -> list[Definition]:
        """All objects of Argo: what runs, then what is there to be called."""
        libraries = (at for found in self._by_name.values() for at in found)
        return [*self._companions.get(RUN, ()), *libraries]

    def names(self, kind: str) -> list[str]:
        """The names of all library objects of a kind."""
        return [name for name, found in self._by_name.items() if name and any(at.kind == kind for at in found)]

    def with_template(self, name: str) -> list[Definition]:
        """The library objects that have a template of that name."""
        return [at for items in self._by_name.values() for at in items if name in at.templates]

    def may_define(self, name: str) -> bool:
        """Whether a library object that is yet to be rendered, or that could not be read, may have a name."""
        if self._patterns is None:
            unread = (at for found in self._companions.get(UNREAD, ()) for at in found.templates)
            named = (at for at, found in self._by_name.items() if OPEN in at and found)
            self._patterns = [pattern_of(at) for at in (*unread, *named)]
        return any(pattern.fullmatch(name) for pattern in self._patterns)


_ANSWERS: Final[dict[str, Callable[[Definitions, str], Sequence[Definition] | Sequence[str] | bool]]] = {
    "namesakes": Definitions.namesakes,
    "companions": Definitions.companions,
    "has-companions": Definitions.has_companions,
    "names": Definitions.names,
    "with-template": Definitions.with_template,
    "may-define": Definitions.may_define,
    "objects": Definitions.objects,
}
