"""The files that VS Code shows in the tests."""

FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: release-
spec:
  entrypoint: main
  serviceAccountName: releaser
  arguments:
    parameters:
      - name: env
        value: staging
  templates:
    - name: main
      dag:
        tasks:
          - name: build
            templateRef: {name: lib, template: build}
            arguments:
              parameters:
                - name: target
                  value: "{{workflow.parameters.env}}"
          - name: test
            depends: build
            template: chekc
            arguments:
              parameters:
                - name: what
                  value: "{{tasks.build.outputs.parameters.image}}"
          - name: publish
            depends: test && build
            templateRef: {name: lib, template: publish}
            arguments:
              parameters:
                - name: image
                  value: "{{tasks.build.outputs.parameters.image}}"
    - name: check
      inputs:
        parameters:
          - name: what
      container:
        image: busybox:1.37
        command: [echo]
        args: ["checking {{inputs.parameters.what}}"]
"""
LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: lib
spec:
  templates:
    - name: build
      inputs:
        parameters:
          - name: target
      container:
        image: busybox:1.37
        command: [sh, -c]
        args: ["echo {{inputs.parameters.target}} > /tmp/image"]
      outputs:
        parameters:
          - name: image
            valueFrom:
              path: /tmp/image
    - name: publish
      inputs:
        parameters:
          - name: image
      container:
        image: busybox:1.37
        command: [echo]
        args: ["publishing {{inputs.parameters.image}}"]
"""
FIXABLE = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: hello-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.37
        command: [sleep]
        args: [30]
"""
DOUBLED = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: twice-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.36
        image: busybox:1.37
        command: [date]
"""
OTHER = """\
apiVersion: v1
kind: Service
metadata:
  name: web
"""
FILES = {
    "flow.yaml": FLOW,
    "lib.yaml": LIBRARY,
    "fixable.yaml": FIXABLE,
    "doubled.yaml": DOUBLED,
    "other.yaml": OTHER,
}
