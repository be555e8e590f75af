"""Plain data as YAML that Argo reads back as the same data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from argolint.syntax.scalars import ScalarKind, plain_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN: Final = re.compile(r"[A-Za-z0-9_/.][-\w/.]*", re.ASCII)
_UNFIT: Final = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_HIDDEN: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LITERAL: Final = re.compile(rf"[^\s{_UNFIT}][^{_UNFIT}]*")


def yaml_text(data: dict[str, Any]) -> str:
    """The text of a document, keys in the order of the data."""
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _lines(data: Any, indent: str) -> Iterator[str]:
    items = data.items() if isinstance(data, dict) else ((None, item) for item in data)
    for key, value in items:
        head = f"{indent}-" if key is None else f"{indent}{_word(key)}:"
        if isinstance(value, (dict, list)) and value:
            below = list(_lines(value, f"{indent}  "))
            if key is None:
                yield f"{head} {below[0].lstrip()}"
                yield from below[1:]
            else:
                yield head
                yield from below
        elif isinstance(value, str) and (block := _block(value)) is not None:
            yield f"{head} {block}"
            yield from (f"{indent}  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
        else:
            yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    return _word(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _word(text: str) -> str:
    """A text in the plain style where nobody can take it for anything else."""
    if _PLAIN.fullmatch(text) is not None and plain_kind(text) is ScalarKind.STRING and not text[0].isdigit():
        return text
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _block(text: str) -> str | None:
    """The head of a literal block for a text of several lines that can stand in one."""
    if "\n" not in text or text.endswith("\n\n") or _LITERAL.fullmatch(text) is None:
        return None
    return "|" if text.endswith("\n") else "|-"
