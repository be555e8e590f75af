"""Where YAML events come from: libyaml, or ruamel.yaml's own parser where the extension is not built."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scanner import Scanner

from argolint.patterns import lazy_pattern

try:
    from _ruamel_yaml import CParser
except ImportError:
    CParser = None

NextEvent: TypeAlias = Callable[[], Any]
Events: TypeAlias = Callable[[str], NextEvent]

_COLON_INSIDE: Final = lazy_pattern(r"(?<=[^\s\"'\[\]{},]):(?=\S)")
_PRIVATE_USE: Final = range(0xE000, 0xF900)


def fast_events(text: str) -> NextEvent:
    """A function that gives the events of a text one by one, from libyaml where it is installed."""
    if CParser is None:
        return pure_events(text)
    next_event: NextEvent = CParser(text).get_event
    return next_event


def pure_events(text: str) -> NextEvent:
    """The same from the parser that is written in Python."""
    next_event: NextEvent = _PureParser(text).get_event
    return next_event


def is_colon_in_flow(error: Exception) -> bool:
    """Whether a parser refused a `:` inside plain text between brackets, which Go's reader allows."""
    return "found unexpected ':'" in (getattr(error, "problem", None) or "")


def events_with_colons(text: str, events: Events) -> NextEvent:
    """The events of a text in which plain text between brackets may hold a `:` (`[http://x]`)."""
    # The parser is given a stand-in of the same width, so that all offsets stay right.
    stand_in = next(chr(code) for code in _PRIVATE_USE if chr(code) not in text)
    next_event = events(_COLON_INSIDE.sub(stand_in, text))

    def restored() -> Any:
        event = next_event()
        if type(event) is ScalarEvent:
            event.value = event.value.replace(stand_in, ":")
        return event

    return restored


class _PureParser(Reader, Scanner, Parser, VersionedResolver):
    """ruamel.yaml's parser set to YAML 1.1, which libyaml reads."""

    def __init__(self, text: str) -> None:
        self.comment_handling = None
        Reader.__init__(self, text, loader=self)
        Scanner.__init__(self, loader=self)
        Parser.__init__(self, loader=self)
        VersionedResolver.__init__(self, version="1.1", loader=self)
