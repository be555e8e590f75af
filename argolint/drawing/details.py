"""What a box tells about the template that it calls, beside its name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from argolint.drawing.model import Fact, Mark
from argolint.model.build import mapping, scalar, text, value
from argolint.model.parts import body_of
from argolint.patterns import lazy_pattern
from argolint.plan.values import Known
from argolint.syntax.data import data_of
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Dict

    from argolint.model import Artifact, Template
    from argolint.plan.values import Scope, Value
    from argolint.syntax.nodes import Node

_KIND: Final = lazy_pattern(r"^kind:[ \t]*[\"']?([\w.-]+)", re.MULTILINE)
_LONGEST: Final = 2_000
"""Characters of one fact; scripts can be longer than anybody reads beside a picture."""
_IMAGES: Final = ("container", "script")
_FIELDS: Final = (
    ("container", ("image", "command", "args", "workingDir")),
    ("script", ("image", "command", "source")),
    ("resource", ("action", "flags", "successCondition", "failureCondition", "manifest")),
    ("http", ("method", "url", "body", "successCondition")),
    ("suspend", ("duration",)),
    ("plugin", ()),
    ("data", ()),
)
_SETTINGS: Final = (
    "timeout", "activeDeadlineSeconds", "parallelism", "failFast", "serviceAccountName", "retryStrategy",
    "synchronization", "memoize", "daemon",
)  # fmt: skip


def inputs_and_outputs(template: Template, inputs: Dict[str, Value]) -> Iterator[Fact]:
    """Each input with its value or the reason why that is not known, and each output with its source."""
    for name, found in inputs.items():
        said = found.text if isinstance(found, Known) else f"({found.why})"
        yield _fact(f"input {name.removeprefix('inputs.parameters.')}", said)
    for artifact in template.inputs.artifacts:
        yield _fact(f"input artifact {_name(artifact)}", artifact.path.text if artifact.path is not None else "")
    for parameter in template.outputs.parameters:
        name = parameter.name.text if parameter.name is not None else ""
        given = parameter.value_from
        yield _fact(f"output {name}", _words(given) if given is not None else _written(parameter.value))
    for artifact in template.outputs.artifacts:
        at = artifact.path or artifact.source or artifact.from_expression
        yield _fact(f"output artifact {_name(artifact)}", at.text if at is not None else "")


def body_facts(template: Template) -> Iterator[Fact]:
    """What stands in the template itself: image and command, action and manifest, address, settings."""
    body = template.body
    if template.type is not None and isinstance(body, Mapping):
        fields = dict(_FIELDS).get(template.type)
        for name in fields or (body.entries if fields is not None else ()):
            yield from _field(body, name)
    for name in _SETTINGS:
        yield from _field(template.node, name)


def body_marks(template: Template, scope: Scope) -> Iterator[Mark]:
    """What a box shows of the template: an image, a kind of resource, an address, a time to wait, tries."""
    words = _body_words(template, scope)
    if words:
        yield Mark("body", words)
    retry = mapping(template.node, "retryStrategy")
    if retry is not None:
        limit = scalar(retry, "limit")
        yield Mark("retry", f"up to {limit.text} retries" if limit is not None else "retries")


def _body_words(template: Template, scope: Scope) -> str:
    if template.type == "suspend":
        body = body_of(template, "suspend")
        duration = text(body, "duration") if body is not None else None
        return f"waits {_shown(duration, scope)}" if duration is not None else "waits to be resumed"
    body = body_of(template, *_IMAGES, "resource", "http", "plugin")
    if body is None:
        return ""
    if template.type == "plugin":
        return next(iter(body.entries), "")
    parts = [_shown(at, scope) for name in ("image", "action", "method", "url") if (at := text(body, name)) is not None]
    manifest = text(body, "manifest")
    kind = _KIND.search(manifest.text) if manifest is not None else None
    return " ".join([*parts, *([kind[1]] if kind else [])])


def container_facts(container: Mapping) -> Iterator[Fact]:
    """What is to be told about one container of a set."""
    for name in ("image", "command", "args", "dependencies"):
        yield from _field(container, name)


def _field(node: Mapping, name: str) -> Iterator[Fact]:
    found = value(node, name)
    if found is not None:
        yield _fact(name, _written(found))


def _shown(found: Scalar, scope: Scope) -> str:
    known = scope.value(found)
    return known.text if isinstance(known, Known) else found.text


def _written(node: Node | None) -> str:
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return json_text(node)
    return _words(node) if isinstance(node, Mapping) else " ".join(_inline(one) for one in data_of(node))


def _words(node: Mapping | Sequence) -> str:
    data = data_of(node)
    if not isinstance(data, dict):
        return _inline(data)
    return ", ".join(f"{name}: {_inline(at)}" for name, at in data.items())


def _inline(data: Any) -> str:
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def _name(artifact: Artifact) -> str:
    return artifact.name.text if artifact.name is not None else ""


def _fact(name: str, said: str) -> Fact:
    return Fact(name, said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …")
