"""The forms in which Argo writes the time that a workflow was created at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

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


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(form: str, moment: datetime) -> str | None:
    """A moment in one of the forms, or None for what is none; names are English everywhere."""
    if form not in FORMS:
        return None
    month, weekday = _MONTHS[moment.month - 1], _WEEKDAYS[moment.weekday()]
    names = {
        "B": month,
        "b": month[:3],
        "A": weekday,
        "a": weekday[:3],
        "p": "AM" if moment.hour < 12 else "PM",
    }
    if form in names:
        return names[form]
    if form == "L":
        return f".{moment.microsecond // 1000:03}"
    if form == "s":
        return str(int(moment.timestamp()))
    if form == "RFC3339":
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + (_colon(moment) if moment.utcoffset() else "Z")
    return moment.strftime(f"%{form}")


def _colon(moment: datetime) -> str:
    offset = moment.strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"


def is_time(name: str) -> bool:
    """Whether a name that begins like a time is one that Argo fills in."""
    if name.startswith(CREATION):
        form = name.removeprefix(CREATION)
        return not form or (form[0] == "." and form[1:] in FORMS)
    return name == SCHEDULED


def meant(name: str) -> str | None:
    """The letter that was probably meant by what stands after the last dot."""
    form = name.rpartition(".")[2]
    return _LONGER.get(form.lower().removesuffix("s")) or (form[1:] if form[:1] == "%" and form[1:] in FORMS else None)
