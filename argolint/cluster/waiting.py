"""Waits for runs to end, by watching them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.cluster.feed import Feed
from argolint.cluster.runs import ENDED, key_of_run, phase_of
from argolint.cluster.watching import Change, Scope, Seen, changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json, Key

_GLANCE: Final = 0.2
_FEW: Final = 4
"""So many runs of a namespace are watched each by itself; of more, all that bear the label are."""


def waited(
    cluster: Cluster,
    keys: Sequence[Key],
    going: Callable[[], bool],
    seen: Callable[[Json], None] | None = None,
    label: str = "",
) -> dict[Key, Json]:
    """The runs once all have ended, or as they stand when it is not to be `going` on; one that is gone is left out.

    `seen` is shown each new state. A run that was deleted after its end has ended. `label` is one that all bear.
    """
    feed: Feed[Scope, Seen] = Feed()
    for scope in _scopes(keys, label):
        feed.add(scope, changes(cluster.api, scope))
    latest: dict[Key, Json] = {}
    left = set(keys)
    while left and going():
        heard = feed.next(_GLANCE)
        if heard is None:
            continue
        if heard.error is not None:
            raise heard.error
        for change, item in heard.items:
            if change is Change.ALL:
                left -= {key for key in left if key not in latest and _is_in(key, heard.source)}
                continue
            key = key_of_run(item)
            if key not in left:
                continue
            ended = phase_of(item) in ENDED
            if change is Change.GONE and not ended:
                latest.pop(key, None)
                left.remove(key)
                continue
            latest[key] = item
            if ended:
                left.remove(key)
            if seen is not None:
                seen(item)
    return latest


def _scopes(keys: Iterable[Key], label: str) -> list[Scope]:
    names: dict[str, list[str]] = {}
    for key in keys:
        names.setdefault(key.collection.path, []).append(key.name)
    found: list[Scope] = []
    for path, inside in names.items():
        found += [Scope(path, name) for name in inside] if len(inside) <= _FEW else [Scope(path, labels=label)]
    return found


def _is_in(key: Key, scope: Scope) -> bool:
    return key.collection.path == scope.path and scope.name in ("", key.name)
