"""See `rules/plain-text-secret.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import containers_of, default_containers
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import mappings, text
from argolint.model.parts import body_of
from argolint.names import Resolved
from argolint.rules.api import finding, rule
from argolint.security.secrets import header_secret, is_plain_secret, known_forms, query_secrets
from argolint.security.selectors import names_secret
from argolint.security.stores import locations
from argolint.source import Span
from argolint.syntax.nodes import Scalar
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.model import Values
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_INPUT, _ARGUMENT = "input", "argument"
_ADDRESS_HELP = "send it in a header that is read from a Secret, and change it: addresses are logged"
_HELP = "keep it in a Secret, read it by `secretKeyRef`, and change it: who read the manifest knows it"


@rule(on=(WorkflowObject, Template, Invocation), group="security", severity=Severity.WARNING, since="0.1")
def plain_text_secret(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A password, a token or a private key stands in the manifest, for everyone who may read it."""
    if isinstance(subject, WorkflowObject):
        source = cx.document.source
        for start, end, what in known_forms(source.text, subject.node.start, subject.node.end):
            yield finding(Span(start, end), f"{what} stands here in plain text", help=_HELP)
    if isinstance(subject, Template):
        yield from _in_address(subject, cx)
    for what, name, value in _named_secrets(subject):
        if not _is_name(name.text, what, subject, cx):
            yield finding(value.span, f"{what} `{name.text}` is a credential in plain text", help=_HELP)


def _is_name(name: str, what: str, subject: WorkflowObject | Template | Invocation, cx: Context) -> bool:
    """Whether a parameter is read as the name of a Secret."""
    if what not in (_INPUT, _ARGUMENT):
        return False
    if isinstance(subject, WorkflowObject):
        return names_secret(f"workflow.parameters.{name}", subject.node)
    if isinstance(subject, Template):
        return names_secret(f"inputs.parameters.{name}", subject.node)
    target = cx.flow(subject.caller.owner).target(subject)
    return isinstance(target, Resolved) and names_secret(f"inputs.parameters.{name}", target.target.node)


def _in_address(template: Template, cx: Context) -> Findings:
    body = body_of(template, "http")
    url = text(body, "url") if body is not None else None
    if url is not None and "?" in url.text:
        for start, end, name in query_secrets(url.text):
            said = f"`{name}` in the address is a credential in plain text"
            yield finding(locate(cx.document.source, url, start, end), said, help=_ADDRESS_HELP)


def _named_secrets(subject: WorkflowObject | Template | Invocation) -> Iterator[tuple[str, Scalar, Scalar]]:
    yield from _artifact_headers(subject)
    if isinstance(subject, Template):
        yield from _parameters(_INPUT, subject.inputs)
        yield from _headers(subject)
        for container in containers_of(subject):
            yield from _variables(container.node)
        return
    yield from _parameters(_ARGUMENT, subject.arguments)
    if isinstance(subject, WorkflowObject):
        for container in default_containers(subject):
            yield from _variables(container.node)


def _parameters(what: str, values: Values) -> Iterator[tuple[str, Scalar, Scalar]]:
    for parameter in values.parameters:
        for value in (parameter.value, parameter.default):
            name = parameter.name
            if name is not None and isinstance(value, Scalar) and is_plain_secret(name.text, value.text):
                yield what, name, value
                break


def _variables(container: Mapping) -> Iterator[tuple[str, Scalar, Scalar]]:
    if "env" in container.entries:
        yield from _pairs("the value of", container, "env", is_plain_secret)


def _headers(template: Template) -> Iterator[tuple[str, Scalar, Scalar]]:
    body = body_of(template, "http")
    if body is not None and "headers" in body.entries:
        yield from _pairs("the header", body, "headers", header_secret)


def _artifact_headers(subject: WorkflowObject | Template | Invocation) -> Iterator[tuple[str, Scalar, Scalar]]:
    for _, location in locations(subject, "http"):
        if "headers" in location.entries:
            yield from _pairs("the header", location, "headers", header_secret)


def _pairs(
    what: str, parent: Mapping, field: str, is_secret: Callable[[str, str], bool]
) -> Iterator[tuple[str, Scalar, Scalar]]:
    for node in mappings(parent, field):
        name, value = text(node, "name"), text(node, "value")
        if name is not None and value is not None and is_secret(name.text, value.text):
            yield what, name, value
