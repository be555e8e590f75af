"""The logs of a run: what is there, or what comes until the run has ended."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from argolint.cluster.feed import Feed
from argolint.cluster.logs import NOT_THERE, Line, Source, Stream, read, readable, start_of, together, why_not
from argolint.cluster.pods import Choice, chosen, collection, has_begun, name_of, pod_name, scope, started
from argolint.cluster.refusals import RefusalError
from argolint.cluster.runs import ENDED, key_of_run, phase_of
from argolint.cluster.watching import Change, Scope, Seen, changes
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.cluster.connection import Cluster
    from argolint.cluster.feed import Heard
    from argolint.cluster.logs import Wanted
    from argolint.cluster.objects import Json

_GLANCE: Final = 0.1
_WINDOW: Final = 0.3
"""Lines that come within so many seconds are put in order."""
_FIRST_WINDOW: Final = 1.0
"""The same at first, when all that was written before comes at once."""
_GRACE: Final = 10.0
"""So long after its end a run may still be heard, in seconds."""
_PASSING: Final = 400
_PLACES: Final = {"s3": "key", "gcs": "key", "oss": "key", "azure": "blob", "hdfs": "path", "http": "url"}
_STORES: Final = ("bucket", "container", "endpoint")


def shown(cluster: Cluster, run: Json, node: str, wanted: Wanted, note: Callable[[str], None]) -> Iterator[Line]:
    """What the pods of a run, or of a node of it, have written up to now, in the order of time.

    `note` is told what there is no log of.
    """
    pods = list(_listed(cluster, run))
    choice = chosen(run, node, wanted.container)
    streams = []
    for pod in pods:
        for source in _sources(pod, choice, note):
            lines = read(cluster.api, collection(run), source, wanted, follow=False)
            streams.append(Stream(start_of(pod), readable(lines, source, note)))
    yield from together(streams)
    for line in _missing(run, {name_of(pod) for pod in pods}, choice):
        note(line)


def _listed(cluster: Cluster, run: Json) -> Iterator[Json]:
    where = scope(run)
    for page in cluster.api.pages(where.path, where.selectors):
        yield from page.get("items") or ()


def _sources(pod: Json, choice: Choice, note: Callable[[str], None]) -> Iterator[Source]:
    names = choice.of(pod)
    if names == ():
        there = ", ".join(f"`{at['name']}`" for at in pod["spec"]["containers"])
        note(f"pod {name_of(pod)} has no container `{choice.container or 'main'}`: it has {there}")
    for name in names or ():
        if has_begun(pod, name):
            yield Source(name_of(pod), name)
        else:
            note(f"container `{name}` of pod {name_of(pod)} has not started")


def _missing(run: Json, there: set[str], choice: Choice) -> Iterator[str]:
    """A line for each pod that is gone, which says where its log was put if that is known."""
    try:
        nodes = [node for node in started(run) if choice.has(node)]
    except UsageError:  # the nodes are somewhere else, and so is what became of their pods
        return
    for node in nodes:
        name = pod_name(run, node)
        if name not in there:
            place = _archive(run, node, choice.container or "main")
            rest = f"; its log was archived: {place}" if place else ", and its log with it"
            yield f"pod {name} of node `{node.get('displayName')}` is gone{rest}"


def _archive(run: Json, node: Json, container: str) -> str:
    artifacts = (node.get("outputs") or {}).get("artifacts") or ()
    found: Json = next((at for at in artifacts if at.get("name") == f"{container}-logs"), {})
    usual = ((run.get("status") or {}).get("artifactRepositoryRef") or {}).get("artifactRepository") or {}
    for kind, field in _PLACES.items():
        if kind in found:
            store = {**(usual.get(kind) or {}), **found[kind]}
            inside = "/".join(str(store[name]) for name in _STORES if store.get(name) and name != "endpoint")
            return f"{kind} {inside}{'/' if inside else ''}{store.get(field, '')}"
    return ""


class Following:
    """Follows a run until it has ended: pods that come later, too."""

    def __init__(self, cluster: Cluster, run: Json, node: str, wanted: Wanted, note: Callable[[str], None]) -> None:
        self.run = run
        """The run as it was last."""
        self.is_over = False
        """Whether it has ended, or was deleted."""
        self._cluster = cluster
        self._wanted = wanted
        self._note = note
        self._feed: Feed[Scope | Source, Seen | Line] = Feed()
        self._choice = chosen(run, node, wanted.container)
        self._pods: dict[str, Json] = {}
        self._open: set[Source] = set()
        self._begun: set[Source] = set()

    def lines(self, going: Callable[[], bool]) -> Iterator[Line]:
        """The lines, in the order of time as far as they come so, until the end or until it is not to be `going` on."""
        key = key_of_run(self.run)
        for at in (Scope(key.collection.path, key.name), scope(self.run)):
            self._feed.add(at, changes(self._cluster.api, at))
        yield from _in_order(self._heard(going))
        for line in _missing(self.run, set(self._pods), self._choice) if self.is_over else ():
            self._note(line)

    def _heard(self, going: Callable[[], bool]) -> Iterator[Line | None]:
        """The lines as they come; in between, None tells that time passes."""
        last = time.monotonic()
        while going() and not (self.is_over and (not self._open or time.monotonic() - last > _GRACE)):
            heard = self._feed.next(_GLANCE)
            if heard is not None:
                last = time.monotonic()
                yield from self._taken(heard)
            yield None

    def _taken(self, heard: Heard[Scope | Source, Seen | Line]) -> Iterator[Line]:
        if isinstance(heard.source, Source):
            yield from (line for line in heard.items if isinstance(line, Line))
            if not heard.items:
                self._ended(heard.source, heard.error)
            return
        if heard.error is not None:
            raise heard.error
        for seen in heard.items:
            if isinstance(seen, Seen) and seen.change is not Change.ALL:
                (self._see_run if heard.source.name else self._see_pod)(seen)

    def _see_run(self, seen: Seen) -> None:
        self.run = seen.item
        self._choice = chosen(seen.item, self._choice.word, self._choice.container)
        ended = phase_of(seen.item) in ENDED
        if seen.change is Change.GONE and not ended:
            self._note(f"Workflow {seen.item['metadata']['name']} was deleted before its end")
        if ended or seen.change is Change.GONE:
            self.is_over = True
            self._pods |= {name_of(pod): pod for pod in _listed(self._cluster, seen.item)}
        for pod in self._pods.values():
            self._begin(pod)  # only now its node may be known

    def _see_pod(self, seen: Seen) -> None:
        if seen.change is Change.THERE:
            self._pods[name_of(seen.item)] = seen.item
            self._begin(seen.item)

    def _begin(self, pod: Json) -> None:
        for name in self._choice.of(pod) or ():
            source = Source(name_of(pod), name)
            if source not in self._begun and has_begun(pod, name):
                self._begun.add(source)
                self._open.add(source)
                where = collection(self.run)
                self._feed.add(source, read(self._cluster.api, where, source, self._wanted, follow=True))

    def _ended(self, source: Source, error: Exception | None) -> None:
        self._open.discard(source)
        if error is None:
            return
        if not isinstance(error, RefusalError) or error.status not in NOT_THERE:
            raise error
        if error.status == _PASSING and not self.is_over:
            self._begun.discard(source)  # it is about to start: the next change of the pod tells
        else:
            self._note(why_not(error, source))


def _in_order(lines: Iterable[Line | None]) -> Iterator[Line]:
    """Lines that come in some other order, put right as far as they come within a moment."""
    held: list[Line] = []
    flushed = time.monotonic() + _FIRST_WINDOW - _WINDOW
    for line in lines:
        if line is not None:
            held.append(line)
        if time.monotonic() - flushed >= _WINDOW:
            yield from sorted(held, key=lambda at: at.moment)
            held, flushed = [], time.monotonic()
    yield from sorted(held, key=lambda at: at.moment)
