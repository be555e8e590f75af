"""The least that any reader of these files must do: read them, and have libyaml produce their events.

`floor.py LIST` takes a file with one path a line and prints the seconds that the loop alone took. The garbage
collector is off, so that the figure is the lowest that can be had.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from _ruamel_yaml import CParser
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import StreamEndEvent


def main() -> None:
    paths = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    gc.disable()
    start = time.perf_counter()
    for path in paths:
        produce_events(Path(path).read_text(encoding="utf-8"))
    print(time.perf_counter() - start)


def produce_events(text: str) -> None:
    """Ask for events until the stream ends, or breaks off at a syntax error."""
    try:
        parser = CParser(text)
        while type(parser.get_event()) is not StreamEndEvent:
            pass
    except YAMLError:
        return


if __name__ == "__main__":
    main()
