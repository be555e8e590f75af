"""The walk agrees, place by place, with a general JSON Schema validator on real and on damaged manifests."""

from __future__ import annotations

import json
import random
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from argolint import resources
from argolint.schema import SUPPORTED, Version
from argolint.schema.places import Places
from argolint.schema.problems import PluginShape, UnknownField, WrongType
from argolint.schema.tables import load
from argolint.schema.walk import check
from argolint.source import SourceFile
from argolint.syntax import decode, parse
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.scalars import ScalarKind, boolean_value, float_value, integer_value, kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from argolint.syntax.nodes import Node

KINDS = ("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow")
PREFIX = "io.argoproj.workflow.v1alpha1."
MUTATIONS = 1500
QUANTITY = r"^(?=[^\n])[+-]?[0-9]*(\.[0-9]*)?([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"
TIMESTAMP = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
NARROW = {"minimum": -(2**31), "maximum": 2**31 - 1}
WIDE = {"minimum": -(2**63), "maximum": 2**63 - 1}
SPECIAL: dict[str, Any] = {
    "Amount": {},
    "FieldsV1": {},
    "Item": {},
    "IntOrString": {"type": ["integer", "string", "null"], **NARROW},
    "Plugin": {"type": ["object", "null"], "minProperties": 1, "maxProperties": 1},
    "Quantity": {"type": ["number", "string", "null"], "pattern": QUANTITY},
    "Time": {"type": ["string", "null"], "pattern": TIMESTAMP},
}
STRANGE: list[Any] = [
    "", "x", "5", "1Gi", "{{x}}", "true", 0, 1, -1, 7.5, 2**31, 2**63, 2**64, 1e30, True, False, None, [], {},
    ["x"], [1], [[]], {"x": 1}, {"name": "x"}, [{"name": 1}], [None], "2026-01-31T12:00:00Z",
]  # fmt: skip

Json = Any
Place = tuple[str | int, ...]


class Closed:
    """The published definitions, closed: no unknown fields, null allowed, integers with their widths."""

    def __init__(self, facts: Path, version: Version) -> None:
        overlay = tomllib.loads(resources.read("schemas", "overlay.toml"))
        self._any = {name for name, code in overlay["fields"].items() if code == "A"}
        self._narrow = set(overlay["integers"]["narrow"]) | set(_narrow(facts))
        self._like = overlay["like"]
        published = json.loads((facts / "schema" / f"argo-{version}.json").read_text(encoding="utf-8"))
        self.definitions = {
            name: SPECIAL.get(name.rsplit(".", 1)[1]) if name.rsplit(".", 1)[1] in SPECIAL else self._closed(name, one)
            for name, one in published["definitions"].items()
            if name.startswith(("io.k8s", PREFIX))
        }

    def validator(self, of_kind: str) -> Draft7Validator:
        return Draft7Validator({"$ref": f"#/definitions/{PREFIX}{of_kind}", "definitions": self.definitions})

    def _closed(self, name: str, schema: Json) -> Json:
        short = name.rsplit(".", 1)[1]
        if schema.get("type") != "object":
            return self._value(schema, short)
        fields = {
            field: self._value(inner, f"{short}.{field}") for field, inner in schema.get("properties", {}).items()
        }
        return {"type": ["object", "null"], "properties": fields, "additionalProperties": False}

    def _value(self, schema: Json, place: str) -> Json:
        if "$ref" in schema:
            return {"$ref": schema["$ref"]}
        if place in self._any:
            return {}
        struct, _, field = place.partition(".")
        what = schema["type"]
        if place == "GitArtifact.depth":
            return {"type": ["integer", "null"], "minimum": 0, "maximum": 2**64 - 1}
        if what == "array":
            items = {} if place == "Parameter.enum" else self._value(schema["items"], f"{place}[]")
            return {"type": ["array", "null"], "items": items}
        if what == "object":
            inner = schema["additionalProperties"]
            return {"type": ["object", "null"], "additionalProperties": self._value(inner, f"{place}{{}}")}
        if what == "integer":
            names = {place, f"{self._like.get(struct, struct)}.{field}"}
            narrow = schema.get("format") == "int32" or names & self._narrow
            return {"type": ["integer", "null"], **(NARROW if narrow else WIDE)}
        return {"type": [what, "null"]}


