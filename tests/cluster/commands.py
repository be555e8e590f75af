"""Runs argolint against the test's API server, and makes manifests for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tests.cluster.server import ApiServer

CHECKOUT = Path(__file__).parents[2]
GROUP = "/apis/argoproj.io/v1alpha1"


class Outcome(NamedTuple):
    """What a command line came to."""

    status: int
    out: str
    err: str


class Shell:
    """Runs argolint as a process in a folder, as a token in a namespace."""

    def __init__(self, server: ApiServer, folder: Path, namespace: str, token: str, url: str | None = None) -> None:
        self.folder = folder
        self.namespace = namespace
        config = server.write_kubeconfig(folder / "config", token, namespace)
        if url is not None:
            data = json.loads(config.read_text(encoding="utf-8"))
            data["clusters"][0]["cluster"] = {"server": url}
            config.write_text(json.dumps(data), encoding="utf-8")
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("KUBE")},
            "KUBECONFIG": str(config),
            "PYTHONPATH": str(CHECKOUT),
            "XDG_STATE_HOME": str(folder / "state"),
            "HOME": str(folder),
        }

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a command line."""
        return subprocess.Popen(
            [sys.executable, "-m", "argolint", *arguments],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: str, **environment: str) -> Outcome:
        """Run a command line to its end."""
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=120)
        return Outcome(process.returncode, out, err)

    def write(self, *objects: dict[str, Any], name: str = "a.yaml") -> None:
        """Write a file of manifests; JSON is YAML."""
        text = "---\n".join(f"{json.dumps(at, indent=1)}\n" for at in objects)
        (self.folder / name).write_text(text, encoding="utf-8")


def template(name: str, image: str = "busybox:1.37", kind: str = "WorkflowTemplate") -> dict[str, Any]:
    """A WorkflowTemplate."""
    main = {"name": "main", "container": {"image": image, "command": ["date"]}}
    return _object(kind, {"name": name}, {"entrypoint": "main", "templates": [main]})


def cron(name: str, of: str) -> dict[str, Any]:
    """A CronWorkflow that runs a WorkflowTemplate."""
    return _object(
        "CronWorkflow",
        {"name": name},
        {"schedules": ["0 1 * * *"], "workflowSpec": {"workflowTemplateRef": {"name": of}}},
    )


def run_of(of: str, prefix: str = "run-", **metadata: Any) -> dict[str, Any]:
    """A Workflow that runs a WorkflowTemplate."""
    return _object("Workflow", metadata or {"generateName": prefix}, {"workflowTemplateRef": {"name": of}})


def _object(kind: str, metadata: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}


def stored(server: ApiServer, namespace: str) -> dict[str, dict[str, Any]]:
    """All objects of a namespace by plural and name."""
    return {
        f"{plural}/{item['metadata']['name']}": item
        for plural in ("workflowtemplates", "cronworkflows", "workflows")
        for item in server.need("GET", f"{GROUP}/namespaces/{namespace}/{plural}")["items"]
    }


def versions(server: ApiServer, namespace: str) -> dict[str, str]:
    """The resource versions of all objects of a namespace."""
    return {name: at["metadata"]["resourceVersion"] for name, at in stored(server, namespace).items()}
