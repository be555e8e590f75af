"""Compile what older releases of Kubernetes lack, or still have, against the table of the newest.

    python schemas/kubernetes_releases.py CLIENTS [OUTPUT]

CLIENTS is a folder with the official Python client of each release, as `1.29/kubernetes/client/…`: its models tell the
fields, its calls the resources. The oldest only shows what was new in the next. OUTPUT (default: this folder) gets one
`kubernetes-releases.json`; the same input gives the same bytes. Run it after `kubernetes.py`.

    releases    the releases, oldest first
    objects     `apiVersion Kind` → first release that has it, where that is not the oldest
    fields      struct → field → first release that has it, where that is not the oldest
    gone        struct → field → [first release that has it, last release that has it]
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_CALL = re.compile(r"'(/(?:api|apis)/[^']*)', '(?:GET|POST)'")
_CLASS = re.compile(r"(?:[A-Z][a-z]+)?V\d+(?:(?:alpha|beta)\d+)?(?P<short>[A-Z].*)")

Json = dict[str, Any]


def models(client: Path) -> dict[str, set[str]]:
    """The fields of each model of a client."""
    found: dict[str, set[str]] = {}
    for path in sorted((client / "kubernetes/client/models").glob("v*.py")) + sorted(
        (client / "kubernetes/client/models").glob("[a-u]*_v*.py")
    ):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = _fields(node)
    return found


def _fields(model: ast.ClassDef) -> set[str]:
    for node in model.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "attribute_map":
            return set(ast.literal_eval(node.value).values())
    return set()


def resources(client: Path) -> set[str]:
    """Each `apiVersion plural` that a client has calls for."""
    found = set()
    for path in (client / "kubernetes/client/api").glob("*_api.py"):
        for call in _CALL.findall(path.read_text(encoding="utf-8")):
            root, *parts = call.strip("/").split("/")
            deep = 1 if root == "api" else 2
            version, parts = "/".join(parts[:deep]), parts[deep:]
            if parts[:1] == ["namespaces"] and len(parts) > 2:
                parts = parts[2:]
            if len(parts) == 1 or (len(parts) == 2 and parts[1].startswith("{")):
                found.add(f"{version} {parts[0]}")
    return found


def model_of(struct: str, fields: set[str], newest: dict[str, set[str]]) -> str | None:
    """The model that a struct of the table is, where one alone has its name and its fields."""
    short = struct.partition(" of ")[0]
    version = struct.rpartition("/")[2].capitalize() if " of " in struct else "V1"
    named = [
        name
        for name, own in newest.items()
        if (match := _CLASS.fullmatch(name)) and match["short"] == short and own == fields
    ]
    exact = [name for name in named if f"{version}{short}" in name] or named
    return exact[0] if len(exact) == 1 else None


def compile_table(clients: dict[str, Path], table: Json) -> Json:
    """The whole table."""
    releases = list(clients)
    oldest, newest = releases[0], releases[-1]
    fields_of = {release: models(clients[release]) for release in releases}
    calls_of = {release: resources(clients[release]) for release in releases}
    objects = {}
    for key, (_, plural, *_rest) in table["objects"].items():
        call = f"{key.split(' ')[0]} {plural}"
        since = next((release for release in releases if call in calls_of[release]), None)
        if since not in (oldest, None):
            objects[key] = since
    fields: Json = {}
    gone: Json = {}
    for struct, content in table["structs"].items():
        model = model_of(struct, set(content), fields_of[newest])
        if model is None:
            continue
        having = {release: fields_of[release][model] for release in releases if model in fields_of[release]}
        if oldest in having:
            late = {field: first(field, having) for field in content if field not in having[oldest]}
            if late:
                fields[struct] = late
        lost = set().union(*having.values()) - set(content)
        if lost:
            gone[struct] = {field: [first(field, having), last(field, having)] for field in sorted(lost)}
    return {"releases": releases[1:], "objects": objects, "fields": fields, "gone": gone}


def first(field: str, having: dict[str, set[str]]) -> str:
    """The first release that has a field."""
    return next(release for release, fields in having.items() if field in fields)


def last(field: str, having: dict[str, set[str]]) -> str:
    """The last release that has a field."""
    return next(release for release, fields in reversed(having.items()) if field in fields)


def main(clients: Path, output: Path) -> None:
    """Write the table."""
    found = sorted(clients.iterdir(), key=lambda path: int(path.name.rpartition(".")[2]))
    table = json.loads((HERE / f"kubernetes-{found[-1].name}.json").read_text(encoding="utf-8"))
    content = compile_table({path.name: path for path in found}, table)
    text = json.dumps(content, indent=1, sort_keys=True)
    (output / "kubernetes-releases.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE)
