"""What an Argo CD Application changes about an overlay, as an overlay that builds on it."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, Final

from argolint.project.rendering.applications import OPEN, listed, maps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.project.rendering.applications import Source

_AS_THEY_ARE: Final = ("namePrefix", "nameSuffix", "namespace", "replicas", "patches", "commonAnnotations")
_ABOUT_LABELS: Final = ("commonLabels", "labelWithoutSelector", "forceCommonLabels", "forceCommonAnnotations")
_ABOUT_THE_BUILD: Final = ("version", "kubeVersion", "apiVersions", "commonAnnotationsEnvsubst")
_KNOWN: Final = frozenset({*_AS_THEY_ARE, *_ABOUT_LABELS, *_ABOUT_THE_BUILD, "images"})
_IMAGE: Final = re.compile(r"(?:(?P<name>[^=]+)=)?(?P<new>[^@]+?)(?::(?P<tag>[^:/@]+))?(?:@(?P<digest>.+))?")


def write_changes(source: Source, folder: str, place: str) -> str | None:
    """Write an overlay of `folder` to `place`; what is told is why that cannot be done."""
    table = source.part("kustomize")
    if OPEN in repr(table):
        return "its settings are not known before Argo CD fills them in"
    others = sorted(table.keys() - _KNOWN)
    if others:
        return f"`kustomize.{others[0]}` is not followed here"
    if any("path" in patch for patch in maps(table.get("patches"))):
        return "a patch of it stands in a file"
    base = os.path.relpath(os.path.realpath(folder), os.path.realpath(place))
    text: dict[str, Any] = {"resources": [base], **{name: table[name] for name in _AS_THEY_ARE if name in table}}
    if table.get("images"):
        text["images"] = [_image(source.filled(str(one))) for one in listed(table["images"])]
    if table.get("commonLabels"):
        text["labels"] = [_labels(table)]
    with open(os.path.join(place, "kustomization.yaml"), "w", encoding="utf-8") as file:
        file.write(json.dumps(text, default=str))
    return None


def _labels(table: Mapping[str, Any]) -> dict[str, Any]:
    return {"pairs": table["commonLabels"], "includeSelectors": not table.get("labelWithoutSelector")}


def _image(text: str) -> dict[str, str]:
    """An image as `kustomize edit set image` reads it: NAME=NEW:TAG, NAME:TAG or with a digest."""
    found = _IMAGE.fullmatch(text)
    if found is None:
        return {"name": text}
    keys = {"newName": found["new"], "newTag": found["tag"], "digest": found["digest"]}
    return {"name": found["name"] or found["new"], **{key: value for key, value in keys.items() if value}}
