"""The files of a workspace: those at hand, and others that are read when they are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from argolint.project.files import LoadedFile


class Files(Mapping[str, "LoadedFile"]):
    """Files by path. It never changes; `after` gives the next ones."""

    def __init__(
        self,
        at_hand: Mapping[str, LoadedFile],
        others: Collection[str] = (),
        read: Callable[[str], LoadedFile] | None = None,
    ) -> None:
        self.at_hand = at_hand
        self._others = others
        self._read = read

    def __getitem__(self, path: str) -> LoadedFile:
        found = self.at_hand.get(path)
        if found is not None:
            return found
        if self._read is None or path not in self._others:
            raise KeyError(path)
        return self._read(path)

    def __iter__(self) -> Iterator[str]:
        yield from self.at_hand
        yield from (path for path in self._others if path not in self.at_hand)

    def __len__(self) -> int:
        return len({*self._others, *self.at_hand})

    def __contains__(self, path: object) -> bool:
        return path in self.at_hand or path in self._others

    def after(self, changes: Mapping[str, LoadedFile | None], unread: Collection[str] = ()) -> Files:
        """The files after some have changed, come, or are gone (None); `unread` ones are read when they are wanted."""
        at_hand = {path: file for path, file in {**self.at_hand, **changes}.items() if file is not None}
        gone = {path for path, file in changes.items() if file is None}
        others = self._others
        if gone or unread:
            at_hand = {path: file for path, file in at_hand.items() if path not in unread}
            others = dict.fromkeys([*(path for path in others if path not in gone), *unread])
        return Files(at_hand, others, self._read)
