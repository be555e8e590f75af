"""What a resource template asks of the cluster, as completely as its text shows it; the rest is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.flags import at_home, command_line, known
from argolint.access.kubectl import Target, file_needs, word_needs, word_targets
from argolint.access.needs import looks_again
from argolint.access.resources import resource_of
from argolint.expressions.tags import OPEN, PLACEHOLDER, is_known
from argolint.flow.masking import MARK, masked
from argolint.flow.resource_calls import resource_call
from argolint.model.build import flag, scalar, text, value
from argolint.patterns import lazy_pattern
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.flags import CommandLine
    from argolint.access.needs import Need
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.resource_calls import Manifest, ManifestObject, ResourceCall
    from argolint.model import Template

_HOME: Final = lazy_pattern(r"""['"]?\{\{\s*workflow\.namespace\s*\}\}['"]?""")
_TOLD: Final = "; a CustomResourceDefinition among the files would tell"
_BY_WORDS: Final = frozenset({"get", "delete", "patch"})
_MAKES_RIGHTS: Final = {
    "roles": "escalate", "clusterroles": "escalate", "rolebindings": "bind", "clusterrolebindings": "bind",
}  # fmt: skip


class Asked(NamedTuple):
    """Something that a template needs (`need`), or what is to be said about it (`remark`), and the place of it."""

    at: int
    """Where it stands in the file."""
    action: str
    need: Need | None = None
    remark: str = ""
    likely: bool = False
    user: str = ""
    """Whom kubectl is told to act as."""
    waits: bool = False
    """Whether kubectl, once it may read the object, waits until it is gone."""


def resource_asks(template: Template, flow: ObjectFlow) -> Iterator[Asked]:
    """What a resource template needs, and what its text leaves open."""
    call = resource_call(template, flow)
    if call is None:
        return
    at = (text(call.body, "action") or template.bodies[0].key).start
    if call.action is None:
        yield Asked(at, "resource", remark="its action is known only when it runs")
        return
    command = command_line([_word(word, template, flow) for word in call.flags], call.action)
    for remark in (*_remarks(call, command), *(_owner_remark(call) if flag(call.body, "setOwnerReference") else ())):
        yield Asked(at, call.action, remark=remark)
    if command.credentials:
        return
    waits = call.action == "delete" and command.flags.get("wait") != "false" and not command.on("force")
    for need, remark in _asks(call, command, flow):
        yield Asked(at, call.action, need, remark, user=command.value("as"), waits=waits)


def _word(word: Scalar, template: Template, flow: ObjectFlow) -> str:
    """A flag with what is known put in."""
    return flow.text(Scalar(word.start, word.end, at_home(word.text), word.style, word.tag), template)


def _remarks(call: ResourceCall, command: CommandLine) -> Iterator[str]:
    for word in command.unknown:
        yield f"flag `{word}` is not known here, and may change what it needs"
    for name in command.credentials:
        yield f"`--{name}` makes kubectl use other credentials, so that no role of this cluster decides"
    if command.value("filename") or command.value("kustomize"):
        yield "a flag names more files, which cannot be looked at"
    if command.on("prune") and not (command.value("prune-allowlist") or command.value("prune-whitelist")):
        yield "`--prune` without `--prune-allowlist` looks for what to delete among many kinds: it needs `list` on each"
    if value(call.body, "manifestFrom") is not None:
        yield f"its manifest is an artifact: it needs what `kubectl {call.action}` needs on the objects in it"


def _owner_remark(call: ResourceCall) -> Iterator[str]:
    more = " and `delete` on the object" if call.action in ("apply", "patch", "replace") else ""
    yield (
        "where the admission plugin OwnerReferencesPermissionEnforcement is on, `setOwnerReference` also needs"
        f" `update` on `workflows/finalizers` (argoproj.io){more}"
    )


