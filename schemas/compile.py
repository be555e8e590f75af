"""Compile the published JSON Schemas of Argo Workflows into the compact tables that argolint ships.

    python schemas/compile.py FACTS [OUTPUT]

FACTS is a folder with `argo-X.Y.json` (the schema that Argo publishes for each version) and
`kubernetes-1.35.json` (the OpenAPI definitions of an API server, for widths and choices of Kubernetes types).
What neither says stands in `overlay.toml` beside this script. OUTPUT (default: this folder) gets one
`argo-X.Y.json` a version; the same input gives the same bytes.

A table holds what is reachable from Argo's kinds:

    structs     struct → field → type code, see `overlay.toml`
    elsewhere   struct, or `Struct.field` that holds one → field → first and last version, and a replacement
    required    struct → list of [field, certain]
    limits      struct → field → choice, range or length, and certain
    exclusive   struct → list of [fields, certain]
    deprecated  struct → field → replacement, or null
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSIONS = ("3.4", "3.5", "3.6", "3.7", "4.0", "4.1")
PREFIX = "io.argoproj.workflow.v1alpha1."
LIMITS = ("choice", "range", "length")

Json = dict[str, Any]
Structs = dict[str, dict[str, str]]


def load(path: Path) -> Json:
    """The definitions of one schema file."""
    definitions: Json = json.loads(path.read_text(encoding="utf-8"))["definitions"]
    return definitions


class Reader:
    """Reads one version's definitions into structs, following references."""

    def __init__(self, definitions: Json, overlay: Json, narrow: set[str]) -> None:
        self.definitions = definitions
        self.overlay = overlay
        self.narrow = narrow
        self.structs: Structs = {}
        self.required: dict[str, list[str]] = {}

    def code(self, schema: Json) -> str:
        """The type code of a schema; structs on the way are read too."""
        if "$ref" in schema:
            return self.reference(schema["$ref"].rsplit("/", 1)[1])
        match schema.get("type"):
            case "array":
                return "[" + self.code(schema["items"])
            case "object" if isinstance(schema.get("additionalProperties"), dict):
                return "{" + self.code(schema["additionalProperties"])
            case "string":
                return "B" if schema.get("format") == "byte" else "s"
            case "boolean":
                return "b"
            case "integer":
                return "w" if schema.get("format") == "int32" else "i"
        raise ValueError(f"no code for {schema}")

    def reference(self, full: str) -> str:
        """The type code of a definition."""
        name = self.overlay["renamed"].get(full, full.rsplit(".", 1)[1])
        schema = self.definitions[full]
        if name in self.overlay["types"]:
            return str(self.overlay["types"][name])
        if schema.get("type") != "object":
            return self.code(schema)
        if name not in self.structs:
            self.structs[name] = {}
            self.required[name] = sorted(schema.get("required", ()))
            for field, inner in sorted(schema.get("properties", {}).items()):
                self.structs[name][field] = self.field(name, field, inner)
        return "@" + name

    def field(self, struct: str, field: str, schema: Json) -> str:
        """The type code of a field, with what the overlay says of it."""
        code = str(self.overlay["fields"].get(f"{struct}.{field}") or self.code(schema))
        like = self.overlay["like"].get(struct, struct)
        return "w" if code == "i" and self.narrow & {f"{struct}.{field}", f"{like}.{field}"} else code


def narrow_fields(kubernetes: Json, overlay: Json) -> set[str]:
    """The 32-bit integer fields, as `Struct.field`."""
    narrow = set(overlay["integers"]["narrow"])
    for full, schema in kubernetes.items():
        for field, inner in schema.get("properties", {}).items():
            if inner.get("format") == "int32":
                narrow.add(f"{full.rsplit('.', 1)[1]}.{field}")
    return narrow


def read(version: str, facts: Path, overlay: Json, narrow: set[str]) -> Reader:
    """One version's structs, from Argo's kinds down."""
    reader = Reader(load(facts / f"argo-{version}.json"), overlay, narrow)
    for kind in overlay["kinds"]:
        reader.reference(PREFIX + kind)
    return reader


def elsewhere(version: str, readers: dict[str, Reader], overlay: Json) -> Json:
    """Fields that this version lacks and another has."""
    here = readers[version].structs
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)

    def add(owner: str, name: str, fields: dict[str, str], other: str, known: dict[str, str]) -> None:
        for field in fields:
            if field not in known:
                span = found[owner].setdefault(field, [other, other])
                span[1] = other
                replacement = overlay["replaced"].get(f"{name}.{field}")
                if replacement in known:
                    span[2:] = [replacement]

    for other in VERSIONS:
        for name, fields in readers[other].structs.items():
            if name not in here:
                continue
            add(name, name, fields, other, here[name])
            for field, code in fields.items():
                mine = here[name].get(field, "")
                if mine != code and mine[:1] == code[:1] == "@":
                    add(f"{name}.{field}", code[1:], readers[other].structs[code[1:]], other, here[mine[1:]])
    return found


