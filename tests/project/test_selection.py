"""Which rules speak: layer upon layer, and a name before a group."""

from __future__ import annotations

import pytest

from argolint.diagnostic import Severity
from argolint.project.outcome import Layer, Settings
from argolint.project.selection import selected
from argolint.rules.registry import all_rules

DEFAULT = {rule.name for rule in all_rules() if rule.default}
PLAIN = Settings()
SECURITY = {rule.name for rule in all_rules() if rule.group == "security"}


def speaking(*layers: Layer, settings: Settings = PLAIN) -> dict[str, Severity]:
    return {rule.name: rule.severity for rule in selected(all_rules(), settings._replace(layers=layers))}


def test_without_a_word_the_default_rules_speak() -> None:
    assert set(speaking()) == DEFAULT


def test_profiles_add_rules() -> None:
    assert set(speaking(Layer(profile="security"))) == DEFAULT | SECURITY
    assert set(speaking(Layer(profile="strict"))) == {rule.name for rule in all_rules()}
    assert set(speaking(Layer(profile="strict"), settings=Settings(profile="default"))) == DEFAULT


@pytest.mark.parametrize(
    ("layer", "speaks"),
    [
        (Layer(ignore=("style",)), False),
        (Layer(ignore=("style",), severities=(("image-latest", "error"),)), True),
        (Layer(select=("names",)), False),
        (Layer(select=("names",), extend_select=("style",)), True),
        (Layer(select=("style",), ignore=("image-latest",)), False),
        (Layer(severities=(("style", "off"),)), False),
        (Layer(severities=(("style", "off"), ("image-latest", "info"))), True),
        (Layer(severities=(("image-latest", "off"), ("style", "error"))), False),
    ],
)
def test_a_name_wins_over_its_group(layer: Layer, speaks: bool) -> None:
    group = next(rule.group for rule in all_rules() if rule.name == "image-latest")
    named = Layer(*[_renamed(part, group) for part in layer])
    assert ("image-latest" in speaking(named)) == speaks


def _renamed(part: object, group: str) -> object:
    if not isinstance(part, tuple):
        return part
    return tuple(
        (group if item[0] == "style" else item[0], item[1])
        if isinstance(item, tuple)
        else group
        if item == "style"
        else item
        for item in part
    )


def test_the_last_layer_wins() -> None:
    off, loud = Layer(severities=(("dag-cycle", "off"),)), Layer(severities=(("dag-cycle", "info"),))
    assert "dag-cycle" not in speaking(loud, off)
    assert speaking(off, loud)["dag-cycle"] is Severity.INFO
    assert speaking(off, settings=Settings(select=("graph",)))["dag-cycle"] is Severity.ERROR
    assert set(speaking(off, loud, settings=Settings(ignore=("dag-cycle",)))) == DEFAULT - {"dag-cycle"}


def test_what_has_a_level_speaks() -> None:
    woken = speaking(Layer(severities=(("run-as-root", "warning"),)))
    assert (set(woken), woken["run-as-root"]) == (DEFAULT | {"run-as-root"}, Severity.WARNING)
    woken = speaking(Layer(severities=(("security", "error"),)))
    assert set(woken) == DEFAULT | SECURITY
    assert {woken[name] for name in SECURITY} == {Severity.ERROR}
    quiet = speaking(Layer(severities=(("security", "error"), ("run-as-root", "off"))))
    assert set(quiet) == DEFAULT | SECURITY - {"run-as-root"}
    assert set(speaking(Layer(severities=(("security", "error"),), ignore=("security",)))) == DEFAULT - SECURITY


def test_beside_a_list_the_level_of_a_group_is_no_more_than_a_level() -> None:
    layer = Layer(select=("names", "host-path"), severities=(("security", "error"),))
    names = {rule.name for rule in all_rules() if rule.group == "names"}
    assert set(speaking(layer)) == names | {"host-path"}
    assert speaking(layer)["host-path"] is Severity.ERROR
    assert "run-as-root" not in speaking(layer._replace(select=()), settings=Settings(select=("names",)))


def test_former_names_count() -> None:
    assert "run-as-root" in speaking(Layer(extend_select=("run-as-non-root",)))


def test_rules_that_others_bring_can_be_turned_off() -> None:
    assert "missing-script-tool" in speaking(Layer(extend_select=("shell-mistake",)))
    assert "missing-script-tool" not in speaking(
        Layer(extend_select=("shell-mistake",), ignore=("missing-script-tool",))
    )
