"""Another name for a symbol everywhere, or the reason why that is not safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.depends import UNUSABLE_NAMES
from argolint.expressions.labels import is_object_name
from argolint.ide.navigation import at
from argolint.ide.symbols import MANY_DECLARATIONS, Form, Occurrence, Role, SymbolKind
from argolint.ide.writing import renamed
from argolint.kubernetes.names import is_dns_label
from argolint.model import Kind
from argolint.patterns import lazy_pattern
from argolint.project.files import load_source
from argolint.rules import name_too_long
from argolint.source import SourceFile
from argolint.syntax.problems import BrokenYaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.diagnostic import Edit
    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Opening, Symbol
    from argolint.source import Span

_FIELD = lazy_pattern(r"[a-zA-Z0-9][-a-zA-Z0-9]{0,127}")
_WORD = lazy_pattern(r"[-a-zA-Z0-9_]+")


class Renaming(NamedTuple):
    """What would be renamed: the characters of the name at hand."""

    source: SourceFile
    span: Span
    name: str


class Refusal(NamedTuple):
    """Why nothing is renamed, in one sentence."""

    reason: str


def prepare_rename(snapshot: Snapshot, path: str, offset: int) -> Renaming | Refusal:
    """The name at a place, if it can be renamed at all."""
    here = at(snapshot, path, offset)
    if not here:
        return Refusal("there is no name here that argolint knows")
    symbol = here[0].symbol
    bound = _bound(snapshot, symbol)
    refusal = next(_obstacles(snapshot, bound), None)
    if refusal is not None:
        return refusal
    return Renaming(here[0].source, here[0].span, symbol.name)


def rename(snapshot: Snapshot, path: str, offset: int, name: str) -> tuple[Edit, ...] | Refusal:
    """The edits, in the order of files and places, after which all that meant the old name means the new one."""
    prepared = prepare_rename(snapshot, path, offset)
    if isinstance(prepared, Refusal):
        return prepared
    if name == prepared.name:
        return ()
    bound = _bound(snapshot, at(snapshot, path, offset)[0].symbol)
    refusal = next((found for symbol in bound if (found := _unfit(symbol, name, snapshot)) is not None), None)
    if refusal is not None:
        return refusal
    edits = _edits(snapshot, bound, name)
    return _changed_meaning(snapshot, edits, name) or edits


def _bound(snapshot: Snapshot, symbol: Symbol) -> tuple[Symbol, ...]:
    """All symbols that have to keep one name: those that share a place in the text, and those of one run."""
    found = {symbol: None}
    queue = [symbol]
    while queue:
        one = queue.pop()
        others = [*snapshot.counterparts(one)]
        for occurrence in snapshot.occurrences(one):
            others += (other.symbol for other in at(snapshot, occurrence.file, occurrence.span.start))
        for other in others:
            if other not in found:
                found[other] = None
                queue.append(other)
    return tuple(found)


def _obstacles(snapshot: Snapshot, bound: tuple[Symbol, ...]) -> Iterator[Refusal]:
    if not any(snapshot.declarations(symbol) for symbol in bound):
        yield Refusal(f"{bound[0].title} is not declared in the files of this workspace")
    for symbol in bound:
        declarations = snapshot.declarations(symbol)
        if len(declarations) > 1 and symbol.kind not in MANY_DECLARATIONS:
            yield Refusal(f"{symbol.title} is declared more than once, also at {_place(declarations[1])}")
        if symbol.kind is SymbolKind.CONTAINER and symbol.name in _OWN_CONTAINERS:
            yield Refusal(f"Argo gives the name `{symbol.name}` a meaning of its own")
        for occurrence in snapshot.occurrences(symbol):
            if not snapshot.owns(occurrence.file):
                yield Refusal(f"{symbol.title} stands in {occurrence.file}, which another program makes")
            if occurrence.form is Form.FILLED:
                yield Refusal(f"at {_place(occurrence)} a tag or an escape makes the name of {symbol.title}")
        unread = _unread(snapshot, symbol)
        if unread is not None:
            yield Refusal(f"{unread} cannot be read as YAML just now, and may hold {symbol.title}")
    for opening in snapshot.openings():
        meant = next((symbol for symbol in bound if opening.may_mean(symbol)), None)
        if meant is not None:
            yield Refusal(f"what stands at {_place(opening)} may mean {meant.title} without naming it")


def _unread(snapshot: Snapshot, symbol: Symbol) -> str | None:
    """The file of a broken document that may refer to a symbol: it has its name, and that of its library object."""
    library = "" if "@" in symbol.scope[1] else symbol.scope[1].rpartition("/")[2]
    for path, file in snapshot.files.items():
        for document, _ in file.documents:
            broken = any(isinstance(problem, BrokenYaml) for problem in document.problems)
            if (
                broken
                and symbol.name in document.text
                and (path == symbol.file or (library and library in document.text))
            ):
                return path
    return None


def _place(found: Occurrence | Opening) -> str:
    return f"{found.source.path}:{found.source.position(found.span.start).line}"


def _unfit(symbol: Symbol, name: str, snapshot: Snapshot) -> Refusal | None:
    """Why a symbol cannot have a name."""
    form = _FORMS[symbol.kind]
    if not form.fits(name):
        return Refusal(f"`{name}` cannot name this {symbol.kind}: {form.help}")
    if name in _RESERVED.get(symbol.kind, ()):
        return Refusal(f"`{name}` cannot name this {symbol.kind}: Argo gives that word a meaning of its own")
    if symbol.kind is SymbolKind.TASK and name[0].isdigit() and _is_waited_for(symbol, snapshot):
        return Refusal(f"`{name}` cannot name this task: `depends` would read its first digit as a number")
    if symbol.kind is SymbolKind.OBJECT and len(name) > _longest(symbol):
        return Refusal(f"`{name}` cannot name this object: {_longest(symbol)} letters are the most")
    wanted = symbol._replace(name=name)
    if snapshot.occurrences(wanted):
        return Refusal(f"there is already {wanted.title} at the same place")
    shared = snapshot.counterparts(wanted)
    if shared:
        where = _place(snapshot.occurrences(shared[0])[0])
        return Refusal(f"there is already {wanted.title} in what runs together with it, at {where}")
    return None


def _is_waited_for(symbol: Symbol, snapshot: Snapshot) -> bool:
    return any(at.role is Role.REFERENCE and at.form is Form.PART for at in snapshot.occurrences(symbol))


def _longest(symbol: Symbol) -> int:
    is_cron = symbol.scope[1].startswith(f"{Kind.CRON_WORKFLOW}/")
    return name_too_long.LONGEST_OF_CRON if is_cron else name_too_long.LONGEST


def _edits(snapshot: Snapshot, bound: tuple[Symbol, ...], name: str) -> tuple[Edit, ...]:
    edits = {
        (occurrence.file, occurrence.span): renamed(occurrence, name)
        for symbol in bound
        for occurrence in snapshot.occurrences(symbol)
    }
    return tuple(edit for _, edit in sorted(edits.items()))


def _changed_meaning(snapshot: Snapshot, edits: tuple[Edit, ...], name: str) -> Refusal | None:
    """Whether any place in the workspace would mean something else: all is read anew with the edits made."""
    after = snapshot.replaced(*(load_source(source) for source in edited(edits)))
    before_shape, after_shape = _Shape(snapshot), _Shape(after)
    for path in snapshot.files:
        if before_shape.of(path) != after_shape.of(path):
            return Refusal(f"with the name `{name}`, places in {path} would mean something else than now")
    return None


def edited(edits: Iterable[Edit]) -> list[SourceFile]:
    """The files of edits as they are once those are made."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.source.path, []).append(edit)
    return [SourceFile(path, _applied(found)) for path, found in by_file.items()]


