"""Pod spec patches: read as Argo reads them, with tags masked, and held against the fields of a pod."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import OPEN
from argolint.flow.filling import Filled, filled
from argolint.flow.masking import MARK, masked
from argolint.flow.merging import DIRECTIVE
from argolint.model import Template
from argolint.model.build import mapping, text
from argolint.schema.problems import InvalidChoice, OutOfRange, UnknownField, WrongType
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.json_text import read_json
from argolint.syntax.nodes import PLAIN, Mapping, Scalar
from argolint.syntax.places import locate
from argolint.syntax.problems import BadAlias, BadKey, BrokenYaml
from argolint.syntax.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import WorkflowObject
    from argolint.schema.problems import StructureProblem
    from argolint.schema.versions import Version
    from argolint.source import Span
    from argolint.syntax.nodes import Node

FIELD: Final = "podSpecPatch"

_JSON_START: Final = "{"
_STANDS_FOR_TAGS: Final = ("1", " ")
_BY_CONTENT: Final = ("a quantity", "a timestamp", "a text in base64")
_KEPT: Final = 256


class Fault(NamedTuple):
    """Why a patch cannot be read, and where in its text."""

    start: int
    end: int
    reason: str
    help: str


class Patch(NamedTuple):
    """A patch as a tree, or the fault that keeps it from being one; neither where tags leave it open."""

    scalar: Scalar
    masked: str
    root: Mapping | None
    fault: Fault | None
    filled: Filled

    def place(self, source: SourceFile, span: Span) -> Span:
        """Where a place of the patch stands in the file around it."""
        before = self.filled.before(span)
        return locate(source, self.scalar, before.start, before.end)

    def hides(self, span: Span) -> bool:
        """Whether a tag gives anything of a place."""
        return MARK in self.masked[span.start : span.end]


def patches_of(subject: WorkflowObject | Template) -> Iterator[Scalar]:
    """The patches for any pods of a template, or of an object; the one for the collector of artifacts too."""
    yield from work_patches(subject)
    spec = None if isinstance(subject, Template) else subject.spec
    collector = mapping(spec, "artifactGC") if spec is not None else None
    if collector is not None and (patch := text(collector, FIELD)) is not None:
        yield patch


def work_patches(subject: WorkflowObject | Template) -> Iterator[Scalar]:
    """The patches for the pods of a template, or of all templates of an object."""
    holders: tuple[Mapping | None, ...] = (subject.node,)
    if not isinstance(subject, Template):
        spec = subject.spec
        holders = (spec, mapping(spec, "templateDefaults") if spec is not None else None)
    for holder in holders:
        if holder is not None and FIELD in holder.entries and (patch := text(holder, FIELD)) is not None:
            yield patch


@lru_cache(_KEPT)
def read_patch(scalar: Scalar) -> Patch:
    """The patch that a scalar holds, whatever its tags may come to."""
    return _patch(scalar, Filled(scalar.text))


def filled_patch(scalar: Scalar, template: Template | None, flow: ObjectFlow) -> Patch:
    """The patch that a scalar holds once all is put in that is known of its tags, as for pods of a template."""
    known = filled(scalar.text, template, flow) if OPEN in scalar.text else None
    return _patch(scalar, known) if known is not None and known.changes else read_patch(scalar)


def _patch(scalar: Scalar, text: Filled) -> Patch:
    hidden = masked(text.text)
    if hidden.strip().startswith(MARK):
        return Patch(scalar, hidden, None, None, text)
    readings = [_read(hidden.replace(MARK, sign)) for sign in _STANDS_FOR_TAGS if sign == "1" or MARK in hidden]
    fault = readings[0] if all(isinstance(reading, Fault) for reading in readings) else None
    root = readings[0]
    return Patch(
        scalar,
        hidden,
        root if isinstance(root, Mapping) else None,
        fault if isinstance(fault, Fault) else None,
        text,
    )


def _read(shown: str) -> Mapping | Fault | None:
    """What a text without tags holds; nothing where it is empty."""
    start = len(shown) - len(shown.lstrip())
    if shown.startswith(_JSON_START, start):
        try:
            found = read_json(shown)
        except Stop:
            return None
        return _map(found[0], shown) if found is not None else _json_fault(shown, start)
    documents = parse(SourceFile("", shown))
    if not documents:
        return None
    for problem in documents[0].problems:
        if isinstance(problem, BrokenYaml | BadAlias):
            return Fault(
                problem.span.start,
                problem.span.end,
                problem.reason,
                problem.hint or "write it as YAML or JSON",
            )
        if isinstance(problem, BadKey):
            return Fault(
                problem.span.start,
                problem.span.end,
                f"{problem.what} cannot be a key",
                "write a text as the key",
            )
    root = documents[0].root
    return _map(root, shown) if root is not None else None


def _map(root: Node, shown: str) -> Mapping | Fault:
    if isinstance(root, Mapping):
        return root
    what = "a text" if isinstance(root, Scalar) else "a list"
    return Fault(root.start, min(root.end, len(shown)), f"it is {what}, not a map", "write the fields of a pod's spec")


def _json_fault(shown: str, start: int) -> Fault:
    import json  # few manifests hold a broken patch

    at = start
    try:
        json.loads(shown)
    except json.JSONDecodeError as error:
        at = min(error.pos, len(shown.rstrip()) - 1)
    except (ValueError, RecursionError):
        pass
    documents = parse(SourceFile("", shown))
    is_yaml = bool(documents) and isinstance(documents[0].root, Mapping)
    hint = "what begins with `{` is read as JSON, where every key is quoted and has a value"
    reason = "it is YAML that begins as JSON does" if is_yaml else "it is no JSON"
    return Fault(at, at + 1, reason, hint)


@lru_cache(_KEPT)
def patch_problems(patch: Patch, release: Version) -> tuple[StructureProblem, ...]:
    """What a patch breaks in the structure of a pod's spec, where no tag leaves it open."""
    if patch.root is None:
        return ()
    from argolint.schema import kubernetes  # a large table, read only for the few manifests that need it

    found = kubernetes.check_part(patch.root, "PodSpec", release)
    return tuple(problem for problem in found if _is_certain(problem, patch))


def _is_read_anyway(problem: UnknownField) -> bool:
    """Go reads the names of fields in any case, and the patch is merged before it is read."""
    return problem.nearest is not None and problem.nearest.lower() == problem.key.text.lower()


def _is_certain(problem: StructureProblem, patch: Patch) -> bool:
    match problem:
        case UnknownField():
            key = problem.key
            return not (key.text.startswith(DIRECTIVE) or patch.hides(key.span) or _is_read_anyway(problem))
        case WrongType():
            node = problem.node
            if not patch.hides(node.span):
                return True
            quoted = isinstance(node, Scalar) and node.style != PLAIN
            return quoted and not problem.expected.startswith(_BY_CONTENT)
        case InvalidChoice() | OutOfRange():
            return problem.certain and not patch.hides(problem.scalar.span)
    return False
