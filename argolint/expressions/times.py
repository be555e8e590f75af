"""The forms in which Argo writes the time that a workflow was created at."""

from __future__ import annotations

CREATION = "workflow.creationTimestamp"
SCHEDULED = "workflow.scheduledTime"
LETTERS = {
    "Y": "year", "y": "year in two digits", "m": "month", "B": "name of the month", "b": "short month",
    "d": "day", "a": "short weekday", "A": "weekday", "H": "hour", "I": "hour from 1 to 12", "M": "minute",
    "S": "second", "L": "millisecond", "p": "AM or PM", "Z": "time zone", "z": "offset of the time zone",
}  # fmt: skip
"""What each letter after `workflow.creationTimestamp.` gives."""

FORMS = frozenset({*LETTERS, "s", "RFC3339"})
"""What may stand after `workflow.creationTimestamp.`; `s` gives the seconds since 1970."""

_LONGER = {"year": "Y", "month": "m", "day": "d", "hour": "H", "minute": "M", "second": "S", "unix": "s"}


def is_time(name: str) -> bool:
    """Whether a name that begins like a time is one that Argo fills in."""
    if name.startswith(CREATION):
        form = name.removeprefix(CREATION)
        return not form or (form[0] == "." and form[1:] in FORMS)
    return name == SCHEDULED


def meant(name: str) -> str | None:
    """The letter that was probably meant by what stands after the last dot."""
    form = name.rpartition(".")[2]
    return _LONGER.get(form.lower().removesuffix("s")) or (
        form[1:] if form[:1] == "%" and form[1:] in FORMS else None
    )
