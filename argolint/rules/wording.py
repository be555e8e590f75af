"""Words that several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions import zones
from argolint.expressions.tags import OPEN, is_known
from argolint.flow.reads import Read, Unclosed
from argolint.model import Invocation, Kind, WorkflowObject
from argolint.model.build import scalar
from argolint.names import Incomplete, MissingObject, MissingTemplate
from argolint.nearest import closest, suggestion
from argolint.rules.api import Change, Mending, finding, note
from argolint.rules.mending import instead, is_word
from argolint.schema.words import quoted
from argolint.scripts.languages import PYTHON, SHELL
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argolint.flow.expression_remarks import ExpressionRemark
    from argolint.flow.handlers import Handler
    from argolint.flow.items import MissingKey
    from argolint.flow.resource_calls import ResourceCall
    from argolint.flow.scopes import Fault
    from argolint.flow.skipping import Gap
    from argolint.flow.supply import Unsupplied
    from argolint.flow.unfit import Unfit
    from argolint.flow.when_remarks import WhenRemark
    from argolint.graph.tasks import Dependency
    from argolint.kubernetes.containers import Container
    from argolint.model import Template
    from argolint.rules.api import Finding, Note
    from argolint.rules.context import Context
    from argolint.schema.problems import OtherVersions
    from argolint.source import Span


def did_you_mean(name: str, candidates: tuple[str, ...], otherwise: str | None = None) -> str | None:
    """The help line that names the nearest candidate, or another one where none is near."""
    return suggestion(name, candidates) or otherwise


def owner_of(subject: Template | Invocation) -> Template:
    """The template that a subject is or lies in."""
    return subject.caller if isinstance(subject, Invocation) else subject


def object_of(subject: WorkflowObject | Template | Invocation) -> WorkflowObject:
    """The object that a subject is or lies in."""
    return subject if isinstance(subject, WorkflowObject) else owner_of(subject).owner


def unfit_message(fault: Unfit, what: str) -> tuple[str, list[Note]]:
    """What a field comes to that is of the wrong form, and the field itself where a call passes the text."""
    setting, callee = fault.setting, fault.callee
    if callee is not None:
        there = note(setting.scalar.span, "used here", callee.owner.document.source)
        made = f"{fault.home} makes `{setting.name}` of {callee.title} {quoted(fault.text)}, which is {what}"
        return made, [there]
    if OPEN in setting.scalar.text:
        return f"`{setting.name}` of {fault.home} comes to {quoted(fault.text)}, which is {what}", []
    return f"`{setting.name}` of {fault.home} is {quoted(fault.text)}, which is {what}", []


def item_key_finding(missing: MissingKey, cx: Context) -> Finding:
    """The finding for a key that an item of a loop lacks."""
    spans = missing.items.spans
    lacking = missing.items.keys[missing.first]
    why = "is no map" if lacking is None else f"has no key `{missing.key}`"
    known = missing.candidates
    shown = f"`{{{{{missing.read.tag.inner}}}}}`"
    return finding(
        tag_span(missing.read, cx),
        f"{shown} has no value for item {missing.first + 1} of the loop, which {why}",
        labels=[note(spans[missing.first], "this item")] if spans else [],
        help=did_you_mean(missing.key, known, "give every item the same keys"),
    )


def gap_words(gap: Gap) -> str:
    """How a message says that a step or task does not run."""
    return f"is {'skipped' if gap.reason == '`when`' else 'left out'} by its {gap.reason}"


def faults(subject: Template | Invocation, cx: Context) -> Iterator[tuple[Read, Fault]]:
    """The tags of a template, step or task that mean nothing to Argo where they stand."""
    for read, fault in cx.flow(owner_of(subject).owner).faults(subject):
        if not _follows(fault, cx):
            yield read, fault


def _follows(fault: Fault, cx: Context) -> bool:
    """Whether a name is missing because of a mistake that is reported where it should be given."""
    return cx.damaged(fault.block) or any(item.name is None or cx.damaged(item.node) for item in fault.among)


def tag_span(read: Read, cx: Context) -> Span:
    """The place of a tag's name inside its scalar; the whole tag where it is built from another."""
    tag = read.tag
    if tag.name == read.name:
        return locate(cx.document.source, read.scalar, tag.name_start, tag.name_start + len(tag.name))
    return locate(cx.document.source, read.scalar, tag.start, tag.end)


def tag_finding(read: Read, fault: Fault, verdict: str, cx: Context) -> Finding:
    """The finding for a tag that has no meaning at its place."""
    tag = read.tag
    shown = (
        f"`{{{{{tag.inner}}}}}`"
        if tag.name == read.name
        else f"`{{{{{read.name}}}}}`, which `{{{{{tag.inner}}}}}` becomes,"
    )
    return finding(
        tag_span(read, cx),
        f"{shown} {verdict}: {fault.reason}",
        labels=[note(fault.where, "defined here")] if fault.where is not None else [],
        help=did_you_mean(read.name, fault.candidates, fault.help),
    )


