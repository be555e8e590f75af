"""Reports made by hand: small texts with findings at words in them."""

from __future__ import annotations

from argolint.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from argolint.model import Kind
from argolint.project.session import ObjectName, Report
from argolint.source import SourceFile, Span

WORKFLOW = SourceFile(
    "flows/hello.yaml",
    """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: hello
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - name: a
            depends: b
            template: nowhere
          - name: b
            depends: a
            template: print
    - name: print
      contaner:
        image: alpine
    - name: print
      container:
        image: alpine
""",
)
LIBRARY = SourceFile("flows/library.yaml", "kind: WorkflowTemplate\nmetadata:\n  name: tools\nspec: {}\n")


def at(source: SourceFile, words: str, occurrence: int = 1) -> Span:
    """The span of the n-th occurrence of some words."""
    start = -1
    for _ in range(occurrence):
        start = source.text.index(words, start + 1)
    return Span(start, start + len(words))


def unknown_field() -> Diagnostic:
    """One underlined word with help and a fix."""
    span = at(WORKFLOW, "contaner")
    fix = Fix("write `container`", (Edit(WORKFLOW, span, "container"),), safe=True)
    return Diagnostic(
        WORKFLOW,
        span,
        "`contaner` is no field of a template",
        "unknown-field",
        Severity.ERROR,
        object="Workflow/hello",
        help="write `container`",
        fix=fix,
    )


def cycle() -> Diagnostic:
    """Two places close to each other."""
    label = Label(WORKFLOW, at(WORKFLOW, "depends: a"), "`b` waits for `a`")
    return Diagnostic(
        WORKFLOW,
        at(WORKFLOW, "depends: b"),
        "task `a` waits for itself: a, b, a",
        "dag-cycle",
        Severity.ERROR,
        object="Workflow/hello",
        labels=(label,),
    )


def far_apart() -> Diagnostic:
    """Two places of one file with many lines between them, the later one meant."""
    label = Label(WORKFLOW, at(WORKFLOW, "hello"), "asked for by this Workflow")
    return Diagnostic(
        WORKFLOW,
        at(WORKFLOW, "print", 3),
        "template `print` is defined twice",
        "duplicate-name",
        Severity.WARNING,
        labels=(Label(WORKFLOW, at(WORKFLOW, "print", 2), "first here"), label),
    )


def other_file() -> Diagnostic:
    """A second place in another file."""
    label = Label(LIBRARY, at(LIBRARY, "spec: {}"), "this WorkflowTemplate has no templates")
    return Diagnostic(
        WORKFLOW,
        at(WORKFLOW, "nowhere"),
        "there is no template `nowhere`",
        "unknown-template",
        Severity.ERROR,
        object="Workflow/hello",
        labels=(label,),
        help="templates here: `main`, `print`",
    )


def whole_block() -> Diagnostic:
    """A span of several lines."""
    start = at(WORKFLOW, "dag:").start
    return Diagnostic(
        WORKFLOW,
        Span(start, at(WORKFLOW, "- name: print").start),
        "the DAG is long",
        "long-dag",
        Severity.INFO,
    )


def unreadable() -> Diagnostic:
    """A file without a text."""
    return Diagnostic(
        SourceFile("flows/image.yaml", ""),
        Span(0, 0),
        "the file is no text",
        "unreadable-file",
        Severity.ERROR,
        help="save the file as UTF-8",
    )


def report(*diagnostics: Diagnostic) -> Report:
    """A report on both files."""
    objects = (
        ObjectName(WORKFLOW.path, Kind.WORKFLOW, "hello", 4),
        ObjectName(LIBRARY.path, Kind.WORKFLOW_TEMPLATE, "tools", 3),
    )
    return Report((WORKFLOW, LIBRARY), objects, diagnostics)


def full_report() -> Report:
    """One finding of each shape."""
    return report(whole_block(), cycle(), other_file(), unknown_field(), far_apart(), unreadable())


def marked(text: str, words: str, path: str = "a.yaml", message: str = "look here") -> Report:
    """A report with one finding at some words of a text."""
    source = SourceFile(path, text)
    found = Diagnostic(source, at(source, words), message, "some-rule", Severity.ERROR)
    return Report((source,), (), (found,))
