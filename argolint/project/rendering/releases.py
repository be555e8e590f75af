"""What Argo CD tells Helm of a chart: values, parameters, and the flags beside them."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.project.rendering.applications import OPEN, listed, maps
from argolint.project.rendering.programs import PLAIN, Release
from argolint.project.rendering.repository import is_below, is_here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.project.rendering.applications import Source

_NAME: Final = re.compile(r"[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?")
_SWITCHES: Final = {"skipTests": "--skip-tests", "skipSchemaValidation": "--skip-schema-validation"}


class Told(NamedTuple):
    """A release, and the files with its values, the last one winning."""

    release: Release
    values: tuple[str, ...]


def release_of(source: Source, folder: str, root: str, place: str) -> Told | str:
    """What Helm is told, or why that is not known; values that the Application itself holds are written to `place`."""
    table = source.part("helm")
    if OPEN in repr(table):
        return "its values are not known before Argo CD fills them in"
    values: list[str] = []
    for name in map(str, listed(table.get("valueFiles"))):
        path = _path(name, source, folder, root)
        if path is None:
            return f"its values in `{name}` are not in this repository"
        if os.path.isfile(path) or not table.get("ignoreMissingValueFiles"):
            values.append(path)
    own = table.get("valuesObject") or table.get("values")
    if own:
        values.append(os.path.join(place, "values.yaml"))
        with open(values[-1], "w", encoding="utf-8") as file:
            file.write(own if isinstance(own, str) else json.dumps(own, default=str))
    files: list[str] = []
    for one in maps(table.get("fileParameters")):
        path = _path(str(one.get("path", "")), source, folder, root)
        if path is None:
            return f"`{one.get('path')}` is not in this repository"
        files += ["--set-file", f"{one.get('name', '')}={os.path.abspath(path)}"]
    name = str(table.get("releaseName") or source.application)
    # A name that is none would be taken for a flag.
    name = name if _NAME.fullmatch(name) else PLAIN.name
    return Told(Release(name, (*_flags(table, source), *_parameters(table, source), *files)), tuple(values))


def _path(name: str, source: Source, folder: str, root: str) -> str | None:
    """Where a file that Helm is given stands; None if that is not in this repository."""
    reference, _, rest = name.partition("/")
    if "://" in name:
        return None
    if reference.startswith("$") and reference[1:] in source.others:
        path = os.path.join(root, rest) if is_here(source.others[reference[1:]], root) else None
    else:
        name = source.filled(name)
        path = os.path.join(root, name.lstrip("/")) if name.startswith("/") else os.path.join(folder, name)
    return path if path is not None and is_below(path, root) else None


def _flags(table: Mapping[str, Any], source: Source) -> list[str]:
    flags: list[str] = [] if table.get("skipCrds") else list(PLAIN.flags)
    namespace = str(table.get("namespace") or source.namespace)
    if namespace and OPEN not in namespace:
        flags += ["--namespace", namespace]
    if table.get("kubeVersion"):
        flags += ["--kube-version", str(table["kubeVersion"])]
    for version in listed(table.get("apiVersions")):
        flags += ["--api-versions", str(version)]
    return [*flags, *(flag for name, flag in _SWITCHES.items() if table.get(name))]


def _parameters(table: Mapping[str, Any], source: Source) -> list[str]:
    flags: list[str] = []
    for one in maps(table.get("parameters")):
        value = source.filled(_word(one.get("value")))
        if not (value.startswith("{") and value.endswith("}")):
            # Outside of a list, a comma would begin the next parameter.
            value = re.sub(r"(?<!\\),", r"\\,", value)
        flags += ["--set-string" if one.get("forceString") else "--set", f"{one.get('name', '')}={value}"]
    return flags


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
