"""Objects as they change: a list, and then a watch that is kept open, whatever breaks it off."""

from __future__ import annotations

import json
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.cluster.objects import version_of
from argolint.cluster.refusals import RefusalError
from argolint.cluster.transport import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.cluster.objects import Json
    from argolint.cluster.transport import Api

_LIFE: Final = 240
"""After so many seconds the server ends a watch, and the next one begins where it was."""
_SILENCE: Final = _LIFE + 30.0
_SHORT: Final = 1.0
_PAUSE: Final = 0.5
_MOST_BREAKS: Final = 20
_EXPIRED: Final = 410


class Change(StrEnum):
    """That an object is there as it now is, that it is gone, or that all which is there has been told."""

    THERE = "there"
    GONE = "gone"
    ALL = "all"


class Seen(NamedTuple):
    """An object as it now is, or was last; none with the word that all has been told."""

    change: Change
    item: Json


class Scope(NamedTuple):
    """Which objects of a collection: those of a name if there is one, and those with the labels."""

    path: str
    name: str = ""
    labels: str = ""

    @property
    def selectors(self) -> list[tuple[str, str]]:
        """The scope in the words of the API."""
        field = f"metadata.name={self.name}" if self.name else ""
        return [(word, text) for word, text in (("fieldSelector", field), ("labelSelector", self.labels)) if text]


class _ExpiredError(Exception):
    """The server has forgotten what was before."""


def changes(api: Api, scope: Scope) -> Iterator[Seen]:
    """Each object of a scope, and then each change, without end.

    A watch that ends or breaks goes on from the last version seen; where the server has forgotten that one, everything
    is listed again, and what differs is told.
    """
    known: dict[str, Json] = {}
    version, breaks = "", 0
    while True:
        if not version:
            found, version = _listed(api, scope)
            yield from (Seen(Change.GONE, item) for uid, item in known.items() if uid not in found)
            yield from (Seen(Change.THERE, item) for uid, item in found.items() if item != known.get(uid))
            yield Seen(Change.ALL, {})
            known = found
        began = time.monotonic()
        try:
            for word, item in _watched(api, scope, version):
                version, breaks = version_of(item) or version, 0
                if word != "BOOKMARK":
                    yield _noted(word, item, known)
        except _ExpiredError:
            version = ""
        except UnreachableError:
            breaks += 1
            if breaks > _MOST_BREAKS:
                raise
        if time.monotonic() - began < _SHORT:
            time.sleep(_PAUSE)


def _noted(word: str, item: Json, known: dict[str, Json]) -> Seen:
    uid = str(item["metadata"].get("uid", ""))
    if word == "DELETED":
        known.pop(uid, None)
        return Seen(Change.GONE, item)
    known[uid] = item
    return Seen(Change.THERE, item)


def _listed(api: Api, scope: Scope) -> tuple[dict[str, Json], str]:
    found: dict[str, Json] = {}
    version = ""
    for page in api.pages(scope.path, scope.selectors):
        version = str(page.get("metadata", {}).get("resourceVersion", ""))
        found |= {str(item["metadata"].get("uid", "")): item for item in page.get("items") or ()}
    return found, version


def _watched(api: Api, scope: Scope, version: str) -> Iterator[tuple[str, Json]]:
    query = [("watch", "true"), ("resourceVersion", version), ("allowWatchBookmarks", "true")]
    query += [("timeoutSeconds", str(_LIFE)), *scope.selectors]
    try:
        for line in api.lines(scope.path, query, _SILENCE):
            yield _event(line)
    except RefusalError as no:
        if no.status != _EXPIRED:
            raise
        raise _ExpiredError from None


def _event(line: bytes) -> tuple[str, Json]:
    """What a line of a watch says; one that was cut off tells that the connection is broken."""
    try:
        event: Any = json.loads(line)
        word, item = str(event["type"]), event["object"]
    except (ValueError, TypeError, KeyError):
        raise UnreachableError("a watch of the cluster broke off within a line") from None
    if word != "ERROR":
        return word, item
    if item.get("code") == _EXPIRED or item.get("reason") in ("Expired", "Gone"):
        raise _ExpiredError
    raise UnreachableError(f"the cluster ended a watch: {item.get('message', 'it gave no reason')}")
