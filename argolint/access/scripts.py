"""What the calls of kubectl and argo in containers and scripts need; likely, since nobody knows whether they run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.argo_calls import ASKS_NOTHING, NEEDS_SERVER, argo_call, argo_needs
from argolint.access.flags import at_home, command_line, known
from argolint.access.kubectl import Target, word_needs, word_targets
from argolint.access.manifests import object_asks, pruning_remarks
from argolint.access.needs import Need
from argolint.access.requests import Asked
from argolint.access.resources import Resource, resource_called
from argolint.access.script_inputs import Inputs
from argolint.expressions.tags import is_known
from argolint.flow.masking import masked
from argolint.flow.resource_calls import read_manifest
from argolint.kubernetes.containers import Role, containers_of
from argolint.scripts.languages import SHELL
from argolint.scripts.programs import programs
from argolint.scripts.shell_words import Command, Word, commands
from argolint.syntax.nodes import LITERAL, Scalar, Sequence
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.flags import CommandLine
    from argolint.flow.analysis import ObjectFlow
    from argolint.kubernetes.containers import Container
    from argolint.model import Template
    from argolint.names import Workspace

_KUBECTL: Final = "kubectl"
_ARGO: Final = "argo"
_TOOLS: Final = {"argo": _ARGO, "argocli": _ARGO, "kubectl": _KUBECTL}
"""Programs whose calls are read, and the images that start them unasked."""
_BEFORE: Final = frozenset(
    {"!", "command", "do", "elif", "else", "env", "exec", "if", "nohup", "sudo", "then", "time", "until", "while", "{"}
)
"""Words after which a command may stand."""
_ASKS_NOTHING: Final = frozenset({
    "api-resources", "api-versions", "auth", "completion", "config", "explain", "help", "kustomize", "options",
    "plugin", "version",
})  # fmt: skip
_BY_WORDS: Final = frozenset({
    "annotate", "delete", "describe", "edit", "get", "label", "patch", "wait",
})  # fmt: skip
_TAKES_FILES: Final = frozenset({
    "annotate", "apply", "create", "delete", "describe", "diff", "get", "label", "patch", "replace", "wait",
})  # fmt: skip
_WITH_PAIRS: Final = frozenset({"annotate", "label"})
_OF_PODS: Final = {
    "attach": (("pods", ("get",)), ("pods/attach", ("create", "get"))),
    "cp": (("pods", ("get",)), ("pods/exec", ("create", "get"))),
    "exec": (("pods", ("get",)), ("pods/exec", ("create", "get"))),
    "logs": (("pods", ("get",)), ("pods/log", ("get",))),
    "port-forward": (("pods", ("get",)), ("pods/portforward", ("create", "get"))),
}
"""Commands that are aimed at a pod; newer ones open connections with `get`, where older ones `create` them."""
_ROLLOUT: Final = {
    "pause": ("get", "patch"), "restart": ("get", "patch"), "resume": ("get", "patch"),
    "status": ("get", "list", "watch"),
}  # fmt: skip
_TAKES_NAMES: Final = frozenset({"delete", "get", "logs", "resubmit", "resume", "retry", "stop", "submit", "suspend",
                                  "terminate", "wait", "watch"})  # fmt: skip
_WHICH: Final = "which command it is, is known only when it runs"
_CREATED: Final = {"docker-registry": "secret", "generic": "secret", "tls": "secret"}


class _Call(NamedTuple):
    """One call of kubectl: its verb, the rest of its command line, and where it stands in the file."""

    verb: str
    command: CommandLine
    at: int
    manifest: str | None = None
    """The objects that it is given, where the script writes them out."""

    @property
    def action(self) -> str:
        return " ".join((_KUBECTL, self.verb, *self.command.words[:1]))


def script_asks(template: Template, flow: ObjectFlow) -> Iterator[Asked]:
    """What the calls of kubectl and argo in a template need, and those of which that cannot be told."""
    for command, inputs in _command_lines(template):
        if _tool(command.words[0].text) == _ARGO:
            yield from _argo_asks(command, inputs)
            continue
        call = _call(command, inputs)
        if call is None:
            yield Asked(command.words[0].start, _KUBECTL, remark=_WHICH, likely=True)
        elif call.command.credentials:
            yield _remark(call, f"`--{call.command.credentials[0]}` makes kubectl use other credentials")
        elif not call.command.is_dry:
            yield from _asks(call, template, flow)


def _argo_asks(command: Command, inputs: Inputs | None) -> Iterator[Asked]:
    at, call = command.words[0].start, argo_call([word.text for word in command.words[1:]])
    if call is None or not is_known(call.verb):
        yield Asked(at, _ARGO, remark=_WHICH, likely=True)
        return
    action = " ".join((_ARGO, call.verb, *(call.command.words[:1] if call.verb not in _TAKES_NAMES else ())))
    if call.verb in ASKS_NOTHING or call.command.is_dry or call.on("--offline"):
        return
    remark, needs = "", argo_needs(call)
    if call.verb in NEEDS_SERVER:
        remark, needs = f"`argo {call.verb}` asks an Argo Server, and that decides what is needed", []
    elif any(name in call.command.flags for name in ("kubeconfig", "token", "context", "user")):
        remark, needs = f"`argo {call.verb}` is told to use other credentials", []
    elif not is_known(call.command.value("namespace")):
        remark, needs = f"`argo {call.verb}` works in a namespace that is known only when it runs", []
    elif needs is None:
        remark = f"what `{action}` needs is not known here"
    elif call.verb in ("submit", "lint") and any(_may_refer(file, command, inputs) for file in call.command.words):
        remark = f"`argo {call.verb}` also needs `get` on the templates in other objects that its file refers to"
    if remark:
        yield Asked(at, action, remark=remark, likely=True)
    yield from (Asked(at, action, need, likely=True, user=call.command.value("as")) for need in needs or ())


def _may_refer(file: str, command: Command, inputs: Inputs | None) -> bool:
    """Whether the workflow in a file may call templates of others."""
    text = inputs.given(command, file) if inputs is not None else None
    return text is None or "emplateRef" in text


def _asks(call: _Call, template: Template, flow: ObjectFlow) -> Iterator[Asked]:
    where, verb = call.command.value("namespace"), call.verb
    if verb in _ASKS_NOTHING:
        return
    if not is_known(where):
        yield _remark(call, f"`kubectl {verb}` works in a namespace that is known only when it runs")
    elif call.manifest is not None and verb in _TAKES_FILES:
        yield from _on_manifest(call, call.manifest, template, flow)
    elif any(call.command.value(name) for name in ("filename", "kustomize")) and verb in _TAKES_FILES:
        yield _remark(call, f"it needs what `kubectl {verb}` needs on the objects in the files that it reads")
    else:
        needs = _needs(call, flow.flows.workspace)
        if needs is None:
            yield _remark(call, f"what `{call.action}` needs is not known here")
        yield from (_asked(call, need) for need in needs or ())


def _on_manifest(call: _Call, text: str, template: Template, flow: ObjectFlow) -> Iterator[Asked]:
    yield from (_remark(call, remark) for remark in pruning_remarks(call.command))
    manifest = read_manifest(Scalar(0, 0, text, LITERAL, None))
    for need, remark in object_asks(call.verb, call.command, manifest, template, flow):
        yield _remark(call, remark) if need is None else _asked(call, need)


def _asked(call: _Call, need: Need) -> Asked:
    waits = call.verb == "delete" and call.command.flags.get("wait") != "false" and not call.command.on("force")
    return Asked(call.at, call.action, need, likely=True, user=call.command.value("as"), waits=waits)


def _remark(call: _Call, message: str) -> Asked:
    return Asked(call.at, call.action, remark=message, likely=True)


def _needs(call: _Call, workspace: Workspace) -> list[Need] | None:
    """What a call needs; None where that is not known."""
    verb, words, command = call.verb, call.command.words, call.command
    if verb in _OF_PODS:
        return _of_pods(call, workspace)
    if verb == "create":
        return _creating(words, command, workspace)
    if verb == "run":
        return _each(_core("pods"), ("create",), command)
    if verb in ("rollout", "scale", "set"):
        return _of_scaled(call, workspace)
    if verb not in _BY_WORDS or not words or not is_known(words[0]):
        return None
    if verb in _WITH_PAIRS:
        words = tuple(word for word in words if "=" not in word and not word.endswith("-"))
    targets = word_targets(words, command, workspace)
    return None if targets is None else [need for at in targets for need in word_needs(verb, _named(at), command)]


def _of_pods(call: _Call, workspace: Workspace) -> list[Need] | None:
    command, words = call.command, call.command.words
    rows = [(_core(resource), verbs) for resource, verbs in _OF_PODS[call.verb]]
    first = words[0] if words else ""
    if call.verb == "cp":
        first = next((word.partition(":")[0].rpartition("/")[2] for word in words if ":" in word), "")
    kind, slash, name = first.partition("/")
    if command.value("selector") or not first:
        return [need for resource, verbs in rows for need in _each(resource, _listing(resource, verbs), command)]
    if not slash:
        return [need for resource, verbs in rows for need in _each(resource, verbs, command, known(first))]
    owner = resource_called(kind, workspace) if is_known(kind) else None
    if owner is None:
        return None
    if owner.plural == "pods":
        return [need for resource, verbs in rows for need in _each(resource, verbs, command, known(name))]
    # The pod is looked for among those of the owner, and waited for if there is none.
    found = [*_each(owner, ("get",), command, known(name)), *_each(_core("pods"), ("list", "watch"), command)]
    return [*found, *(need for resource, verbs in rows[1:] for need in _each(resource, verbs, command))]


def _listing(resource: Resource, verbs: tuple[str, ...]) -> tuple[str, ...]:
    return ("list",) if resource.plural == "pods" else verbs


def _creating(words: tuple[str, ...], command: CommandLine, workspace: Workspace) -> list[Need] | None:
    """`kubectl create TYPE NAME`; the word after a Secret or a Service tells what it is like."""
    if not words or not is_known(words[0]):
        return None
    if words[0] == "token":
        return _each(_core("serviceaccounts/token"), ("create",), command, known(words[-1]))
    resource = resource_called(_CREATED.get(words[0], words[0]), workspace)
    return _each(resource, ("create",), command) if resource is not None else None


def _of_scaled(call: _Call, workspace: Workspace) -> list[Need] | None:
    """`rollout`, `set` and `scale`, the first two with a word of their own before the target."""
    words = call.command.words
    own, words = ("", words) if call.verb == "scale" else (words[0] if words else "", words[1:])
    words = tuple(word for word in words if "=" not in word)
    targets = word_targets(words, call.command, workspace) if words and is_known(words[0]) else None
    verbs = _ROLLOUT.get(own) if call.verb == "rollout" else ("get", "patch")
    if targets is None or verbs is None:
        return None
    found: list[Need] = []
    for at in map(_named, targets):
        if call.verb == "scale":
            scaled = at.resource._replace(plural=f"{at.resource.plural}/scale")
            found += Need(("get",), at.resource, at.namespace, at.name), Need(("patch",), scaled, at.namespace, at.name)
        else:
            found += (Need((verb,), at.resource, at.namespace, at.name) for verb in verbs)
    return found


def _each(
    resource: Resource,
    verbs: tuple[str, ...],
    command: CommandLine,
    name: str | None = None,
) -> list[Need]:
    # A part of an object, such as its log, is made under the object's own address.
    named = "/" in resource.plural
    return [Need((verb,), resource, command.value("namespace"), name, named) for verb in verbs]


def _named(target: Target) -> Target:
    return target._replace(name=known(target.name) if target.name is not None else None)


def _core(plural: str) -> Resource:
    return Resource("", plural, namespaced=True, sure=True, built_in=True)


def _call(command: Command, inputs: Inputs | None) -> _Call | None:
    rest = [word.text for word in command.words[1:]]
    first = command_line(rest).words
    if not first or not is_known(first[0]):
        return None
    read = command_line(rest, first[0])
    file = read.value("filename")
    manifest = inputs.given(command, file) if inputs is not None and file else None
    return _Call(first[0], read._replace(words=read.words[1:]), command.words[0].start, manifest)


def _command_lines(template: Template) -> Iterator[tuple[Command, Inputs | None]]:
    """Each call of kubectl or argo, with its place in the file and what the program around it writes out."""
    source = template.owner.document.source
    for program in programs(template):
        if program.family == SHELL and (_KUBECTL in program.text.text or _ARGO in program.text.text):
            inputs = Inputs(program.text.text)
            for command in commands(masked(at_home(program.text.text))):
                inputs.take(command)
                rest = _after_prefix(command.words)
                if rest:
                    start = rest[0].start
                    place = locate(source, program.text, start, start + 1).start
                    yield replace(command, words=(rest[0]._replace(start=place), *rest[1:])), inputs
    for container in containers_of(template):
        if container.role is not Role.SET:
            words = _direct(container)
            if words and _tool(words[0].text):
                yield Command(words), None


def _after_prefix(words: tuple[Word, ...]) -> tuple[Word, ...]:
    at = 0
    while at < len(words) and (words[at].text in _BEFORE or _is_assignment(words[at].text)):
        at += 1
    return words[at:] if at < len(words) and _tool(words[at].text) else ()


def _is_assignment(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()


def _tool(word: str) -> str:
    """Which of the tools a word starts; empty for other words."""
    return _TOOLS.get(word.rsplit("/", 1)[-1], "")


def _direct(container: Container) -> tuple[Word, ...]:
    """The command line of a container; an image of a tool starts it unasked."""
    words = [*_listed(container, "command"), *_listed(container, "args")]
    found = tuple(Word(masked(at_home(word.text)), word.start) for word in words)
    image = container.get("image")
    if isinstance(image, Scalar) and not _listed(container, "command") and found:
        name = image.text.rsplit("/", 1)[-1].partition(":")[0].partition("@")[0]
        found = (Word(name, found[0].start), *found)
    return found


def _listed(container: Container, field: str) -> list[Scalar]:
    node = container.get(field)
    return [at for at in node.items if isinstance(at, Scalar)] if isinstance(node, Sequence) else []
