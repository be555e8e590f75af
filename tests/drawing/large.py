"""A workflow with as many tasks as one likes, as a build of many parts may have it."""

from __future__ import annotations

from random import Random

_HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: large-
spec:
  entrypoint: main
  templates:
    - name: work
      inputs: {parameters: [{name: from, default: ""}]}
      container: {image: "busybox:1.37"}
    - name: main
      dag:
        tasks:
"""


def large_workflow(tasks: int, seed: int = 7) -> str:
    """Its text; each task waits for one to three of those shortly before it, and some read what those give."""
    random = Random(seed)
    lines = [_HEAD]
    for number in range(tasks):
        lines.append(f"          - name: part-{number}\n            template: work\n")
        near = range(max(0, number - 18), number)
        awaited = sorted(random.sample(near, min(len(near), random.choice((1, 1, 2, 3)))))
        if awaited:
            lines.append(f"            depends: {' && '.join(f'part-{at}' for at in awaited)}\n")
        if awaited and number % 7 == 0:
            value = f"{{{{tasks.part-{awaited[0]}.outputs.result}}}}"
            lines.append(f'            arguments: {{parameters: [{{name: from, value: "{value}"}}]}}\n')
    return "".join(lines)