def _applied(edits: list[Edit]) -> str:
    text = edits[0].source.text
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += text[done : edit.span.start], edit.text
        done = edit.span.end
    return "".join([*parts, text[done:]])


class _Shape:
    """Which places mean the same, whatever the names: symbols are numbered as they appear."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._numbers: dict[Symbol, int] = {}

    def of(self, path: str) -> list[tuple[int, str, str]]:
        found = self._snapshot.symbols(path).occurrences
        return [(self._number(at.symbol), at.symbol.kind, at.role) for at in found]

    def _number(self, symbol: Symbol) -> int:
        return self._numbers.setdefault(symbol, len(self._numbers))


class _NameForm(NamedTuple):
    fits: Callable[[str], bool]
    help: str


_FIELD_FORM = _NameForm(
    lambda name: _FIELD.fullmatch(name) is not None,
    "it takes letters, digits and dashes, beginning with a letter or digit, 128 at most",
)
_WORD_FORM = _NameForm(lambda name: _WORD.fullmatch(name) is not None, "it takes letters, digits, dashes and `_`")
_LABEL_FORM = _NameForm(is_dns_label, "it takes lower case, digits and dashes, 63 at most")
_OBJECT_FORM = _NameForm(is_object_name, "it takes lower case, digits, dashes and dots, 253 at most")
_OTHER_FORMS = {
    SymbolKind.OBJECT: _OBJECT_FORM,
    SymbolKind.TEMPLATE: _FIELD_FORM,
    SymbolKind.STEP: _FIELD_FORM,
    SymbolKind.TASK: _FIELD_FORM,
    SymbolKind.CONTAINER: _LABEL_FORM,
    SymbolKind.VOLUME: _LABEL_FORM,
}
_FORMS = {kind: _OTHER_FORMS.get(kind, _WORD_FORM) for kind in SymbolKind}
_RESERVED = {
    SymbolKind.STEP: UNUSABLE_NAMES | {"name"},
    SymbolKind.TASK: UNUSABLE_NAMES | {"name"},
    SymbolKind.WORKFLOW_PARAMETER: frozenset({"json"}),
}
_OWN_CONTAINERS = frozenset({"main", "init", "wait"})