def required(reader: Reader, overlay: Json) -> Json:
    """What a struct cannot do without, and whether that is certain."""
    skipped, certain = set(overlay["required"]["elsewhere"]), set(overlay["required"]["certain"])
    return {
        struct: kept
        for struct, names in reader.required.items()
        if (kept := [[n, f"{struct}.{n}" in certain] for n in names if f"{struct}.{n}" not in skipped])
    }


def holds(entry: Json, version: str) -> bool:
    """Whether an overlay entry counts for a version."""
    return VERSIONS.index(entry.get("since", VERSIONS[0])) <= VERSIONS.index(version)


def limits(version: str, structs: Structs, kubernetes: Json, overlay: Json) -> Json:
    """Choices, ranges and lengths by struct and field."""
    found: dict[str, Json] = defaultdict(dict)
    for struct, fields in structs.items():
        for field, choices in kubernetes_choices(struct, kubernetes, overlay).items():
            if field in fields:
                found[struct][field] = {"choice": choices, "certain": False}
    for kind in LIMITS:
        for entry in overlay[kind]:
            bounds = entry["values"] if kind == "choice" else [entry.get("least"), entry.get("most")]
            for name in entry["fields"] if holds(entry, version) else ():
                struct, field = name.split(".")
                if field in structs.get(struct, ()):
                    found[struct][field] = {kind: bounds, "certain": entry.get("certain", False)}
                    if entry.get("runs"):
                        found[struct][field]["runs"] = True
    return found


def kubernetes_choices(struct: str, kubernetes: Json, overlay: Json) -> dict[str, list[str]]:
    """The words that fields of a Kubernetes struct take, those of list items too."""
    name = overlay["like"].get(struct, struct)
    schema = kubernetes.get(f"io.k8s.api.core.v1.{name}")
    if schema is None or struct in overlay["choices"]["skip-structs"]:
        return {}
    found = {}
    for field, inner in schema.get("properties", {}).items():
        words = inner.get("enum") or inner.get("items", {}).get("enum")
        if words and f"{name}.{field}" not in overlay["choices"]["skip"]:
            found[field] = [word for word in words if word]
    return found


def exclusive(version: str, structs: Structs, overlay: Json) -> Json:
    """Groups of fields of which only one may stand."""
    found: dict[str, list[Any]] = defaultdict(list)
    for entry in overlay["exclusive"]:
        fields = structs.get(entry["struct"], {})
        named = entry.get("fields") or [f for f in fields if f not in entry.get("except", ())]
        group = sorted(f for f in named if f in fields)
        if holds(entry, version) and len(group) > 1:
            found[entry["struct"]].append([group, entry.get("certain", False)])
    return found


def deprecated(version: str, structs: Structs, overlay: Json) -> Json:
    """Fields that still work and should not be used."""
    found: dict[str, Json] = defaultdict(dict)
    for entry in overlay["deprecated"]:
        for name in entry["fields"] if holds(entry, version) else ():
            struct, field = name.split(".")
            if field in structs[struct]:
                found[struct][field] = entry.get("instead") or overlay["replaced"].get(name)
    return found


def tables(facts: Path) -> dict[str, Json]:
    """The tables of all versions."""
    overlay = tomllib.loads((HERE / "overlay.toml").read_text(encoding="utf-8"))
    kubernetes = load(facts / "kubernetes-1.35.json")
    narrow = narrow_fields(kubernetes, overlay)
    readers = {version: read(version, facts, overlay, narrow) for version in VERSIONS}
    return {
        version: {
            "version": version,
            "kinds": overlay["kinds"],
            "structs": reader.structs,
            "elsewhere": elsewhere(version, readers, overlay),
            "required": required(reader, overlay),
            "limits": limits(version, reader.structs, kubernetes, overlay),
            "exclusive": exclusive(version, reader.structs, overlay),
            "deprecated": deprecated(version, reader.structs, overlay),
        }
        for version, reader in readers.items()
    }


def render(table: Json) -> str:
    """A table as text: one line a section's entry, so that changes read well."""
    lines = []
    for section, content in table.items():
        if isinstance(content, dict):
            rows = ",\n".join(f"{json.dumps(k)}:{dense(content[k])}" for k in sorted(content))
            lines.append(f'"{section}":{{\n{rows}\n}}')
        else:
            lines.append(f'"{section}":{dense(content)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def dense(value: Any) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def main(facts: Path, output: Path) -> None:
    """Write the tables of all versions."""
    for version, table in tables(facts).items():
        (output / f"argo-{version}.json").write_text(render(table), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE)
