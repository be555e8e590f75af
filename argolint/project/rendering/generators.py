"""What the generators of an ApplicationSet give, as far as the repository alone tells it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Values = Mapping[str, str]

_NO_NAME = re.compile(r"[^a-z0-9.-]+")


def generated(generators: Any, root: str) -> list[Values]:
    """The values of each Application that is made; those of generators that ask elsewhere are not known."""
    found: list[Values] = []
    for generator in generators if isinstance(generators, list) else ():
        found += _of(generator, root) if isinstance(generator, Mapping) else []
    return found


def _of(generator: Mapping[str, Any], root: str) -> list[Values]:
    if isinstance(generator.get("list"), Mapping):
        elements = generator["list"].get("elements")
        return [_flat(one) for one in (elements if isinstance(elements, list) else ())]
    if isinstance(generator.get("git"), Mapping):
        return list(_folders(generator["git"].get("directories"), root))
    if isinstance(generator.get("matrix"), Mapping):
        parts = generator["matrix"].get("generators")
        many = [generated([part], root) for part in (parts if isinstance(parts, list) else ())]
        return [{key: value for one in row for key, value in one.items()} for row in product(*many)]
    return [{}]


def _folders(directories: Any, root: str) -> Iterator[Values]:
    """The folders that patterns name and no pattern leaves out."""
    rows = [one for one in (directories if isinstance(directories, list) else ()) if isinstance(one, Mapping)]
    wanted = [glob(str(one.get("path", "")), within=True) for one in rows if not one.get("exclude")]
    unwanted = [glob(str(one.get("path", "")), within=True) for one in rows if one.get("exclude")]
    for path in _below(root) if wanted else ():
        if any(at.fullmatch(path) for at in wanted) and not any(at.fullmatch(path) for at in unwanted):
            yield _of_path(path)


def _below(root: str) -> Iterator[str]:
    for folder, names, _ in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith(".") and name != "node_modules")
        if folder != root:
            yield os.path.relpath(folder, root).replace(os.sep, "/")


def _of_path(path: str) -> Values:
    steps = path.split("/")
    numbered = {f"path[{number}]": step for number, step in enumerate(steps)}
    name = {"basename": steps[-1], "basenameNormalized": _NO_NAME.sub("-", steps[-1].lower())}
    return {"path": path, "path.path": path, **numbered, **{f"path.{key}": value for key, value in name.items()}}


def _flat(node: Any, before: str = "") -> Values:
    if isinstance(node, Mapping):
        return {key: value for name, one in node.items() for key, value in _flat(one, f"{before}.{name}").items()}
    return {before.lstrip("."): str(node).lower() if isinstance(node, bool) else str(node)}


def glob(pattern: str, *, within: bool = False) -> re.Pattern[str]:
    """A pattern as Argo CD reads it: `*`, `?`, `[a-z]`, `{a,b}`; with `within`, only `**` passes a slash."""
    parts: list[str] = []
    for found in re.finditer(r"\*\*/?|\*|\?|\[!?[^]]*\]|[{},]|\\?.", pattern):
        parts.append(_piece(found[0], within, is_choice=parts.count("(?:") > parts.count(")")))
    try:
        return re.compile("".join(parts))
    except re.error:
        return re.compile("(?!)")


def _piece(text: str, within: bool, is_choice: bool) -> str:
    if text.startswith("**"):
        return "(?s:.*)"
    if text == "*":
        return "[^/]*" if within else "(?s:.*)"
    if text == "?":
        return "[^/]" if within else "."
    if text.startswith("[") and len(text) > 1:
        return f"[^{text[2:]}" if text[1] == "!" else text
    if text == "{":
        return "(?:"
    if is_choice and text in ",}":
        return "|" if text == "," else ")"
    return re.escape(text[-1])
