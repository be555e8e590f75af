"""A command line of kubectl: what it aims at, and the flags that change which rights it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import DYNAMIC, OPEN, is_known
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_VALUED: Final = frozenset({
    "annotations", "as", "as-group", "as-uid", "cache-dir", "certificate-authority", "chunk-size", "client-certificate",
    "client-key", "cluster", "container", "context", "env", "field-manager", "field-selector", "filename", "for",
    "from", "from-env-file", "from-file", "from-literal", "grace-period", "image", "image-pull-policy", "key",
    "kubeconfig",
    "kustomize", "label-columns", "labels", "limits", "namespace", "output", "output-version", "overrides",
    "password", "patch", "patch-file", "pod-running-timeout", "profile", "profile-output", "prune-allowlist",
    "prune-whitelist", "raw", "replicas", "request-timeout", "requests", "resource-version", "restart", "schedule",
    "selector", "server", "serviceaccount", "show-managed-fields", "since", "since-time", "sort-by", "subresource",
    "tail", "template", "timeout", "tls-server-name", "to-revision", "token", "type", "user", "username", "v",
    "max-log-requests", "limit-bytes", "port", "target-port", "cert", "docker-server", "docker-username",
    "docker-password", "docker-email", "role", "clusterrole", "group", "verb", "resource", "resource-name",
    "current-replicas", "min", "max", "cpu-percent", "class", "rule", "hard", "scopes", "duration", "audience",
})  # fmt: skip
_SWITCHES: Final = frozenset({
    "all", "all-containers", "all-namespaces", "allow-missing-template-keys", "append-hash", "attach", "cascade",
    "disable-compression", "dry-run", "follow", "force", "force-conflicts", "help", "ignore-errors",
    "ignore-not-found", "insecure-skip-tls-verify", "interactive", "list", "local", "match-server-version",
    "no-headers", "now", "openapi-patch", "output-watch-events", "overwrite", "prefix", "previous", "privileged",
    "prune", "quiet", "record", "recursive", "rm", "save-config", "server-print", "server-side", "show-kind",
    "show-labels", "stdin", "timestamps", "tty", "use-openapi-print-columns", "validate", "wait", "warnings-as-errors",
    "watch", "watch-only", "windows-line-endings", "concurrent", "ignore-daemonsets", "delete-emptydir-data",
    "client", "short", "namespaced", "minify", "flatten",
})  # fmt: skip
_SHORT: Final = {
    "A": "all-namespaces", "R": "recursive", "c": "container", "e": "env", "f": "filename", "h": "help", "i": "stdin",
    "k": "kustomize", "L": "label-columns", "l": "selector", "n": "namespace", "o": "output", "p": "patch",
    "q": "quiet", "s": "server", "t": "tty", "v": "v", "w": "watch",
}  # fmt: skip
_SHORT_OF: Final = {
    "logs": {"f": "follow", "p": "previous"},
}
"""Letters that mean something else to some commands."""
CREDENTIALS: Final = (
    "kubeconfig", "context", "cluster", "user", "server", "token", "username", "client-certificate",
)  # fmt: skip
"""Flags that make kubectl somebody else, or lead it to another cluster."""
HOME: Final = "\ue002"
"""Stands for the namespace of the run, which counts as not written."""
_HOME_TAG: Final = lazy_pattern(r"\{\{[ ]*workflow\.namespace[ ]*\}\}")
_FALSE: Final = frozenset({"false", "False", "FALSE", "f", "F", "0"})
_END: Final = "--"


class CommandLine(NamedTuple):
    """The words of a command that are no flags, the flags by their long names, and the flags that nobody knows."""

    words: tuple[str, ...]
    flags: Mapping[str, str]
    unknown: tuple[str, ...] = ()

    def on(self, name: str) -> bool:
        """Whether a switch is on."""
        return name in self.flags and self.flags[name] not in _FALSE

    def value(self, name: str) -> str:
        """The value of a flag, or the empty text."""
        return self.flags.get(name, "")

    @property
    def is_dry(self) -> bool:
        """Whether nothing is to be asked of the server."""
        return "dry-run" in self.flags and self.flags["dry-run"] in ("client", "true", "")

    @property
    def credentials(self) -> tuple[str, ...]:
        """The flags in it that make kubectl somebody else."""
        return tuple(name for name in CREDENTIALS if name in self.flags)


def command_line(words: Iterable[str], verb: str = "") -> CommandLine:
    """Read the words that follow a verb of kubectl; a word that only the run knows is taken for no flag."""
    rest, given = list(words), dict(_SHORT)
    given.update(_SHORT_OF.get(verb, {}))
    plain: list[str] = []
    flags: dict[str, str] = {}
    unknown: list[str] = []
    at = 0
    while at < len(rest):
        word, at = rest[at], at + 1
        if word == _END:
            break
        if not word.startswith("-") or word == "-":
            plain.append(word.replace(HOME, DYNAMIC))
            continue
        name, equals, value = _long(word, given)
        if name is None:
            unknown.append(word)
        elif equals or name in _SWITCHES:
            flags[name] = value
        else:
            flags[name], at = _next(rest, at)
    values = {name: "" if set(value) == {HOME} else value.replace(HOME, DYNAMIC) for name, value in flags.items()}
    return CommandLine(tuple(plain), values, tuple(unknown))


def at_home(text: str) -> str:
    """A text with each tag for the namespace of the run covered, character by character."""
    return _HOME_TAG.sub(lambda match: HOME * len(match[0]), text) if OPEN in text else text


def _long(word: str, short: Mapping[str, str]) -> tuple[str | None, bool, str]:
    """The long name of a flag, whether its value stands in the same word, and that value."""
    if word.startswith("--"):
        name, equals, value = word[2:].partition("=")
        return (name if name in _VALUED or name in _SWITCHES else None), bool(equals), value
    name, rest = short.get(word[1], ""), word[2:]
    if name in _SWITCHES and rest and not rest.startswith("="):  # several letters, such as `-it`
        return (name, True, "") if all(short.get(letter, "") in _SWITCHES for letter in rest) else (None, False, "")
    return name or None, bool(rest), rest.removeprefix("=")


def _next(rest: Sequence[str], at: int) -> tuple[str, int]:
    return (rest[at], at + 1) if at < len(rest) else (DYNAMIC, at)


def known(text: str) -> str | None:
    """A word unless a part of it is known only when it runs."""
    return text if is_known(text) else None
