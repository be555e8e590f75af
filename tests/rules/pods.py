"""What is found in small manifests of pods, leaving out what is merely unused in them."""

from __future__ import annotations

from argolint.rules.registry import find_rule
from tests.rules.support import diagnostics


def told(text: str, version: str = "4.1") -> list[str]:
    """The rules that speak about a manifest, one entry a finding."""
    found = [one.rule for one in diagnostics(text, version)]
    return [name for name in found if (rule := find_rule(name)) is None or rule.group != "unused"]
