"""Argo's kinds as CustomResourceDefinitions, which refuse unknown fields; other kinds are open to every field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tests.cluster.crd_schemas import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class CustomKind(NamedTuple):
    """A custom kind as its definition needs it."""

    kind: str
    plural: str
    group: str = "argoproj.io"
    version: str = "v1alpha1"
    namespaced: bool = True
    with_status: bool = False
    short_names: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name of the definition."""
        return f"{self.plural}.{self.group}"

    def definition(self) -> dict[str, Any]:
        """The CustomResourceDefinition."""
        version: dict[str, Any] = {
            "name": self.version,
            "served": True,
            "storage": True,
            "schema": {"openAPIV3Schema": schema_of(self.kind)},
        }
        if self.with_status:
            version["subresources"] = {"status": {}}
        return {
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": {"name": self.full_name},
            "spec": {
                "group": self.group,
                "names": {
                    "kind": self.kind,
                    "listKind": f"{self.kind}List",
                    "plural": self.plural,
                    "singular": self.kind.lower(),
                    "shortNames": list(self.short_names),
                },
                "scope": "Namespaced" if self.namespaced else "Cluster",
                "versions": [version],
            },
        }


ARGO_KINDS = (
    CustomKind("Workflow", "workflows", short_names=("wf",)),
    CustomKind("WorkflowTemplate", "workflowtemplates", short_names=("wftmpl",)),
    CustomKind("ClusterWorkflowTemplate", "clusterworkflowtemplates", namespaced=False, short_names=("cwft",)),
    CustomKind("CronWorkflow", "cronworkflows", short_names=("cwf", "cronwf")),
    CustomKind("WorkflowEventBinding", "workfloweventbindings", short_names=("wfeb",)),
    CustomKind("WorkflowTaskResult", "workflowtaskresults"),
    CustomKind("WorkflowTaskSet", "workflowtasksets", with_status=True, short_names=("wfts",)),
    CustomKind("WorkflowArtifactGCTask", "workflowartifactgctasks", with_status=True, short_names=("wfat",)),
)
"""The kinds of Argo Workflows; of those with a status of its own only two keep it apart."""

OTHER_KINDS = (
    CustomKind("Widget", "widgets", "example.test", "v1", with_status=True, short_names=("wd",)),
    CustomKind("Planet", "planets", "example.test", "v1", namespaced=False),
    CustomKind("Redis", "redis", "example.test", "v1"),
    CustomKind("Policy", "policies", "other.io", "v1"),
)
"""Kinds for tests: a namespaced one, a cluster-wide one, one with an odd plural, and one that no file defines."""


def is_established(definition: dict[str, Any]) -> bool:
    """Whether the server serves a kind by now."""
    return any(at["type"] == "Established" and at["status"] == "True" for at in _conditions(definition))


def _conditions(definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from definition.get("status", {}).get("conditions", ())
