"""What to write instead of what a `when` does not understand."""

from __future__ import annotations

from argolint.expressions.when.tokens import PREFIXES, SYMBOLS

_INSTEAD = {
    "=": "==",
    "===": "==",
    "!==": "!=",
    "<>": "!=",
    "=!": "!=",
    "=<": "<=",
    "=>": ">=",
    "~=": "=~",
    "~": "=~",
    "&&&": "&&",
    "|||": "||",
}
_WORDS = {"and": "&&", "or": "||", "not": "!", "eq": "==", "ne": "!=", "matches": "=~", "In": "in"}
_CURLY = frozenset("“”„‘’‚«»")


def symbol(shown: str) -> tuple[str, str]:
    """The message and the help for a run of symbols that is no operator."""
    message = f"`{shown}` is no operator"
    if shown in _INSTEAD:
        return message, f"write `{_INSTEAD[shown]}`"
    if shown.startswith(("{{", "}}")):
        return f"`{shown}` is left of a tag", "name something that is known here in the tag"
    if not _CURLY.isdisjoint(shown):
        return f"`{shown}` is no quote", "write `'` or `\"`"
    if shown == "`":
        return "a backtick is no quote", "write `'` or `\"`"
    if shown.startswith(("//", "/*", "#")):
        return f"`{shown}` begins no comment", "take the comment away"
    if shown == ";":
        return message, "take it away"
    if parts := _parts(shown):
        return message, "put a blank between " + " and ".join(f"`{part}`" for part in parts)
    return f"`{shown}` cannot stand outside quotes", "put the text in quotes"


def word(shown: str) -> str | None:
    """The operator that is meant by a word which is none."""
    return _WORDS.get(shown, _WORDS.get(shown.lower()))


def _parts(run: str) -> list[str]:
    """The operators that a run of symbols is made of, longest first; none if it is made of something else."""
    parts = []
    at = 0
    while at < len(run):
        for length in (2, 1):
            part = run[at : at + length]
            if part in SYMBOLS or part in PREFIXES:
                parts.append(part)
                at += len(part)
                break
        else:
            return []
    return parts