def expression_findings(remark: ExpressionRemark, topic: str, cx: Context) -> Iterator[Finding]:
    """The finding for a remark about an expression, if it is one of this rule."""
    if remark.topic != topic or cx.damaged(remark.site.scalar):
        return
    if remark.fault is None or not _follows(remark.fault, cx):
        place = locate(cx.document.source, remark.site.scalar, remark.start, remark.end)
        yield finding(place, remark.message, help=remark.help, fix=_in_place(remark, cx))


def when_findings(remark: WhenRemark, topic: str, cx: Context) -> Iterator[Finding]:
    """The finding for a remark about a `when`, if it is one of this rule."""
    if remark.topic == topic and not cx.damaged(remark.scalar):
        yield finding(
            locate(cx.document.source, remark.scalar, remark.start, remark.end),
            remark.message,
            labels=[note(remark.listed, "as given here")] if remark.listed is not None else [],
            help=remark.help,
            fix=_in_quotes(remark, cx),
        )


def _in_place(remark: ExpressionRemark, cx: Context) -> Mending | None:
    if remark.mended is None:
        return None
    start, end, text = remark.mended
    place = locate(cx.document.source, remark.site.scalar, start, end)
    return Mending(f"write `{text}`", (Change(place, text),)) if _is_exact(place, end - start) else None


def _in_quotes(remark: WhenRemark, cx: Context) -> Mending | None:
    if remark.mended is None:
        return None
    place = locate(cx.document.source, remark.scalar, remark.start, remark.end)
    size = remark.end - remark.start
    return Mending("put the text in quotes", (Change(place, remark.mended),)) if _is_exact(place, size) else None


def _is_exact(place: Span, size: int) -> bool:
    """Whether the characters stand in the source as they are."""
    return place.end - place.start == size


def unclosed(subject: Template | Invocation, cx: Context, *, refused: bool) -> Iterator[Finding]:
    """The openings without closing in a template, step or task that Argo refuses, or that it lets pass."""
    for read in cx.flow(owner_of(subject).owner).reads(subject):
        if isinstance(read, Unclosed) and read.refused == refused:
            yield finding(
                locate(cx.document.source, read.scalar, read.at, read.at + len(OPEN)),
                "`{{` opens a tag that this text never closes",
                help="close it with `}}`; a literal `{{` can be written as `{{='{{'}}`",
            )


def template_help(missing: MissingTemplate, cx: Context) -> str:
    """What to write in place of a template name that its owner does not have."""
    name, owner = missing.name, missing.owner
    for item in cx.workspace.namesakes(name):
        if item is not owner:
            instead = _reference(name, "TEMPLATE", item)
            return f"`{name}` is a {item.kind}: call one of its templates by {instead}"
    for item in cx.workspace.with_template(name):
        if item is not owner and item.name is not None:
            return f"{item.title} has such a template: call it by {_reference(item.name.text, name, item)}"
    names = [template.name.text for template in owner.templates if template.name is not None]
    meant = suggestion(name, names)
    if meant is not None:
        return meant
    return f"its templates are {listed(names)}" if names else f"{owner.title} has no templates"


def _reference(name: str, template: str, item: WorkflowObject) -> str:
    scope = ", clusterScope: true" if item.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE else ""
    return f"`templateRef: {{name: {name}, template: {template}{scope}}}`"


def no_object(missing: MissingObject, at: Span, cx: Context) -> Finding:
    """The finding for a reference to an object that is not where Argo looks."""
    elsewhere = missing.elsewhere
    namespaced = missing.kind == Kind.WORKFLOW_TEMPLATE and missing.namespace
    where = f" in namespace `{missing.namespace}`" if namespaced else ""
    return finding(
        at,
        f"there is no {missing.kind} `{missing.name}`{where}",
        labels=[note(elsewhere.span, f"this {elsewhere.kind} is", elsewhere.document.source)] if elsewhere else [],
        help=object_help(missing, cx),
    )


def object_help(missing: MissingObject, cx: Context) -> str:
    """What mends a reference to an object that is not where Argo looks."""
    elsewhere = missing.elsewhere
    if elsewhere is None:
        meant = suggestion(missing.name, cx.workspace.names(Kind(missing.kind)))
        return meant or "check it together with the file that defines it"
    if elsewhere.kind.value != missing.kind:
        scope = (
            "add `clusterScope: true`"
            if elsewhere.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE
            else "take `clusterScope` away"
        )
        return f"`{missing.name}` is a {elsewhere.kind}: {scope}"
    return f"there is one {in_namespace(elsewhere.namespace)}; a reference never leaves its own namespace"


def in_namespace(namespace: str) -> str:
    """The words for a namespace as manifests write it."""
    return f"in namespace `{namespace}`" if namespace else "without a namespace"


