"""Workspaces made of texts."""

from __future__ import annotations

from textwrap import dedent

from argolint.names import Workspace
from argolint.project.files import load_source
from argolint.project.library import Shelf
from argolint.project.session import file_definitions
from argolint.source import SourceFile


def store_of(*texts: str) -> Shelf:
    """The store of some files."""
    return Shelf([load_source(SourceFile(f"{n}.yaml", dedent(text))) for n, text in enumerate(texts)])


def workspace_of(*texts: str) -> Workspace:
    """The workspace of some files."""
    files = [load_source(SourceFile(f"{n}.yaml", dedent(text))) for n, text in enumerate(texts)]
    return Workspace(file_definitions(files), Shelf(files))
