"""Files as they are once a controller has put its defaults under their workflows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from argolint.model import companions, objects
from argolint.model.defaults import find_defaults
from argolint.project.errors import UsageError
from argolint.source import SourceFile
from argolint.syntax import Document, parse
from argolint.syntax.extended import ExtendedText
from argolint.syntax.problems import BrokenYaml

if TYPE_CHECKING:
    from argolint.model.defaults import Found
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import DefaultsFile


def with_defaults(file: LoadedFile, defaults: DefaultsFile | None) -> LoadedFile:
    """The file with defaults under all that runs in it; raises `UsageError` where these cannot be read."""
    if defaults is None:
        return file
    found = read_defaults(defaults)
    texts: dict[int, ExtendedText] = {}
    for document, items in file.documents:
        if id(document.source) not in texts and not all(item.is_template for item in items):
            texts[id(document.source)] = ExtendedText(document.source, found.source, found.node)
    if not texts:
        return file
    tagged = "{{" in found.source.text
    documents = [_extended(document, texts.get(id(document.source)), tagged) for document, _ in file.documents]
    return file._replace(
        documents=tuple((document, objects(document)) for document in documents),
        companions=tuple(item for document in documents for item in companions(document)),
    )


def _extended(document: Document, text: ExtendedText | None, tagged: bool) -> Document:
    if text is None:
        return document
    return Document(text, document.span, document.root, document.problems, document.tagged or tagged, document.template)


@lru_cache
def read_defaults(file: DefaultsFile) -> Found:
    """The defaults in a file; raises `UsageError` where there are none."""
    documents = parse(SourceFile(file.path, file.text))
    for document in documents:
        for problem in document.problems:
            if isinstance(problem, BrokenYaml):
                line = document.source.position(problem.span.start).line
                raise UsageError(
                    f"the workflow defaults `{file.path}` cannot be read: line {line} is no YAML",
                    f"see `argolint check {file.path}`",
                )
    found = find_defaults(documents)
    if found is None:
        raise UsageError(
            f"`{file.path}` holds no workflow defaults",
            "name a file with the ConfigMap of the controller, its `workflowDefaults`, or their `metadata` and `spec`",
        )
    return found
