"""What the objects of a manifest break in the structure of their own kinds, where no tag leaves it open."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from argolint.flow.masking import MARK
from argolint.schema.problems import InvalidChoice, MissingField, UnknownField, WrongType
from argolint.syntax.nodes import PLAIN, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.resource_calls import Manifest, ManifestObject, ResourceCall
    from argolint.schema.problems import StructureProblem
    from argolint.schema.versions import Version

_BY_CONTENT: Final = ("a quantity", "a timestamp", "a text in base64")
_DIRECTIVE: Final = "$"
_KEPT = 256


def manifest_problems(call: ResourceCall, release: Version) -> Iterator[tuple[Manifest, StructureProblem]]:
    """The structural mistakes in what a resource template writes, with the manifest that holds them."""
    if call.manifest is None or not (call.writes or call.action == "patch"):
        return
    if call.action == "patch" and (call.strategy is None or call.flags):
        return
    for at in call.objects:
        for problem in _problems(at.node, at.api_version, at.kind, release):
            if _is_certain(problem, at, call):
                yield at.manifest, problem


@lru_cache(_KEPT)
def _problems(
    node: Mapping, api_version: str | None, kind: str | None, release: Version
) -> tuple[StructureProblem, ...]:
    if api_version is None or kind is None:
        return ()
    from argolint.schema import kubernetes

    found = kubernetes.find(api_version, kind, release)
    return tuple(kubernetes.check(node, found, release)) if found is not None else ()


def _is_certain(problem: StructureProblem, at: ManifestObject, call: ResourceCall) -> bool:
    match problem:
        case UnknownField():
            key = problem.key.text
            return MARK not in key and not (call.action == "patch" and key.startswith(_DIRECTIVE))
        case WrongType():
            return _is_wrong_with_any_value(problem, at.manifest)
        case InvalidChoice():
            return MARK not in problem.scalar.text
        case MissingField():
            return call.action != "patch" and not any(MARK in key for key in problem.mapping.entries)
    return False


def _is_wrong_with_any_value(problem: WrongType, manifest: Manifest) -> bool:
    """A tag in quotes gives a text, whatever its value is; without quotes its value says what it gives."""
    if not manifest.hides(problem.node.span):
        return True
    quoted = isinstance(problem.node, Scalar) and problem.node.style != PLAIN
    return quoted and not problem.expected.startswith(_BY_CONTENT)
