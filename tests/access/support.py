"""Workspaces made of texts."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from argolint.access.derive import derive
from argolint.flow.analysis import Flows
from argolint.names import Workspace
from argolint.project.files import load_source
from argolint.project.library import Shelf
from argolint.project.session import file_definitions
from argolint.schema.versions import DEFAULT as NEWEST
from argolint.source import SourceFile

if TYPE_CHECKING:
    from argolint.access.permissions import Derivation


def store_of(*texts: str) -> Shelf:
    """The store of some files."""
    return Shelf([load_source(SourceFile(f"{n}.yaml", dedent(text))) for n, text in enumerate(texts)])


def workspace_of(*texts: str) -> Workspace:
    """The workspace of some files."""
    files = [load_source(SourceFile(f"{n}.yaml", dedent(text))) for n, text in enumerate(texts)]
    return Workspace(file_definitions(files), Shelf(files))


def derived(*texts: str, owners: bool = False) -> Derivation:
    """What the workflows in some files need."""
    files = [load_source(SourceFile(f"{n}.yaml", dedent(text))) for n, text in enumerate(texts)]
    flows = Flows(Workspace(file_definitions(files), Shelf(files)), NEWEST)
    items = [item for file in files for item in file.objects()]
    return derive(items, flows, lambda item: item.document.source.path, owners=owners)


def shown(derivation: Derivation, *, account: str | None = None, reporting: bool = False) -> set[str]:
    """Permissions in short: verbs, resource, name and namespace, those for results left out unless wanted."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for at in derivation.permissions:
        if (reporting or at.resource != "workflowtaskresults") and account in (None, at.account.name):
            resource = f"{at.full_resource}.{at.group}" if at.group else at.full_resource
            rows.setdefault((resource, at.name, at.namespace), []).append(at.verb)
    return {
        " ".join([",".join(sorted(verbs)), resource, *([name] if name else []), *([f"@{where}"] if where else [])])
        for (resource, name, where), verbs in rows.items()
    }