def _asks(call: ResourceCall, command: CommandLine, flow: ObjectFlow) -> Iterator[tuple[Need | None, str]]:
    if _is_by_words(call):
        yield from _by_words(call, command, flow)
        return
    assert call.action is not None
    if command.words:
        yield None, "kubectl takes either the manifest or a type and name in `flags`, so this command is refused"
    if call.manifest is None:
        return
    written, filled = call.objects, _filled(call.manifest, call.template, flow)
    if len(filled) != len(written):
        filled = written
    if not written:
        yield None, f"its manifest is known only when it runs: it needs what `kubectl {call.action}` needs on it"
    for one, other in zip(written, filled, strict=True):
        yield from _by_file(call, command, one, other, flow)


def _is_by_words(call: ResourceCall) -> bool:
    """Whether the executor leaves the manifest's file out, so that flags name the target."""
    manifest = call.manifest
    empty = manifest is None or not manifest.scalar.text.strip()
    if call.action == "patch":
        lacks_kind = manifest is None or not any(scalar(at.node, "kind") is not None for at in manifest.objects)
        return call.strategy == "json" or (bool(call.flags) and lacks_kind)
    return call.action in _BY_WORDS and empty and value(call.body, "manifestFrom") is None


def _by_words(call: ResourceCall, command: CommandLine, flow: ObjectFlow) -> Iterator[tuple[Need | None, str]]:
    assert call.action is not None
    if not command.words:
        yield None, "neither its manifest nor its flags name an object"
        return
    if not is_known(command.words[0]):
        yield None, f"the type `{_shown(call, 0)}` is known only when it runs"
        return
    targets = word_targets(command.words, command, flow.flows.workspace)
    if targets is None:
        yield (
            None,
            f"`{command.words[0]}` is no type that is known here{_TOLD}",
        )
    for target in targets or ():
        if target.namespace and not is_known(target.namespace):
            yield None, _unknown_namespace(call.action, target.resource.plural)
            continue
        # The value of a tag in a name holds for one run only.
        is_written = any(target.name is not None and target.name in at.text for at in call.flags)
        named = target._replace(name=target.name if is_written else None)
        yield from ((need, "") for need in word_needs(call.action, named, command))
        yield from _guessed(named)


def _shown(call: ResourceCall, index: int) -> str:
    plain = [at.text for at in call.flags if not at.text.startswith("-")]
    return plain[index] if index < len(plain) else ""


def _by_file(
    call: ResourceCall, command: CommandLine, written: ManifestObject, filled: ManifestObject, flow: ObjectFlow
) -> Iterator[tuple[Need | None, str]]:
    assert call.action is not None
    api_version, kind = written.api_version or filled.api_version, written.kind or filled.kind
    if api_version is None or kind is None:
        if not (written.lacks("kind") or written.lacks("apiVersion")):
            yield None, f"the kind of its object is known only when it runs: it needs `{call.action}` rights on it"
        return
    resource = resource_of(api_version, kind, flow.flows.workspace)
    namespace: str | None = _namespace(written, filled)
    if namespace == "":
        namespace = known(command.value("namespace"))
    if namespace is None and resource.namespaced:
        yield None, _unknown_namespace(call.action, resource.plural)
        return
    target = Target(resource, namespace if resource.namespaced else "", written.name)
    if written.kind is None or written.api_version is None:
        yield None, f"a tag gives the kind; with the values of these files it is `{kind}`"
    elif resource.namespaced and namespace and written.namespace is None:
        yield None, f"a tag gives the namespace; with the values of these files it is `{namespace}`"
    again = looks_again(call)
    yield from ((need, "") for need in file_needs(call.action, target, command, looks_again=again))
    yield from _guessed(target)
    yield from _dangers(call.action, resource.plural)


def _guessed(target: Target) -> Iterator[tuple[None, str]]:
    resource = target.resource
    if not resource.sure:
        group = resource.group
        yield (
            None,
            f"the plural `{resource.plural}` (`{group}`) is a guess{_TOLD}",
        )


def _dangers(action: str, plural: str) -> Iterator[tuple[None, str]]:
    if plural in _MAKES_RIGHTS and action in ("create", "apply", "replace", "patch"):
        what = "every right that the role gives" if plural.endswith("roles") else "every right of the bound role"
        yield None, f"the account also needs {what}, or the verb `{_MAKES_RIGHTS[plural]}` on it"


def _unknown_namespace(action: str, plural: str) -> str:
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
