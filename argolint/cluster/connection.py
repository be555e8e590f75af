"""Finds the cluster to speak to, as kubectl does: by flags, by a kubeconfig, or from inside a pod."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.cluster.transport import Api
from argolint.nearest import closest
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kubernetes.client import Configuration

_USUAL: Final = "~/.kube/config"
_IN_POD: Final = "/var/run/secrets/kubernetes.io/serviceaccount/namespace"


class Access(NamedTuple):
    """What the command line says about the cluster; None leaves it to the configuration."""

    kubeconfig: str | None = None
    context: str | None = None
    namespace: str | None = None
    token: str | None = None
    timeout: float = 30.0


class Cluster(NamedTuple):
    """A connection, and the namespace of objects that name none; `is_named` tells that a flag names it."""

    api: Api
    namespace: str
    is_named: bool = False


def connect(access: Access, pause: Callable[[float], bool] | None = None) -> Cluster:
    """The cluster that is meant; nothing is sent yet. Raises `UsageError` where none is."""
    from kubernetes.client import ApiClient, Configuration
    from kubernetes.config import ConfigException

    settings = Configuration()
    settings.retries = False  # ours know which answers may change
    try:
        namespace = _load(access, settings)
    except ConfigException as error:
        raise UsageError(f"the kubeconfig cannot be used: {_plain(error)}") from None
    if not str(settings.host).startswith(("https://", "http://")):
        raise UsageError("the kubeconfig names no address of a cluster", "write `server: https://…` for its cluster")
    if access.token is not None:
        settings.api_key["BearerToken"] = f"Bearer {access.token}"
        settings.cert_file = settings.key_file = settings.refresh_api_key_hook = None
    api = Api(ApiClient(settings), access.timeout, pause)
    return Cluster(api, access.namespace or namespace or "default", is_named=access.namespace is not None)


def _load(access: Access, settings: Configuration) -> str | None:
    """Fill in the settings and return the namespace that the configuration names."""
    from kubernetes.config import load_incluster_config

    path = access.kubeconfig or os.environ.get("KUBECONFIG") or os.path.expanduser(_USUAL)
    named = access.kubeconfig or os.environ.get("KUBECONFIG")
    if any(os.path.exists(part) for part in path.split(os.pathsep)):
        return _from_file(path, access.context, settings)
    if named:
        raise UsageError(f"the kubeconfig `{named}` does not exist", "check --kubeconfig, or $KUBECONFIG")
    if os.environ.get("KUBERNETES_SERVICE_HOST") and access.context is None:
        load_incluster_config(client_configuration=settings)
        return _in_pod()
    raise UsageError(
        "no cluster is configured", f"name a kubeconfig with --kubeconfig or $KUBECONFIG, or make {_USUAL}"
    )


def _from_file(path: str, context: str | None, settings: Configuration) -> str | None:
    from kubernetes.config import load_kube_config
    from yaml import YAMLError

    try:
        namespaces, current = _contexts(path)
        chosen = context or current
        if chosen is None:
            raise UsageError(f"the kubeconfig `{path}` has no current context", "choose one with --context")
        if chosen not in namespaces:
            best = closest(chosen, namespaces)
            known = ", ".join(f"`{name}`" for name in namespaces) or "none"
            raise UsageError(
                f"the kubeconfig has no context `{chosen}`", f"did you mean `{best}`?" if best else f"it has {known}"
            )
        load_kube_config(path, chosen, settings, persist_config=False)
    except (OSError, YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise UsageError(f"the kubeconfig `{path}` cannot be read: {_plain(error)}") from None
    return namespaces[chosen]


def _contexts(path: str) -> tuple[dict[str, str | None], str | None]:
    """The namespace of each context, and which context is the current one."""
    from kubernetes.config.kube_config import KubeConfigMerger

    merged = KubeConfigMerger(path).config.value
    contexts = [at.value for at in merged.get("contexts") or ()]
    return {at["name"]: (at.get("context") or {}).get("namespace") for at in contexts}, merged.get("current-context")


def _in_pod() -> str | None:
    try:
        with open(_IN_POD, encoding="utf-8") as file:
            return file.read().strip() or None
    except OSError:
        return None


def _plain(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
