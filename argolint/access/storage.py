"""What the executor needs to fetch and store artifacts; nearly all of it is mounted by the kubelet instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.access.needs import Need
from argolint.access.requests import Asked
from argolint.access.resources import Resource
from argolint.expressions.tags import is_known
from argolint.model.build import mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Template

_CONFIG_MAPS: Final = Resource("", "configmaps", namespaced=True, sure=True, built_in=True)
_ACTION: Final = "reads the Kerberos configuration of an HDFS artifact"


def storage_asks(template: Template) -> Iterator[Asked]:
    """The ConfigMaps with the Kerberos configuration of HDFS, which the executor reads itself."""
    for artifact in (*template.inputs.artifacts, *template.outputs.artifacts):
        hdfs = mapping(artifact.node, "hdfs")
        ref = mapping(hdfs, "krbConfigConfigMap") if hdfs is not None else None
        name = text(ref, "name") if ref is not None else None
        if name is not None:
            named = name.text if is_known(name.text) else None
            yield Asked(name.start, _ACTION, Need(("get",), _CONFIG_MAPS, "", named))