def listed(names: Sequence[str], most: int = 8) -> str:
    """Some names in backticks, with the number of those left out."""
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def unstartable(handler: Handler, caller: str, cx: Context) -> Iterator[Finding]:
    """The finding for a hook or `onExit` that calls nothing, or nothing that exists."""
    target, title = handler.target, f"{handler.title} of {caller}"
    if isinstance(target, Incomplete):
        if handler.node is not handler.at:
            yield finding(handler.at.span, f"{title} names no template", help="give it a `template` or a `templateRef`")
    elif isinstance(target, MissingTemplate | MissingObject) and is_known(target.name):
        if isinstance(target, MissingTemplate):
            what, help_ = f"{target.owner.title} has no template `{target.name}`", template_help(target, cx)
        else:
            what, help_ = f"there is no {target.kind} `{target.name}`", object_help(target, cx)
        yield finding(handler.at.span, f"{title} cannot start: {what}", help=help_)


def empty_input(empty: Unsupplied, at: Span, caller: str) -> Finding:
    """The finding for an input that a call leaves without a value."""
    kind = "input artifact" if empty.kind == "artifact" else "input"
    otherwise = "make the input `optional`" if empty.kind == "artifact" else "give the input a `default`"
    name, source = empty.declared.name, empty.target.owner.document.source
    callee = "its inline template" if empty.target.inline_of is not None else empty.target.title
    meant = empty.meant
    fix = None
    help_ = f"add it to `arguments.{empty.kind}s`, or {otherwise}"
    if meant is not None:
        help_ = f"`{meant.name}` is no input there: did you mean `{empty.name}`?"
        if is_word(empty.name) and len(meant.at.text) == meant.at.end - meant.at.start:
            fix = instead(meant.at.span, empty.name)
    return finding(
        at if meant is None else meant.at.span,
        f"{caller} gives no value for {kind} `{empty.name}` of {callee}",
        labels=[note(name.span, "declared here", source)] if name is not None else [],
        help=help_,
        fix=fix,
    )


def dependency_span(dependency: Dependency, cx: Context) -> Span:
    """Where a task names another: within `depends`, or the whole scalar."""
    operand = dependency.operand
    if operand is None:
        return dependency.at.span
    return locate(cx.document.source, dependency.at, operand.start, operand.start + len(operand.name))


def result_span(dependency: Dependency, cx: Context) -> Span:
    """Where a task asks for a result of another."""
    operand = dependency.operand
    if operand is None:
        return dependency.at.span
    return locate(cx.document.source, dependency.at, operand.start + len(operand.name) + 1, operand.end)


def zone_help(name: str) -> str:
    """What to write in place of a time zone that does not exist."""
    meant = zones.ABBREVIATIONS.get(name.upper()) or closest(name, sorted(zones.names()))
    return f"write `{meant}`" if meant is not None else "write a region and a city, such as `Europe/Paris`"


_WIKI = "see https://www.shellcheck.net/wiki/{}"


def remarked(template: Template, family: str, levels: tuple[str, ...], cx: Context) -> Iterator[Finding]:
    """The findings for what another linter remarks on the programs of a template."""
    from argolint.scripts.programs import programs

    for program in programs(template):
        if program.family != family:
            continue
        from argolint.scripts.remarks import TOOLS, remarks

        for remark in remarks(program):
            if remark.level in levels:
                yield finding(
                    locate(cx.document.source, program.text, remark.start, remark.end),
                    f"{remark.message.strip(' .')} ({TOOLS[family]} {remark.code})",
                    help=_WIKI.format(remark.code) if family == SHELL else f"`ruff rule {remark.code}` says more",
                )


def inspected_shell(items: Sequence[WorkflowObject]) -> None:
    """Hand all shell programs to the linter at once."""
    from argolint.scripts.remarks import inspect

    inspect(items, SHELL)


def inspected_python(items: Sequence[WorkflowObject]) -> None:
    """Hand all Python programs to the linter at once."""
    from argolint.scripts.remarks import inspect

    inspect(items, PYTHON)


def misplaced_kinds(call: ResourceCall, cx: Context, field: str, *, about_kind: bool) -> Iterator[Finding]:
    """The findings at a field of manifests whose kind is not known in the group and version that they name."""
    for at in call.objects:
        written = scalar(at.node, field)
        if written is None or at.api_version is None or at.kind is None:
            continue
        from argolint.schema.api_versions import mismatch

        wrong = mismatch(at.api_version, at.kind, cx.flows.kubernetes)
        if wrong is not None and wrong.about_kind is about_kind:
            yield finding(at.manifest.place(cx.document.source, written.span), wrong.reason, help=wrong.help)


def taken_paths(container: Container, cx: Context, why: str) -> Iterator[Finding]:
    """The findings for volumes and input artifacts of a container with the path of another."""
    from argolint.flow.mount_paths import collisions

    if container.template is None:
        return
    for path, before in collisions(container, cx.flow(container.owner)):
        if cx.examined(container.template):
            yield finding(
                path.span,
                f"`{path.text}` is taken already: {why}",
                labels=[note(before.span, "taken here")],
                help="give one of them another path",
            )


def came_later(versions: OtherVersions, field: str) -> str:
    """Why an older Kubernetes lacks a field."""
    return f"`{field}` came with Kubernetes {versions.since}"
