"""Writes a manifest of a wanted length: DAGs of tasks that hand results on, a template for each."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES_PER_OBJECT = 150
TINY = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: tiny-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.37
"""
HEAD = """\
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: generated-{object}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
"""
FIRST_TASK = """\
          - name: task-0
            template: work-0
"""
TASK = """\
          - name: task-{number}
            template: work-{number}
            depends: task-{before}.Succeeded
            arguments:
              parameters:
                - name: text
                  value: "{{{{tasks.task-{before}.outputs.result}}}}"
"""
TEMPLATE = """\
    - name: work-{number}
      inputs:
        parameters:
          - name: text
            default: nothing yet
      retryStrategy:
        limit: "2"
      script:
        image: python:3.13-alpine
        command: [python]
        env:
          - name: TEXT
            value: "{{{{inputs.parameters.text}}}}"
        source: |
          import os

          print(os.environ["TEXT"])
"""


def write_manifest(path: Path, lines: int) -> None:
    """A file of at most so many lines and hardly fewer, in objects of bounded size."""
    smallest, step = _height(HEAD, FIRST_TASK, TEMPLATE), _height(TASK, TEMPLATE)
    left = lines
    with path.open("w", encoding="utf-8") as file:
        if left < smallest:
            file.write(TINY)
            return
        for number in count():
            if left < smallest:
                return
            templates = min(TEMPLATES_PER_OBJECT, 1 + (left - smallest) // step)
            text = _object(number, templates)
            left -= _height(text)
            file.write(text)


def _object(number: int, templates: int) -> str:
    tasks = [TASK.format(number=at, before=at - 1) for at in range(1, templates)]
    bodies = [TEMPLATE.format(number=at) for at in range(templates)]
    return "".join([HEAD.format(object=number), FIRST_TASK, *tasks, *bodies])


def _height(*texts: str) -> int:
    return sum(text.count("\n") for text in texts)
