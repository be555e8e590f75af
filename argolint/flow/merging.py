"""Strategic merge patches of pods' specs, as Kubernetes applies them, on trees whose parts stay what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.model.build import is_null, text
from argolint.syntax.nodes import Entry, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.syntax.nodes import Node

DIRECTIVE: Final = "$"
"""How the keys begin that tell a patch what to do."""

MERGE_KEYS: Final = {
    "containers": "name", "initContainers": "name", "ephemeralContainers": "name", "volumes": "name", "env": "name",
    "ports": "containerPort", "volumeMounts": "mountPath", "volumeDevices": "devicePath", "imagePullSecrets": "name",
    "hostAliases": "ip", "topologySpreadConstraints": "topologyKey", "resourceClaims": "name",
}  # fmt: skip
"""The lists of a pod's spec that are merged item by item, and the field that tells which item is meant."""

_PATCH: Final = "$patch"
_RETAINED: Final = "$retainKeys"
_DELETE: Final = "delete"
_REPLACE: Final = "replace"


def merged(base: Mapping, patch: Mapping) -> Mapping:
    """A map after a patch; what the patch leaves alone is the very node of before, what it adds the patch's own."""
    directive = _directive(patch)
    if directive == _DELETE:
        return Mapping(base.start, base.end, {})
    entries = {} if directive == _REPLACE else _retained(base, patch)
    for name, entry in patch.entries.items():
        if name.startswith(DIRECTIVE):
            continue
        if is_null(entry.value):
            entries.pop(name, None)
            continue
        before = entries.get(name)
        entries[name] = entry if before is None else _entry(name, before, entry)
    return Mapping(base.start, base.end, entries)


def _entry(name: str, before: Entry, after: Entry) -> Entry:
    old, new = before.value, after.value
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return Entry(before.key, merged(old, new))
    if isinstance(old, Sequence) and isinstance(new, Sequence) and name in MERGE_KEYS:
        return Entry(before.key, Sequence(old.start, old.end, _items(old.items, new.items, MERGE_KEYS[name])))
    return after


def _items(old: Iterable[Node], new: Iterable[Node], key: str) -> list[Node]:
    """The items of a list after a patch; one `$patch: replace` takes all away, and an item with it is none itself."""
    changes = [item for item in new if isinstance(item, Mapping)]
    found = [] if any(_directive(item) == _REPLACE for item in changes) else list(old)
    for item in changes:
        name, directive = text(item, key), _directive(item)
        if name is None or directive == _REPLACE:
            continue
        same = [other for other in found if isinstance(other, Mapping) and _is(text(other, key), name.text)]
        if directive == _DELETE:
            found = [other for other in found if all(other is not gone for gone in same)]
        elif same:
            at = next(at for at, other in enumerate(found) if other is same[0])
            found[at] = merged(same[0], item)
        else:
            found.append(item)
    return found


def _is(name: Scalar | None, other: str) -> bool:
    return name is not None and name.text == other


def _directive(patch: Mapping) -> str | None:
    said = text(patch, _PATCH) if _PATCH in patch.entries else None
    return said.text if said is not None else None


def _retained(base: Mapping, patch: Mapping) -> dict[str, Entry]:
    kept = patch.get(_RETAINED)
    if not isinstance(kept, Sequence):
        return dict(base.entries)
    names = {item.text for item in kept.items if isinstance(item, Scalar)}
    return {name: entry for name, entry in base.entries.items() if name in names}
