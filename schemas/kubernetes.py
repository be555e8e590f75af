"""Compile the definitions of a Kubernetes API server into the table for the manifests of resource templates.

    python schemas/kubernetes.py FACTS [OUTPUT]

FACTS is a folder with `kubernetes-1.35.json` (OpenAPI 2 definitions) and `kinds-1.35.json` (what discovery
says of each kind). What neither says stands in `kubernetes.toml` beside this script. OUTPUT (default: this
folder) gets one `kubernetes-1.35.json`; the same input gives the same bytes.

The table has the sections of those that `compile.py` makes, with `objects` and `removed` beside them:

    objects     `apiVersion Kind` → [struct, plural, whether it has a namespace, short names]
    removed     `apiVersion Kind` → [last release that has it, apiVersion that took its place, or empty]
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RELEASE = "1.35"

Json = dict[str, Any]


class Reader:
    """Reads definitions into structs, following references."""

    def __init__(self, definitions: Json, overlay: Json) -> None:
        self.definitions = definitions
        self.overlay = overlay
        self.structs: dict[str, dict[str, str]] = {}
        self.choices: dict[str, Json] = {}
        self._uses = Counter(full.rsplit(".", 1)[1] for full in definitions)

    def name(self, full: str) -> str:
        """The short name of a definition, with its group and version where others have the same."""
        *_, group, version, short = full.split(".")
        return (
            short if self._uses[short] == 1 or (group, version) == ("core", "v1") else f"{short} of {group}/{version}"
        )

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
        return "*"

    def reference(self, full: str) -> str:
        """The type code of a definition."""
        schema = self.definitions[full]
        fixed = self.overlay["types"].get(full.rsplit(".", 1)[1])
        if fixed is not None:
            return str(fixed)
        if "properties" not in schema:
            return self.code(schema)
        name = self.name(full)
        if name not in self.structs:
            self.structs[name] = {}
            for field, inner in sorted(schema["properties"].items()):
                self.structs[name][field] = self.code(inner)
                words = [word for word in inner.get("enum", inner.get("items", {}).get("enum", ())) if word]
                if words and f"{name}.{field}" not in self.overlay["choices"]["skip"]:
                    self.choices.setdefault(name, {})[field] = {"choice": words, "certain": True}
        return "@" + name


def table(definitions: Json, kinds: list[Json], overlay: Json) -> Json:
    """The whole table."""
    reader = Reader(definitions, overlay)
    objects = {}
    for full, schema in sorted(definitions.items()):
        for named in schema.get("x-kubernetes-group-version-kind", ()):
            found = kind(named, kinds)
            if found is not None:
                code = reader.reference(full)
                row = [code.removeprefix("@"), found["plural"], found["namespaced"], found["shortNames"]]
                objects[f"{api_version(named)} {named['kind']}"] = row
    for place, words in overlay["words"].items():
        struct, _, field = place.rpartition(".")
        reader.choices.setdefault(struct, {})[field] = {"choice": words, "certain": True}
    return {
        "version": RELEASE,
        "kinds": [],
        "objects": objects,
        "removed": removed(overlay),
        "structs": reader.structs,
        "elsewhere": {},
        "required": {
            struct: [[field, True] for field in fields]
            for struct, fields in overlay["required"].items()
            if fields and struct in reader.structs
        },
        "limits": {struct: content for struct, content in reader.choices.items() if struct in reader.structs},
        "exclusive": {},
        "deprecated": {},
    }


def kind(named: Json, kinds: list[Json]) -> Json | None:
    """What discovery says of a kind; nothing for the lists and options that are no kinds of their own."""
    wanted = (named["group"], named["version"], named["kind"])
    return next((at for at in kinds if (at["group"], at["version"], at["kind"]) == wanted), None)


def api_version(named: Json) -> str:
    """The `apiVersion` of a kind."""
    return f"{named['group']}/{named['version']}" if named["group"] else str(named["version"])


def removed(overlay: Json) -> Json:
    """The versions of kinds that are gone."""
    return {
        f"{version} {name}": [entry["until"], instead]
        for entry in overlay["removed"]
        for version in entry["versions"]
        for name, instead in entry["kinds"].items()
    }


def render(content: Json) -> str:
    """A table as text: one line a section's entry, so that changes read well."""
    lines = []
    for section, rows in content.items():
        if isinstance(rows, dict) and rows:
            listed = ",\n".join(f"{json.dumps(key)}:{dense(rows[key])}" for key in sorted(rows))
            lines.append(f'"{section}":{{\n{listed}\n}}')
        else:
            lines.append(f'"{section}":{dense(rows)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def dense(value: Any) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def main(facts: Path, output: Path) -> None:
    """Write the table."""
    definitions = json.loads((facts / f"kubernetes-{RELEASE}.json").read_text(encoding="utf-8"))["definitions"]
    kinds = json.loads((facts / f"kinds-{RELEASE}.json").read_text(encoding="utf-8"))["kinds"]
    overlay = tomllib.loads((HERE / "kubernetes.toml").read_text(encoding="utf-8"))
    content = table(definitions, kinds, overlay)
    (output / f"kubernetes-{RELEASE}.json").write_text(render(content), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE)
