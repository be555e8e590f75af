"""See `rules/invalid-manifest-metadata.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.labels import is_label_key, is_label_value, is_object_name
from argolint.flow.masking import MARK
from argolint.flow.resource_calls import ResourceCall
from argolint.model.build import mapping, text
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.resource_calls import ManifestObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_FREELY_NAMED = ("rbac.authorization.k8s.io/",)
_ANY_LETTER = "x"
_NAME_FORM = "write lower-case letters, digits, `-` and `.`, a letter or digit first and last"
_LABEL_FORM = "write at most 63 letters, digits, `-`, `_` and `.`, a letter or digit first and last"


@rule(on=ResourceCall, group="types", since="0.1")
def invalid_manifest_metadata(call: ResourceCall, cx: Context) -> Findings:
    """The API server takes no object with this name, label or key of an annotation."""
    if not call.writes:
        return
    for at in call.objects:
        for scalar, said, help_ in _faults(at):
            yield finding(at.manifest.place(cx.document.source, scalar.span), said, help=help_)


def _faults(at: ManifestObject) -> Iterator[tuple[Scalar, str, str]]:
    metadata = at.metadata
    if metadata is None or at.api_version is None:
        return
    if not at.api_version.startswith(_FREELY_NAMED):
        for field, more in (("name", ""), ("generateName", _ANY_LETTER)):
            name = text(metadata, field)
            if name is not None and MARK not in name.text and not is_object_name(name.text + more):
                yield name, f"`{name.text}` is no name for an object of Kubernetes", _NAME_FORM
    for scalar in _keys(metadata, "labels", "annotations"):
        if not is_label_key(scalar.text):
            yield scalar, f"`{scalar.text}` is no key for a label or an annotation", _LABEL_FORM
    labels = mapping(metadata, "labels")
    for entry in labels.entries.values() if labels is not None else ():
        held = entry.value
        if isinstance(held, Scalar) and MARK not in held.text and not is_label_value(held.text):
            yield held, f"`{held.text}` is no value for a label", _LABEL_FORM


def _keys(metadata: Mapping, *names: str) -> Iterator[Scalar]:
    for name in names:
        held = mapping(metadata, name)
        for entry in held.entries.values() if held is not None else ():
            if MARK not in entry.key.text:
                yield entry.key
