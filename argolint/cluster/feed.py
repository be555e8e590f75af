"""Several sources at once, each read by a thread of its own, heard one after the other."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_Name = TypeVar("_Name")
_Item = TypeVar("_Item")


class Heard(NamedTuple, Generic[_Name, _Item]):
    """Something that a source said; without items it has ended, by the error if there is one."""

    source: _Name
    items: tuple[_Item, ...] = ()
    error: Exception | None = None


class Feed(Generic[_Name, _Item]):
    """What its sources say, in the order in which it comes in. Who listens may look up between two items."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Heard[_Name, _Item]] = SimpleQueue()

    def add(self, name: _Name, source: Iterable[_Item]) -> None:
        """Listen to a source as well. Its thread ends with the source, or with the process."""
        Thread(target=self._read, args=(name, source), daemon=True).start()

    def next(self, patience: float) -> Heard[_Name, _Item] | None:
        """What was said next; None when nothing is said for so many seconds."""
        try:
            return self._queue.get(timeout=patience)
        except Empty:
            return None

    def _read(self, name: _Name, source: Iterable[_Item]) -> None:
        error: Exception | None = None
        try:
            for item in source:
                self._queue.put(Heard(name, (item,)))
        except Exception as failure:  # it is raised again where somebody listens
            error = failure
        self._queue.put(Heard(name, (), error))
