"""What an API server answers when it does not do what it was asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_TOO_LARGE: Final = ("request is too large", "trying to send message larger than max", "is too large")
_LASTING: Final = ("failed to create typed patch object",)
"""Said with a status of the server's own mistakes, and yet it is the object that does not fit."""
_NOT_SERVED: Final = "the server could not find the requested resource"
_OWNED: Final = "FieldManagerConflict"


class Cause(NamedTuple):
    """One reason for a refusal, with the field that it is about."""

    reason: str
    message: str
    field: str


class RefusalError(Exception):
    """The server said no; `retry_after` is in seconds."""

    def __init__(
        self, status: int, reason: str, message: str, causes: tuple[Cause, ...] = (), retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.causes = causes
        self.retry_after = retry_after

    @property
    def is_size(self) -> bool:
        """Whether the object is too large for the server or for its store."""
        return self.status == 413 or any(words in self.message for words in _TOO_LARGE)

    @property
    def conflicts(self) -> tuple[Cause, ...]:
        """The fields that another manager owns."""
        return tuple(cause for cause in self.causes if cause.reason == _OWNED)

    @property
    def is_unknown_kind(self) -> bool:
        """Whether the server serves nothing of that kind, rather than no object of that name."""
        return self.status == 404 and (self.reason != "NotFound" or self.message == _NOT_SERVED)

    @property
    def passes(self) -> bool:
        """Whether the same request may succeed a little later."""
        if self.status == 409:
            return self.reason == "Conflict" and not self.conflicts
        lasts = self.is_size or any(words in self.message for words in _LASTING)
        return self.status in _PASSING and not lasts


def refusal(status: int, headers: Mapping[str, str], data: bytes) -> RefusalError:
    """The refusal in an answer; what is no Kubernetes status is quoted as it is."""
    body = _body(data)
    details = body.get("details") if isinstance(body.get("details"), dict) else {}
    causes = tuple(
        Cause(str(at.get("reason", "")), str(at.get("message", "")), str(at.get("field", "")).lstrip("."))
        for at in (details or {}).get("causes") or ()
    )
    message = " ".join(str(body.get("message") or data[:300].decode(errors="replace")).split())
    seconds = headers.get("Retry-After", "")
    return RefusalError(
        status, str(body.get("reason") or ""), message, causes, float(seconds) if seconds.isdigit() else None
    )


def _body(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