def _narrow(facts: Path) -> Iterator[str]:
    text = (facts / "schema" / "kubernetes-1.35.json").read_text(encoding="utf-8")
    for name, schema in json.loads(text)["definitions"].items():
        for field, inner in schema.get("properties", {}).items():
            if inner.get("format") == "int32":
                yield f"{name.rsplit('.', 1)[1]}.{field}"


def plain(node: Node) -> Json:
    """A tree as the JSON value that Argo decodes."""
    if isinstance(node, Mapping):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    match kind(node):
        case ScalarKind.STRING:
            return node.text
        case ScalarKind.NULL:
            return None
        case ScalarKind.BOOLEAN:
            return boolean_value(node)
    number = integer_value(node)
    return number if number is not None else float_value(node)


def documents(facts: Path) -> Iterator[tuple[Mapping, str]]:
    """All Argo objects of the corpora that parse."""
    for path in sorted((facts / "corpus").rglob("*.yaml")):
        text = decode(path.read_bytes())
        if not isinstance(text, str):
            continue
        for document in parse(SourceFile(path.name, text)):
            root = document.root
            of_kind = root.get("kind") if isinstance(root, Mapping) else None
            if isinstance(root, Mapping) and isinstance(of_kind, Scalar) and of_kind.text in KINDS:
                yield root, of_kind.text


def walked(root: Mapping, of_kind: str, version: Version) -> set[Place]:
    """Where the walk finds a field or a type that cannot be."""
    tables = load(version)
    struct = tables.kind(of_kind)
    assert struct is not None
    places = Places(root, struct, tables)
    found = set()
    for problem in check(root, of_kind, version):
        if isinstance(problem, UnknownField):
            found.add(places.labels(problem.mapping))
        elif isinstance(problem, WrongType | PluginShape):
            found.add(places.labels(problem.node))
    return found


def validated(validator: Draft7Validator, value: Json) -> set[Place]:
    """Where the validator finds the same."""
    return {tuple(error.absolute_path) for error in validator.iter_errors(value)}


def strange(rng: random.Random) -> Json:
    """A value that fits few fields."""
    return rng.choice(STRANGE)


def damage(value: Json, rng: random.Random) -> Json:
    """A copy with one place changed: a value replaced, a key renamed, or a key added."""
    value = json.loads(json.dumps(value))
    holders = [one for one in _containers(value) if one]
    holder = rng.choice(holders)
    label = rng.choice(list(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
    if holder is value and label == "kind":
        return value
    action = rng.randrange(3) if isinstance(holder, dict) else 0
    if action == 0:
        holder[label] = strange(rng)
    elif action == 1:
        holder[f"{label}s"] = holder.pop(label)
    else:
        holder[rng.choice(["name", "image", "value", "bogus", "args", "template", "when"])] = strange(rng)
    return value


def _containers(value: Json) -> Iterator[Json]:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _containers(inner)


@pytest.mark.conformance
@pytest.mark.parametrize("version", SUPPORTED, ids=str)
def test_both_agree_on_real_manifests(facts: Path, version: Version) -> None:
    closed = Closed(facts, version)
    validators = {of_kind: closed.validator(of_kind) for of_kind in KINDS}
    for root, of_kind in documents(facts):
        value = plain(root)
        assert walked(root, of_kind, version) == validated(validators[of_kind], value), value


@pytest.mark.conformance
def test_both_agree_on_damaged_manifests(facts: Path) -> None:
    version, rng = SUPPORTED[-1], random.Random(20)
    closed = Closed(facts, version)
    validators = {of_kind: closed.validator(of_kind) for of_kind in KINDS}
    pool = [(plain(root), of_kind) for root, of_kind in documents(facts)]
    broken = 0
    for _ in range(MUTATIONS):
        value, of_kind = rng.choice(pool)
        value = damage(value, rng)
        (document,) = parse(SourceFile("damaged.json", json.dumps(value)))
        assert isinstance(document.root, Mapping)
        found = walked(document.root, of_kind, version)
        assert found == validated(validators[of_kind], value), value
        broken += bool(found)
    assert broken > MUTATIONS // 3
