"""A real API server for a test session, and the requests that tests make of it."""

from __future__ import annotations

import ctypes
import json
import signal
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.cluster.crds import ARGO_KINDS, OTHER_KINDS, is_established

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.cluster.build import Programs

ADMIN = "admin-token"
_DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
_START_LIMIT = 120.0
_STOP_LIMIT = 20.0
_RIGHTS_LIMIT = 60.0
_PR_SET_PDEATHSIG = 1

BUSY = (OSError, HTTPException, ValueError)
"""What comes of a request while the server is too busy to answer it whole."""

Json = dict[str, Any]


class Answer(NamedTuple):
    """What the server said to a request."""

    status: int
    body: Json


class Rule(NamedTuple):
    """One rule of a role."""

    verbs: tuple[str, ...]
    resources: tuple[str, ...]
    groups: tuple[str, ...] = ("",)
    names: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """As it stands in a Role; an empty list of names would mean all, so it is left out."""
        rule: Json = {"apiGroups": list(self.groups), "resources": list(self.resources), "verbs": list(self.verbs)}
        return {**rule, "resourceNames": list(self.names)} if self.names else rule


class ApiServer:
    """A running API server; `kubeconfig` is that of its administrator."""

    def __init__(self, url: str, folder: Path, programs: Programs) -> None:
        self.url = url
        self.folder = folder
        self.programs = programs
        self.kubeconfig = folder / "admin.kubeconfig"
        self.certificate = folder / "certs" / "apiserver.crt"
        self._trust = ssl.create_default_context(cafile=str(self.certificate))
        self._given: dict[tuple[str, str], list[Json]] = {}

    def ask(self, method: str, path: str, body: Json | None = None, token: str = ADMIN) -> Answer:
        """Send a request; a refusal is an answer like any other."""
        kind = "application/apply-patch+yaml" if method == "APPLY" else "application/json"
        kind = "application/merge-patch+json" if method == "PATCH" else kind
        request = Request(
            self.url + path,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {token}", "Content-Type": kind},
            method="PATCH" if method == "APPLY" else method,
        )
        try:
            with urlopen(request, context=self._trust, timeout=30) as answer:
                return Answer(answer.status, json.load(answer))
        except HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, _json(refusal.read()))

    def need(self, method: str, path: str, body: Json | None = None) -> Json:
        """Send a request as the administrator that must succeed."""
        answer = self.ask(method, path, body)
        assert answer.status < 300, (method, path, answer)
        return answer.body

    def make_namespace(self, name: str) -> None:
        """Make a namespace with the ServiceAccount that a controller would put into it."""
        self.need("POST", "/api/v1/namespaces", {"metadata": {"name": name}})
        self.make_account("default", name)

    def make_account(self, name: str, namespace: str) -> str:
        """Make a ServiceAccount and return a token for it."""
        accounts = f"/api/v1/namespaces/{namespace}/serviceaccounts"
        self.need("POST", accounts, {"metadata": {"name": name}})
        return str(self.need("POST", f"{accounts}/{name}/token", {"spec": {}})["status"]["token"])

    def write_kubeconfig(self, path: Path, token: str, namespace: str) -> Path:
        """A kubeconfig that acts with a token in a namespace."""
        config = json.loads(self.kubeconfig.read_text(encoding="utf-8"))
        config["users"][0]["user"]["token"] = token
        config["contexts"][0]["context"]["namespace"] = namespace
        path.write_text(json.dumps(config), encoding="utf-8")
        return path

    def grant(self, account: str, home: str, rules: Sequence[Rule], namespace: str | None, name: str = "") -> None:
        """Give an account of namespace `home` exactly these rules in a namespace, or everywhere with None.

        Grants of one account are told apart by `name`. It waits until the authorizer says so, of what an earlier grant
        of that name gave and this one does not, too.
        """
        kind = "Role" if namespace is not None else "ClusterRole"
        group = "/apis/rbac.authorization.k8s.io/v1"
        base = f"{group}/namespaces/{namespace}" if namespace is not None else group
        plural = "roles" if namespace is not None else "clusterroles"
        called = f"{home}-{account}{name}"
        role = {"metadata": {"name": called}, "rules": [rule.as_json() for rule in rules]}
        self._put(f"{base}/{plural}", called, role)
        binding = {
            "metadata": {"name": called},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": called},
            "subjects": [{"kind": "ServiceAccount", "name": account, "namespace": home}],
        }
        self._put(f"{base}/{plural.replace('role', 'rolebinding')}", called, binding)
        key = (kind, f"{namespace}/{called}")
        before, now = self._given.get(key, []), [at for rule in rules for at in _attributes(rule, namespace)]
        self._given[key] = now
        user = f"system:serviceaccount:{home}:{account}"
        self._wait(user, now, allowed=True)
        self._wait(user, [at for at in before if at not in now], allowed=False)

    def may(self, user: str, attributes: Json) -> bool:
        """What the authorizer says of a request."""
        review = {"spec": {"user": user, "groups": ["system:authenticated"], "resourceAttributes": attributes}}
        path = "/apis/authorization.k8s.io/v1/subjectaccessreviews"
        return bool(self.need("POST", path, review)["status"]["allowed"])

    def kubectl(
        self, *arguments: str, kubeconfig: Path | None = None, stdin: str | None = None, limit: float = 30
    ) -> subprocess.CompletedProcess[str]:
        """Run kubectl, with its cache beside the kubeconfig that it uses."""
        config = kubeconfig or self.kubeconfig
        return subprocess.run(
            [self.programs.testbed, "kubectl", *arguments],
            env={"KUBECONFIG": str(config), "HOME": str(config.parent)},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )

    def _put(self, base: str, name: str, body: Json) -> None:
        if self.ask("PUT", f"{base}/{name}", body).status == 404:
            self.need("POST", base, body)

    def _wait(self, user: str, attributes: Sequence[Json], *, allowed: bool) -> None:
        ends = time.monotonic() + _RIGHTS_LIMIT
        while attributes := [at for at in attributes if self.may(user, at) is not allowed]:
            assert time.monotonic() < ends, f"{user}: {attributes[0]} is not {'given' if allowed else 'taken away'}"
            time.sleep(0.01)


