"""Finds what a jq filter names without having defined it, and tells what does not exist."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argolint.expressions.jq import functions
from argolint.expressions.result import Problem
from argolint.nearest import closest

if TYPE_CHECKING:
    from argolint.expressions.jq.tree import Node
    from argolint.schema.versions import Version


class Name(NamedTuple):
    """A function (`map/1`) or variable (`$ENV`) of jq itself that a filter uses, and where."""

    text: str
    start: int
    end: int


class _Scope(NamedTuple):
    """From here on a name is defined (`opens`), or is so no longer."""

    name: str
    opens: bool


_Step: TypeAlias = "Node | _Scope"
_MOST_PROBLEMS = 20
"""After so many names that do not exist, the others are not looked for."""
_ENVIRONMENT = "$ENV"
_LABEL = "label "


def free(root: Node) -> list[Name]:
    """What a filter uses but does not define, labels that are missing included (`label $out`)."""
    found: list[Name] = []
    defined: dict[str, int] = {}
    waiting: list[_Step] = [root]
    while waiting:
        step = waiting.pop()
        if isinstance(step, _Scope):
            defined[step.name] = defined.get(step.name, 0) + (1 if step.opens else -1)
            continue
        used = _used(step)
        if used and not defined.get(used):
            found.append(Name(used, step.start, step.end))
        waiting.extend(reversed(_steps(step)))
    return found


def _used(node: Node) -> str | None:
    if node.kind == "variable":
        return node.text
    if node.kind == "call":
        return f"{node.text}/{len(node.parts)}"
    if node.kind == "break":
        return _LABEL + node.text
    return None


def _steps(node: Node) -> list[_Step]:
    """The parts of a node in the order in which they see each other's definitions."""
    kind, parts = node.kind, node.parts
    if kind == "binding":
        source, *patterns, body = parts
        return _within([source], _pattern_steps(patterns), [body])
    if kind in ("reduce", "foreach"):
        source, pattern, start, *rest = parts
        return _within([source, start], _pattern_steps([pattern]), rest)
    if kind == "label":
        return _within([], [_Scope(_LABEL + node.text, True)], list(parts))
    if kind == "definition":
        function, rest_of_filter = parts
        name = f"{function.text}/{len(function.parts) - 1}"
        return _within([], [_Scope(name, True)], [function, rest_of_filter])
    if kind == "function":
        *parameters, body = parts
        return _within([], [_Scope(name, True) for one in parameters for name in _parameter(one)], [body])
    return list(parts)


def _within(before: list[Node], opening: list[_Step], inside: list[Node]) -> list[_Step]:
    closing = [_Scope(step.name, False) for step in opening if isinstance(step, _Scope)]
    return [*before, *opening, *inside, *closing]


def _parameter(node: Node) -> list[str]:
    if node.text.startswith("$"):
        return [node.text, f"{node.text[1:]}/0"]
    return [f"{node.text}/0"]


def _pattern_steps(patterns: list[Node]) -> list[_Step]:
    """What patterns define, and the filters in their keys, which see what stands to the left of them."""
    steps: list[_Step] = []
    waiting = list(reversed(patterns))
    while waiting:
        node = waiting.pop()
        if node.kind == "variable":
            steps.append(_Scope(node.text, True))
        elif node.kind in ("array", "object", "entry"):
            waiting.extend(reversed(node.parts))
        elif node.kind != "name":
            steps.append(node)
    return steps


def problems(found: list[Name], text: str, version: Version) -> list[Problem]:
    """What is wrong with the names that a filter uses without defining them."""
    mistakes = (problem for name in found if (problem := _problem(name, text, version)))
    return list(islice(mistakes, _MOST_PROBLEMS))


def _problem(name: Name, text: str, version: Version) -> Problem | None:
    if name.text.startswith(_LABEL):
        label = name.text.removeprefix(_LABEL)
        hint = f"put `label {label} |` in front of what is to be left"
        return Problem(name.start, name.end, f"no label `{label}` is set here", hint)
    if name.text.startswith("$"):
        if name.text == _ENVIRONMENT:
            return None
        hint = f"define it with `FILTER as {name.text} | …`; Argo gives a filter no variables"
        return Problem(name.start, name.end, f"the variable `{name.text}` is not defined", hint)
    if name.text in functions.NEEDS_INPUT:
        hint = "take it away: the filter is given one document, as `.`"
        return Problem(name.start, name.end, f"Argo does not allow `{name.text[:-2]}`", hint)
    if name.text in functions.known(version):
        return None
    return _unknown_function(name, text, version)


def _unknown_function(name: Name, text: str, version: Version) -> Problem:
    word, _, count = name.text.rpartition("/")
    end = name.start + len(word)
    taken = functions.arities(word, version)
    if taken:
        numbers = " or ".join(map(str, taken)) if taken != [0] else "no"
        noun = "argument" if taken in ([0], [1]) else "arguments"
        return Problem(name.start, end, f"the function `{word}` takes {numbers} {noun}, not {count}", _FORM)
    if releases := functions.releases(name.text):
        span = f"since Argo {releases[0]}" if releases[0] > version else f"only up to Argo {releases[-1]}"
        message = f"the function `{word}` exists {span}"
        return Problem(name.start, end, message, "write it out with other functions")
    hint = _dash_hint(name, text)
    if hint is None:
        near = closest(word, functions.public_names(version))
        hint = f"did you mean `{near}`?" if near else f'for a field write `.{word}`, for a text `"{word}"`'
    return Problem(name.start, end, f"Argo's jq has no function `{word}`", hint)


_FORM = "arguments stand in parentheses and are parted by `;`"


def _dash_hint(name: Name, text: str) -> str | None:
    """How to write a key with a dash, where `.my-key` was read as a subtraction."""
    if text[name.start - 1 : name.start] != "-":
        return None
    start = name.start - 1
    while start > 0 and (text[start - 1] in "_-" or (text[start - 1].isascii() and text[start - 1].isalnum())):
        start -= 1
    key = text[start : name.start] + name.text.rpartition("/")[0]
    if text[start - 1 : start] != ".":
        return None
    return f'a key with a dash needs quotes: `."{key}"`'


def format_problems(nodes: list[Node]) -> list[Problem]:
    """Formats that do not exist."""
    return [
        Problem(
            node.start,
            node.start + len(node.text),
            f"Argo's jq has no format `{node.text}`",
            _formats(node.text),
        )
        for node in nodes
        if node.kind == "format" and node.text not in functions.FORMATS
    ]


def _formats(name: str) -> str:
    near = closest(name, sorted(functions.FORMATS))
    return (
        f"did you mean `{near}`?" if near else "known are " + ", ".join(map("`{}`".format, sorted(functions.FORMATS)))
    )
