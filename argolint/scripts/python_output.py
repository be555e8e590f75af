"""What a Python program surely prints that is no JSON list; nothing is run."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from argolint.scripts.masking import masked
from argolint.scripts.printed import Printed
from argolint.scripts.python import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHER_OUTPUT = frozenset({"stdout", "dump", "system", "run", "call", "check_call", "Popen"})
_OF_TEXTS = frozenset(
    {"str", "format", "strip", "lower", "upper", "replace", "join", "decode", "hexdigest", "isoformat"}
)
_LISTS_AS_THEY_ARE = frozenset({"list", "sorted", "reversed"})


def no_json_list(text: str) -> Printed | None:
    """The only thing that a Python program prints, if that is surely no JSON list."""
    words = masked(text)
    tree = parsed(words.text)
    if tree is None:
        return None
    prints = [call for call in _calls(tree) if isinstance(call.func, ast.Name) and call.func.id == "print"]
    if len(prints) != 1 or any(_is_other_output(node) for node in ast.walk(tree)):
        return None
    at_top = [at.value for at in tree.body if isinstance(at, ast.Expr)]
    call = prints[0]
    if call not in at_top or len(call.args) != 1 or call.keywords:
        return None
    what = _Module(tree).writes(call.args[0])
    if what is None:
        return None
    start, end = _place(call, words.text)
    return None if words.touches(start, end) else Printed(start, end, what)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _is_other_output(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in _OTHER_OUTPUT


class _Module:
    """What is known of the names of a module that are given a value once."""

    def __init__(self, tree: ast.Module) -> None:
        given = [
            (target.id, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        names = [name for name, _ in given]
        self.values = {name: value for name, value in given if names.count(name) == 1}
        self.appended = [call for call in _calls(tree) if isinstance(call.func, ast.Attribute) and call.args]

    def writes(self, value: ast.expr, depth: int = 0) -> str | None:
        """How Python writes a value, if not as a JSON list."""
        if isinstance(value, ast.Name) and depth < 2:
            known = self.values.get(value.id)
            if isinstance(known, ast.List) and not known.elts:
                return _TEXTS if self._is_given_texts(value.id) else None
            return self.writes(known, depth + 1) if known is not None else None
        if isinstance(value, ast.List | ast.ListComp):
            elements = value.elts if isinstance(value, ast.List) else [value.elt]
            return _TEXTS if any(_is_text(at) or _is_word(at) for at in elements) else None
        if isinstance(value, ast.Dict | ast.Set | ast.Tuple):
            return f"a {type(value).__name__.lower()}".replace("a dict", "a dictionary")
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "split":
            return _TEXTS
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in _LISTS_AS_THEY_ARE:
            return self.writes(value.args[0], depth) if len(value.args) == 1 and value.func.id != "reversed" else None
        return None

    def _is_given_texts(self, name: str) -> bool:
        given = [
            call.args[0]
            for call in self.appended
            if isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == name
            and call.func.attr == "append"
        ]
        return any(_is_text(at) for at in given)


_TEXTS = "a list of texts, which Python writes in single quotes"


def _is_text(value: ast.expr) -> bool:
    if isinstance(value, ast.JoinedStr):
        return True
    if isinstance(value, ast.Constant):
        # Python takes double quotes for a text with a single one.
        return isinstance(value.value, str) and "'" not in value.value
    if isinstance(value, ast.BinOp):
        return _is_text(value.left) or _is_text(value.right)
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return name in _OF_TEXTS
    return False


def _is_word(value: ast.expr) -> bool:
    """Whether a value is written by a word that JSON does not have."""
    return isinstance(value, ast.Constant) and (value.value is None or isinstance(value.value, bool))


def _place(node: ast.expr, text: str) -> tuple[int, int]:
    lines = text.split("\n")

    def offset(line: int, column: int) -> int:
        before = sum(len(at) + 1 for at in lines[: line - 1])
        return before + len(lines[line - 1].encode()[:column].decode(errors="ignore"))

    return offset(node.lineno, node.col_offset), offset(node.end_lineno or node.lineno, node.end_col_offset or 0)
