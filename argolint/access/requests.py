"""What a resource template asks of the cluster, as completely as its text shows it; the rest is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.flags import at_home, command_line
from argolint.access.kubectl import word_needs, word_targets
from argolint.access.manifests import TOLD, guessed, object_asks, pruning_remarks, unknown_namespace
from argolint.access.needs import Need, looks_again
from argolint.access.resources import ARGO, Resource
from argolint.expressions.tags import is_known
from argolint.flow.resource_calls import resource_call
from argolint.model.build import flag, scalar, text, value
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.flags import CommandLine
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.resource_calls import ResourceCall
    from argolint.model import Template

_FINALIZERS: Final = Resource(ARGO, "workflows/finalizers", namespaced=True, sure=True, built_in=False)
_ADDS_OWNER: Final = frozenset({"apply", "patch", "replace"})
"""What may give an owner to an object that is there already."""
_BY_WORDS: Final = frozenset({"get", "delete", "patch"})


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
    for_owner: bool = False
    """Whether it is about the right to make a workflow the owner, which only some clusters ask for."""


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
    for remark in _remarks(call, command):
        yield Asked(at, call.action, remark=remark)
    if command.credentials:
        return
    waits = call.action == "delete" and command.flags.get("wait") != "false" and not command.on("force")
    owned = flag(call.body, "setOwnerReference") and call.action not in ("get", "delete")
    asked = [Asked(at, call.action, *one, user=command.value("as"), waits=waits) for one in _asks(call, command, flow)]
    yield from asked
    if owned:
        yield from _owner_asks(call, asked, at)


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
    yield from pruning_remarks(command)
    if value(call.body, "manifestFrom") is not None:
        yield f"its manifest is an artifact: it needs what `kubectl {call.action}` needs on the objects in it"


def _owner_asks(call: ResourceCall, asked: list[Asked], at: int) -> Iterator[Asked]:
    """What an admission plugin wants of those who make a workflow the owner: a remark, and the rights in it."""
    assert call.action is not None
    adds = call.action in _ADDS_OWNER
    more = " and `delete` on the object" if adds else ""
    message = (
        "where the admission plugin OwnerReferencesPermissionEnforcement is on, `setOwnerReference` also needs"
        f" `update` on `workflows/finalizers` (argoproj.io){more}"
    )
    yield Asked(at, call.action, remark=message, for_owner=True)
    action = f"{call.action}, which sets an owner"
    yield Asked(at, action, Need(("update",), _FINALIZERS), for_owner=True)
    needs = [one.need for one in asked if one.need is not None and adds]
    for resource, namespace, name in dict.fromkeys((need.resource, need.namespace, need.name) for need in needs):
        whole = resource._replace(plural=resource.plural.partition("/")[0])
        yield Asked(at, action, Need(("delete",), whole, namespace, name), for_owner=True)


def _asks(call: ResourceCall, command: CommandLine, flow: ObjectFlow) -> Iterator[tuple[Need | None, str]]:
    if _is_by_words(call):
        yield from _by_words(call, command, flow)
        return
    assert call.action is not None
    if command.words:
        yield None, "kubectl takes either the manifest or a type and name in `flags`, so this command is refused"
    if call.manifest is not None:
        yield from object_asks(call.action, command, call.manifest, call.template, flow, again=looks_again(call))


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
            f"`{command.words[0]}` is no type that is known here{TOLD}",
        )
    for target in targets or ():
        if target.namespace and not is_known(target.namespace):
            yield None, unknown_namespace(call.action, target.resource.plural)
            continue
        # The value of a tag in a name holds for one run only.
        is_written = any(target.name is not None and target.name in at.text for at in call.flags)
        named = target._replace(name=target.name if is_written else None)
        yield from ((need, "") for need in word_needs(call.action, named, command))
        yield from guessed(named)


def _shown(call: ResourceCall, index: int) -> str:
    plain = [at.text for at in call.flags if not at.text.startswith("-")]
    return plain[index] if index < len(plain) else ""