def _attributes(rule: Rule, namespace: str | None) -> Iterator[Json]:
    for group in rule.groups:
        for resource in rule.resources:
            plural, _, sub = resource.partition("/")
            for verb in rule.verbs:
                for name in rule.names or ("",):
                    found = {"group": group, "resource": plural, "subresource": sub, "verb": verb, "name": name}
                    yield {**found, "namespace": namespace} if namespace is not None else found


def _json(text: bytes) -> Json:
    try:
        return dict(json.loads(text))
    except ValueError:
        return {"message": text.decode(errors="replace")}


@contextmanager
def api_server(programs: Programs, folder: Path, *flags: str) -> Iterator[ApiServer]:
    """Run an API server until the block ends; it dies with this process too."""
    port = free_port()
    command = [programs.testbed, "serve", "--dir", folder, "--port", str(port), *(["--", *flags] if flags else [])]
    with (folder / "server.log").open("w") as log:
        process = start([str(word) for word in command], stdout=subprocess.PIPE, stderr=log)
        try:
            _await_ready(process, folder)
            yield ApiServer(f"https://127.0.0.1:{port}", folder, programs)
        finally:
            stop(process)


@contextmanager
def argo_server(programs: Programs, folder: Path, *flags: str) -> Iterator[ApiServer]:
    """The same with Argo's kinds, and a few others."""
    with api_server(programs, folder, *flags) as running:
        for kind in (*ARGO_KINDS, *OTHER_KINDS):
            running.need("POST", _DEFINITIONS, kind.definition())
        for kind in (*ARGO_KINDS, *OTHER_KINDS):
            while not is_established(running.need("GET", f"{_DEFINITIONS}/{kind.full_name}")):
                time.sleep(0.02)
            while running.ask("GET", f"/apis/{kind.group}/{kind.version}/{kind.plural}").status >= 300:
                time.sleep(0.02)  # its store may still be in the making
        yield running


def _await_ready(process: subprocess.Popen[str], folder: Path) -> None:
    kubeconfig, ends = folder / "admin.kubeconfig", time.monotonic() + _START_LIMIT
    while not kubeconfig.exists() and process.poll() is None and time.monotonic() < ends:
        time.sleep(0.05)
    assert process.stdout is not None
    if not kubeconfig.exists() or not process.stdout.readline().startswith("READY "):
        log = (folder / "server.log").read_text(encoding="utf-8")
        raise AssertionError(f"the API server did not start:\n{log[-3000:]}")


def start(command: Sequence[str], **options: Any) -> subprocess.Popen[str]:
    """Start a program that is killed when this process ends, however that happens."""
    return subprocess.Popen(command, text=True, preexec_fn=_die_with_parent, **options)


def stop(process: subprocess.Popen[str], how: signal.Signals = signal.SIGTERM) -> None:
    """End a program that `start` began."""
    process.send_signal(how)
    try:
        process.wait(_STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
