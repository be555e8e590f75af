"""What holds for one file, setting by setting and rule by rule, and where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.project.configuration.effective import joined, layer_of, settings_of
from argolint.project.configuration.keys import ADDING, KEYS, PER_FILE, RULES
from argolint.project.outcome import Layer
from argolint.project.selection import OFF, Cause, voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argolint.project.configuration.effective import Configurations, Part
    from argolint.project.configuration.files import Place
    from argolint.project.selection import Voice


class Line(NamedTuple):
    """A setting or a rule, its value, and the places that gave it; without a place it is the default."""

    name: str
    value: Any
    origins: tuple[Place | str, ...]


class Explanation(NamedTuple):
    """All settings of a file, and the rules that are not as they are by default."""

    file: str
    configuration: str | None
    settings: tuple[Line, ...]
    rules: tuple[Line, ...]


def explain(configurations: Configurations, path: str) -> Explanation:
    """What holds for a file."""
    parts = configurations.parts(path)
    return Explanation(path, configurations.file(path), tuple(_settings(parts)), tuple(_rules(parts)))


def _settings(parts: Sequence[Part]) -> Iterator[Line]:
    effective = settings_of(parts)
    versions = [str(at) for at in (effective.argo_version, *effective.other_versions)]
    shown = {
        "argo-version": versions[0] if len(versions) == 1 else versions,
        "kubernetes-version": str(effective.kubernetes_version),
        "baseline": effective.baseline,
        "workflow-defaults": effective.workflow_defaults.path if effective.workflow_defaults is not None else None,
    }
    for name in KEYS:
        if name in (RULES, PER_FILE):
            continue
        givers = [part for part in parts if name in part.table]
        origins = tuple(part.origin(name) for part in (givers if name in ADDING else givers[-1:]))
        value = shown[name] if name in shown else joined(name, parts)
        yield Line(name, list(value) if isinstance(value, tuple) else value, origins)


def _rules(parts: Sequence[Part]) -> Iterator[Line]:
    from argolint.rules.registry import all_rules

    spoken = [(part, layer) for part in parts if (layer := layer_of(part.table)) != Layer()]
    for rule in all_rules():
        told = voice(rule, [layer for _, layer in spoken])
        louder = told.speaks and told.severity is not rule.severity
        if (told.speaks == rule.default and not louder) or _only_left_out(told):
            continue
        causes = [told.cause if told.speaks != rule.default else None, told.severity_cause if louder else None]
        places = [_place(cause, spoken) for cause in causes if cause is not None]
        yield Line(rule.name, str(told.severity) if told.speaks else OFF, tuple(dict.fromkeys(places)))


def _only_left_out(told: Voice) -> bool:
    """Whether a rule is quiet because a list does not name it, as is true of all others, too."""
    return not told.speaks and told.cause is not None and not told.cause.word


def _place(cause: Cause, spoken: Sequence[tuple[Part, Layer]]) -> Place | str:
    return spoken[cause.layer][0].origin(cause.setting, cause.word)
