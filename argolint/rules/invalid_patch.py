"""See `rules/invalid-patch.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.model import head
from argolint.model.build import flag, text
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context


_NAMES = {"json": "JSON", "merge": "merge", "strategic": "strategic"}


@rule(on=ResourceCall, group="types", since="0.1")
def invalid_patch(call: ResourceCall, cx: Context) -> Findings:
    """A patch has not the form that its `mergeStrategy` asks for, or nothing says what is patched."""
    if call.action != "patch" or call.strategy is None:
        return
    if call.strategy == "json":
        yield from _json(call, cx)
    elif call.strategy in _NAMES:
        yield from _form(call, cx, Sequence, "a map", "set `mergeStrategy: json` for a list of operations")


def _json(call: ResourceCall, cx: Context) -> Findings:
    yield from _form(call, cx, Mapping, "a list of operations", "set `mergeStrategy: merge` for a patch that is a map")
    strategy = text(call.body, "mergeStrategy")
    assert strategy is not None
    if not call.flags and call.manifest is not None and not _misshapen(call, Mapping):
        yield finding(
            strategy.span,
            "a JSON patch does not say which object it is for, and no `flags` do",
            help="name it: `flags: [TYPE, NAME]`",
        )
    if flag(call.body, "setOwnerReference"):
        yield finding(
            call.body.entries["setOwnerReference"].key.span,
            "`setOwnerReference` cannot be put into a JSON patch, which is a list",
            help="take it away",
        )


def _form(call: ResourceCall, cx: Context, wrong: type, due: str, help_: str) -> Findings:
    for found in _misshapen(call, wrong):
        assert call.strategy is not None
        said = f"a {_NAMES[call.strategy]} patch must be {due}"
        yield _finding(call, cx, found, said, help_)


def _misshapen(call: ResourceCall, wrong: type) -> list[Mapping | Sequence]:
    roots = call.manifest.roots if call.manifest is not None else ()
    return [root for root in roots if isinstance(root, wrong) and isinstance(root, Mapping | Sequence)]


def _finding(call: ResourceCall, cx: Context, root: Mapping | Sequence, said: str, help_: str) -> Finding:
    assert call.manifest is not None
    return finding(call.manifest.place(cx.document.source, head(root)), said, help=help_)
