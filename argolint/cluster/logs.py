"""What containers write: read line by line, from many at once in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from argolint.cluster.refusals import RefusalError
from argolint.cluster.transport import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.cluster.objects import Json
    from argolint.cluster.transport import Api

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_MOST_BREAKS: Final = 20
NOT_THERE: Final = (400, 404)
"""The pod is gone, or the container has not begun, or has not been restarted."""


class Wanted(NamedTuple):
    """Which lines: of a container, since so many seconds, the last so many, those before its restart."""

    container: str = ""
    since: int | None = None
    tail: int | None = None
    previous: bool = False


class Source(NamedTuple):
    """A container of a pod."""

    pod: str
    container: str


class Line(NamedTuple):
    """A line that a container wrote, and when: `stamp` is that moment as the cluster writes it."""

    moment: datetime
    stamp: str
    source: Source
    text: str


def read(api: Api, pods: str, source: Source, wanted: Wanted, *, follow: bool) -> Iterator[Line]:
    """The lines of a container; one that breaks off goes on after the last line that was read.

    With `follow` it ends when the container does.
    """
    path = f"{pods}/{quote(source.pod, safe='')}/log"
    last, repeated = LONG_AGO, 0
    for left in reversed(range(_MOST_BREAKS)):
        begin = last
        skipped = repeated
        try:
            for raw in api.lines(path, _query(source, wanted, last, follow=follow)):
                line = _line(source, raw, last)
                if line.moment < begin or (line.moment == begin and skipped > 0):
                    skipped -= line.moment == begin
                    continue
                repeated = repeated + 1 if line.moment == last else 1
                last = line.moment
                yield line
            return
        except UnreachableError:
            if not left:
                raise


def _query(source: Source, wanted: Wanted, last: datetime, *, follow: bool) -> list[tuple[str, str]]:
    found = [("container", source.container), ("timestamps", "true")]
    found += [("follow", "true")] if follow else []
    found += [("previous", "true")] if wanted.previous else []
    if last != LONG_AGO:
        return [*found, ("sinceTime", last.strftime("%Y-%m-%dT%H:%M:%SZ"))]
    found += [("sinceSeconds", str(wanted.since))] if wanted.since is not None else []
    return [*found, *([("tailLines", str(wanted.tail))] if wanted.tail is not None else [])]


def _line(source: Source, raw: bytes, last: datetime) -> Line:
    """A line with its moment; what bears none was written with the line before."""
    text = raw.decode(errors="replace")
    stamp, space, rest = text.partition(" ")
    moment = moment_of(stamp)
    return Line(last, "", source, text) if moment is None else Line(moment, stamp, source, rest if space else "")


def moment_of(stamp: object) -> datetime | None:
    """A moment as the API writes it."""
    try:
        found = datetime.fromisoformat(str(stamp))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None


class Stream(NamedTuple):
    """Lines, none of which is older than the start."""

    start: datetime
    lines: Iterator[Line]


def together(streams: Iterable[Stream]) -> Iterator[Line]:
    """The lines of all streams in the order of time; a stream is opened no sooner than it may have the next line."""
    waiting = sorted(streams, key=lambda at: at.start, reverse=True)
    open_ones: list[tuple[datetime, int, Line, Iterator[Line]]] = []
    number = 0
    while waiting or open_ones:
        while waiting and (not open_ones or waiting[-1].start <= open_ones[0][0]):
            number += 1
            lines = waiting.pop().lines
            first = next(lines, None)
            if first is not None:
                heappush(open_ones, (first.moment, number, first, lines))
        if open_ones:
            _, place, line, lines = heappop(open_ones)
            yield line
            following = next(lines, None)
            if following is not None:
                heappush(open_ones, (max(following.moment, line.moment), place, following, lines))


def start_of(pod: Json) -> datetime:
    """When a node of the cluster took a pod: nothing was written before."""
    return moment_of((pod.get("status") or {}).get("startTime")) or LONG_AGO


def readable(lines: Iterator[Line], source: Source, note: Callable[[str], None]) -> Iterator[Line]:
    """Lines, or a note where the cluster has none."""
    try:
        yield from lines
    except RefusalError as no:
        if no.status not in NOT_THERE:
            raise
        note(why_not(no, source))


def why_not(no: RefusalError, source: Source) -> str:
    """Why there is no log of a container."""
    gone = f"pod {source.pod} is gone, and its log with it"
    return gone if no.status == 404 else f"no log of container `{source.container}` of pod {source.pod}: {no.message}"
