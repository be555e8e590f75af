"""Which rules speak, and how loud: what configuration, tables for files and the command line say, layer upon layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.project.outcome import Layer, Settings
    from argolint.rules.api import Rule

OFF = "off"


class Cause(NamedTuple):
    """What decided about a rule: a setting of a layer (by number), and the word in it that names the rule, if any."""

    layer: int
    setting: str
    word: str = ""


class Voice(NamedTuple):
    """Whether a rule speaks, with which severity, and why; without causes it is as the rule itself has it."""

    speaks: bool
    severity: Severity
    cause: Cause | None = None
    severity_cause: Cause | None = None

    @property
    def named_off(self) -> bool:
        """Whether somebody turned off this rule, or its group, by name."""
        return not self.speaks and self.cause is not None and self.cause.setting in ("ignore", "rules")


def voice(rule: Rule, layers: Iterable[Layer]) -> Voice:
    """What layers make of a rule, the last one that speaks of it winning; within one, a name wins over a group."""
    told = Voice(rule.default, rule.severity)
    for number, layer in enumerate(layers):
        said = _speaks(rule, layer)
        if said is not None:
            told = told._replace(speaks=said[0], cause=Cause(number, *said[1:]))
        word = _word_for_severity(rule, layer)
        if word is not None:
            severity = Severity(dict(layer.severities)[word])
            told = told._replace(severity=severity, severity_cause=Cause(number, "rules", word))
    return told


def _speaks(rule: Rule, layer: Layer) -> tuple[bool, str, str] | None:
    """Whether a layer lets a rule speak, with the setting and the word that say so; None where it says nothing."""
    levels = dict(layer.severities)
    own = (rule.name, *rule.aliases)
    for word in (*own, rule.group):
        if word in layer.ignore:
            return False, "ignore", word
        if word in levels and (word in own or levels[word] == OFF or not layer.select):
            # Beside a list of what speaks, the level of a group is no more than a level.
            return levels[word] != OFF, "rules", word
        if word in layer.select:
            return True, "select", word
        if word in layer.extend_select:
            return True, "extend-select", word
    if layer.select:
        return False, "select", ""
    if layer.profile:
        return rule.default or layer.profile in ("strict", rule.group), "profile", ""
    return None


def _word_for_severity(rule: Rule, layer: Layer) -> str | None:
    levels = dict(layer.severities)
    return next((word for word in (rule.name, *rule.aliases, rule.group) if levels.get(word, OFF) != OFF), None)


def selected(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that speak, each with the severity that it shall have."""
    layers = (*settings.layers, settings.own_layer)
    voices = [(rule, voice(rule, layers)) for rule in rules]
    brought = {name for rule, told in voices if told.speaks for name in rule.brings}
    return tuple(
        rule if told.severity is rule.severity else rule._replace(severity=told.severity)
        for rule, told in voices
        if told.speaks or (rule.name in brought and not told.named_off)
    )
