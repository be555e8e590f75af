"""What those need who run argolint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.access.permissions import AccountName
from argolint.access.submitter import COMMANDS, USUAL, submitter
from argolint.project.files import load_source
from argolint.source import SourceFile
from tests.access.account_cases import RESOURCE, spec
from tests.access.support import derived, shown

if TYPE_CHECKING:
    from argolint.access.permissions import Derivation

API = "apiVersion: argoproj.io/v1alpha1\n"
OBJECTS = {
    "run": "kind: Workflow\nmetadata: {generateName: a-, namespace: here}\n",
    "library": "kind: WorkflowTemplate\nmetadata: {name: lib, namespace: here}\n",
    "shared": "kind: ClusterWorkflowTemplate\nmetadata: {name: far}\n",
}


def needs(*objects: str, commands: tuple[str, ...]) -> Derivation:
    """What the commands need on some of the objects."""
    text = "---\n".join(API + OBJECTS[name] for name in objects)
    items = load_source(SourceFile("a.yaml", text)).objects()
    return submitter(items, AccountName("here", "ci"), commands, lambda item: item.document.source.path)


@pytest.mark.parametrize(
    ("objects", "commands", "expected"),
    [
        (
            ("library",),
            ("apply",),
            {"list workflowtemplates.argoproj.io @here", "create,patch workflowtemplates.argoproj.io lib @here"},
        ),
        (
            ("shared",),
            ("apply",),
            {
                "list clusterworkflowtemplates.argoproj.io @*",
                "create,patch clusterworkflowtemplates.argoproj.io far @*",
            },
        ),
        (("library",), ("prune",), {"delete,list workflowtemplates.argoproj.io @here"}),
        (("run",), ("apply",), {"create,get,list workflows.argoproj.io @here"}),
        (("run",), ("submit",), {"create workflows.argoproj.io @here"}),
        (("run",), ("stop",), {"get,patch workflows.argoproj.io @here"}),
        (("run",), ("plan",), {"create,list workflows.argoproj.io @here"}),
        (("run",), ("delete",), {"delete,get workflows.argoproj.io @here"}),
        (("shared",), ("submit",), set()),
    ],
)
def test_commands(objects: tuple[str, ...], commands: tuple[str, ...], expected: set[str]) -> None:
    assert shown(needs(*objects, commands=commands)) == expected


def test_every_usual_command_is_one() -> None:
    assert set(USUAL) <= set(COMMANDS)


def test_with_rights_their_objects_count_too() -> None:
    run = spec("serviceAccountName: worker", main=RESOURCE.replace("name: one", "name: one, namespace: there"))
    (item,) = load_source(SourceFile("a.yaml", run)).objects()
    found = submitter([item], AccountName("here", "ci"), ("apply", "rbac"), lambda at: "a.yaml", derived(run))
    group = "rbac.authorization.k8s.io"
    assert shown(found) - {"create,get,list workflows.argoproj.io @here"} == {
        "list serviceaccounts @here", "create,patch serviceaccounts worker @here",
        f"list roles.{group} @here", f"create,patch roles.{group} worker @here",
        f"list rolebindings.{group} @here", f"create,patch rolebindings.{group} worker @here",
        f"list roles.{group} @there", f"create,patch roles.{group} here:worker @there",
        f"list rolebindings.{group} @there", f"create,patch rolebindings.{group} here:worker @there",
    }  # fmt: skip
    (said,) = found.remarks
    assert said.message.endswith("or `escalate` and `bind` on roles")
