"""Compile the recorded functions of Argo's expressions into the table that argolint ships.

    python schemas/functions.py FACTS [OUTPUT]

FACTS is a `functions.json` with every function as its library takes it: how many arguments, of which kinds,
what comes out, from which Argo version on. What it does not say stands in `functions.toml` beside this
script. OUTPUT (default: `functions.json` in this folder) is written anew; equal input gives equal bytes.

    builtins   name → editions, oldest first; `since` is the first Argo version of an edition. An edition has
               `forms` (overloads, `int, ...string -> bool`), or `kinds` (the kinds of value each place takes,
               the last place standing for all that follow) with `least`, `most` and `result`, or `predicate`
               (what its body must give) with `pointers`, `result` and the `spelling` of its Go type
    argo       name → editions with one form each; `until` is the last version
    sprig      name → form, or [form, first version]
    removed    names that sprig has and Argo takes away
    methods    type → method → form

A `result` is a type, or says where it comes from: `first` argument, `numbers` among the arguments, `element`
or `elements` of the list, `list` itself, `body` or `bodies` of the predicate, `member`, `sum`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OLDEST = "3.4"
SIGNATURE = re.compile(r"func\((?P<arguments>.*?)\) (?:\((?P<several>.*)\)|(?P<one>.*))")

Json = dict[str, Any]


def form(arguments: list[str], results: list[str], *, variadic: bool = False) -> str:
    """A signature in the table's spelling."""
    parts = list(arguments)
    if variadic:
        parts[-1] = "..." + parts[-1].removeprefix("[]")
    return f"{', '.join(parts)} -> {', '.join(results)}".strip()


def declared(signature: str) -> str:
    """A Go signature such as `func(string) (int, error)` in the table's spelling."""
    match = SIGNATURE.fullmatch(signature)
    if match is None:
        raise SystemExit(f"{signature!r} is no signature")
    results = match["several"] or match["one"]
    return f"{match['arguments']} -> {results}".strip()


def builtin(entry: Json, overlay: Json) -> list[Json]:
    """The editions of a function of the language."""
    name = entry["name"]
    spelling = {"spelling": entry["declared"][0]} if entry["predicate"] else {}
    if name in overlay["editions"]:
        return [{**known, **(spelling if "predicate" in known else {})} for known in overlay["editions"][name]]
    if entry["predicate"]:
        shape = {"predicate": entry["body"], "result": entry["results"][0], **spelling}
        return [edition(since, numbers, shape) for since, numbers in recorded(entry)]
    if "declared" in entry:
        return [{"since": entry["since"], "forms": [declared(text) for text in entry["declared"]]}]
    result = overlay["results"].get(name) or entry["results"][0]
    return [edition(since, numbers, {"kinds": places(numbers), "result": result}) for since, numbers in recorded(entry)]


def recorded(entry: Json) -> list[tuple[str, Json]]:
    """The numbers and kinds of arguments by first version; what is recorded for 3.4 alone comes first."""
    differs = entry.get("differs", {})
    if OLDEST in differs and entry["since"] == OLDEST:
        return [(OLDEST, differs[OLDEST]), ("3.5", entry)]
    return [(entry["since"], entry)]


def edition(since: str, numbers: Json, rest: Json) -> Json:
    """One edition; an open end has no `most`."""
    most = {} if numbers["max"] is None else {"most": numbers["max"]}
    return {"since": since, "least": numbers["min"], **most, **rest}


def places(numbers: Json) -> list[list[str]]:
    """The kinds each place takes, without repeating the last one."""
    kinds: list[list[str]] = numbers["args"]
    if numbers["max"] is None:
        return kinds[:1]
    return kinds


def argo(entries: list[Json]) -> dict[str, list[Json]]:
    """The functions that Argo adds, except the map `sprig`."""
    table: dict[str, list[Json]] = {}
    for entry in entries:
        if entry.get("kind") == "map":
            continue
        old = entry.get("differs", {}).get(OLDEST, {})
        until = {"until": entry["until"]} if "until" in entry else {}
        editions = table.setdefault(entry["name"], [])
        if old:
            editions.append({"since": OLDEST, "form": form(entry["args"], old["results"])})
        since = "3.7" if old else entry["since"]
        editions.append({"since": since, **until, "form": form(entry["args"], entry["results"])})
    return table


def sprig(entries: list[Json]) -> Json:
    """The members of `sprig`."""
    table: Json = {}
    for entry in entries:
        text = form(entry["args"], entry["results"], variadic=entry.get("variadic", False))
        table[entry["name"]] = text if entry["since"] == OLDEST else [text, entry["since"]]
    return table


def main(facts: Path, output: Path) -> None:
    """Write the table."""
    recordings = json.loads(facts.read_text(encoding="utf-8"))
    overlay = tomllib.loads((HERE / "functions.toml").read_text(encoding="utf-8"))
    table = {
        "builtins": {entry["name"]: builtin(entry, overlay) for entry in recordings["expr"]},
        "argo": argo(recordings["argo"]),
        "sprig": sprig(recordings["sprig"]),
        "removed": [entry["name"] for entry in recordings["removed_by_argo"]],
        "methods": overlay["methods"],
    }
    output.write_text(json.dumps(table, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "functions.json")
