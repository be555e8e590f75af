"""What a plan's files refer to and do not hold: objects of the workspace around them, which the plan does not apply."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from argolint.plan.document import Input
from argolint.plan.ordering import referenced
from argolint.project.reading import read_file
from argolint.syntax import LARGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.model import WorkflowObject
    from argolint.plan.linking import Linked


def outside(linked: Linked) -> list[WorkflowObject]:
    """The objects that runs need and that stand in none of the files, by file and place."""
    own = {id(item) for item in linked.objects()}
    found: dict[int, WorkflowObject] = {}
    todo = linked.objects()
    while todo:
        for item in referenced(todo.pop(), linked.flows):
            if id(item) not in own and id(item) not in found:
                found[id(item)] = item
                todo.append(item)
    return sorted(found.values(), key=lambda at: (linked.file_of(at), at.node.start))


def outside_inputs(linked: Linked, items: Iterable[WorkflowObject]) -> tuple[Input, ...]:
    """The files of such objects, with their hashes: the plan holds what was read there."""
    paths = dict.fromkeys(item.document.source.path for item in items)
    read = ((path, read_file(path, LARGEST_TEXT)) for path in paths)
    return tuple(Input(linked.shown[path], sha256(data).hexdigest()) for path, data in read if isinstance(data, bytes))
