"""Selectors of nodes: which nodes each means, as Kubernetes reads selectors of fields."""

from __future__ import annotations

from typing import Any

import pytest

from argolint.cli.selectors import selector
from argolint.project.errors import UsageError

PARAMETERS = [{"name": "to", "value": "a,b"}, {"name": "of.it", "value": 1}]
NODES: dict[str, dict[str, Any]] = {
    "a": {"displayName": "a", "phase": "Failed", "templateName": "say"},
    "b": {"displayName": "each(0:x,y=1)", "phase": "Succeeded", "templateRef": {"name": "lib", "template": "say"}},
    "c": {
        "displayName": "c",
        "inputs": {"parameters": [{"name": "to", "value": "a,b"}, {"name": "of.it", "value": 1}]},
    },
}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("displayName=a", "a"),
        ("displayName==a", "a"),
        ("displayName!=a", "bc"),
        ("phase!=Failed,phase!=Succeeded", "c"),
        (" displayName=a , phase=Failed ", "a"),
        ("displayName=a,phase=Succeeded", ""),
        (r"displayName=each(0:x\,y\=1)", "b"),
        (r"displayName=each(0:x\,y=1)", "b"),
        ("templateName=say", "ab"),
        ("templateRef.template=say", "b"),
        ("templateRef.name=lib", "b"),
        (r"inputs.parameters.to.value=a\,b", "c"),
        ("inputs.parameters.of.it.value=1", "c"),
        ("inputs.parameters.to.value=", "ab"),
        ("phase=", "c"),
    ],
)
def test_what_a_selector_means(text: str, meant: str) -> None:
    wanted = selector(text)
    assert "".join(name for name, node in NODES.items() if wanted(node)) == meant


@pytest.mark.parametrize(
    "text", ["", ",", "a", "nane=a", "displayName", "!=a", "inputs.parameters.a=1", "displayName in (a)"]
)
def test_what_selects_nothing(text: str) -> None:
    with pytest.raises(UsageError):
        selector(text)
