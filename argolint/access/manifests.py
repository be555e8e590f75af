"""What kubectl needs on the objects of a manifest that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.access.flags import known
from argolint.access.kubectl import Target, file_needs
from argolint.access.resources import resource_of
from argolint.expressions.tags import OPEN, PLACEHOLDER
from argolint.flow.masking import MARK, masked
from argolint.model.build import scalar
from argolint.patterns import lazy_pattern
from argolint.source import SourceFile
from argolint.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.flags import CommandLine
    from argolint.access.needs import Need
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.resource_calls import Manifest, ManifestObject
    from argolint.model import Template
    from argolint.names import Workspace

TOLD: Final = "; a CustomResourceDefinition among the files would tell"
_HOME: Final = lazy_pattern(r"""['"]?\{\{\s*workflow\.namespace\s*\}\}['"]?""")
_MAKES_RIGHTS: Final = {
    "roles": "escalate", "clusterroles": "escalate", "rolebindings": "bind", "clusterrolebindings": "bind",
}  # fmt: skip


def object_asks(
    verb: str, command: CommandLine, manifest: Manifest, template: Template, flow: ObjectFlow, *, again: bool = False
) -> Iterator[tuple[Need | None, str]]:
    """What a command needs on each object of a manifest, and what is to be said of it.

    `again` tells that the object is read once more after it.
    """
    written, filled = manifest.objects, _filled(manifest, template, flow)
    if len(filled) != len(written):
        filled = written
    if not written:
        yield None, f"its manifest is known only when it runs: it needs what `kubectl {verb}` needs on it"
    for one, other in zip(written, filled, strict=True):
        yield from _on_object(verb, command, (one, other), flow.flows.workspace, again=again)


def pruning_remarks(command: CommandLine) -> Iterator[str]:
    """What cannot be told of a command that deletes what is in no manifest."""
    if command.on("prune") and not (command.value("prune-allowlist") or command.value("prune-whitelist")):
        yield "`--prune` without `--prune-allowlist` looks for what to delete among many kinds: it needs `list` on each"


def _on_object(
    verb: str, command: CommandLine, forms: tuple[ManifestObject, ManifestObject], workspace: Workspace, *, again: bool
) -> Iterator[tuple[Need | None, str]]:
    """What is needed on one object, as it is written and with what is known put in."""
    written, filled = forms
    api_version, kind = written.api_version or filled.api_version, written.kind or filled.kind
    if api_version is None or kind is None:
        if not (written.lacks("kind") or written.lacks("apiVersion")):
            yield None, f"the kind of its object is known only when it runs: it needs `{verb}` rights on it"
        return
    resource = resource_of(api_version, kind, workspace)
    namespace: str | None = _namespace(written, filled)
    if namespace == "":
        namespace = known(command.value("namespace"))
    if namespace is None and resource.namespaced:
        yield None, unknown_namespace(verb, resource.plural)
        return
    target = Target(resource, namespace if resource.namespaced else "", written.name)
    if written.kind is None or written.api_version is None:
        yield None, f"a tag gives the kind; with the values of these files it is `{kind}`"
    elif resource.namespaced and namespace and written.namespace is None:
        yield None, f"a tag gives the namespace; with the values of these files it is `{namespace}`"
    yield from ((need, "") for need in file_needs(verb, target, command, looks_again=again))
    yield from guessed(target)
    yield from _dangers(verb, resource.plural)


def guessed(target: Target) -> Iterator[tuple[None, str]]:
    """That a plural is a guess, if it is one."""
    resource = target.resource
    if not resource.sure:
        group = resource.group
        yield (
            None,
            f"the plural `{resource.plural}` (`{group}`) is a guess{TOLD}",
        )


def _dangers(action: str, plural: str) -> Iterator[tuple[None, str]]:
    if plural in _MAKES_RIGHTS and action in ("create", "apply", "replace", "patch"):
        what = "every right that the role gives" if plural.endswith("roles") else "every right of the bound role"
        yield None, f"the account also needs {what}, or the verb `{_MAKES_RIGHTS[plural]}` on it"


def unknown_namespace(action: str, plural: str) -> str:
    """What is said where only the run knows the namespace of an object."""
    return f"the namespace of its object is known only when it runs: there it needs what `{action}` needs on `{plural}`"


def _namespace(written: ManifestObject, filled: ManifestObject) -> str | None:
    at = scalar(written.metadata, "namespace") if written.metadata is not None else None
    if at is not None and _HOME.fullmatch(written.manifest.written(at.span).strip()):
        return ""
    return written.namespace if written.namespace is not None else filled.namespace


def _filled(manifest: Manifest, template: Template, flow: ObjectFlow) -> tuple[ManifestObject, ...]:
    """The objects of a manifest with what is known put in, nothing of which may be known for sure."""
    if OPEN not in manifest.scalar.text:
        return manifest.objects
    source = SourceFile("", masked(flow.text(manifest.scalar, template)).replace(PLACEHOLDER, MARK))
    known_part = manifest._replace(source=source, documents=parse(source))
    return known_part.objects
