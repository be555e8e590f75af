"""Small manifests in which every place of one symbol is marked, one for each kind of symbol and of reference."""

CASES = {
    "template: entrypoint, onExit, hooks, steps": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: «main»
  onExit: "«main»"
  hooks:
    running: {template: '«main»', expression: workflow.status == "Running"}
  templates:
  - name: «!main»
    steps:
    - - {name: main, template: other}
      - name: again
        template: >-
          «main»
        onExit: «main»
        hooks: {exit: {template: «main»}}
  - name: other
    dag:
      tasks: [{name: a, template: «main»}]
""",
    "template: across files": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: «!build»
    container: {image: i}
  - name: all
    steps: [[{name: s, template: «build»}]]
# --- user.yaml
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 0 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
    - name: main
      steps:
      - - {name: build, templateRef: {name: lib, template: «build»}}
        - {name: b, templateRef: {name: other, template: build}}
# --- run.yaml
kind: Workflow
metadata: {generateName: run-}
spec:
  workflowTemplateRef: {name: lib}
  entrypoint: «build»
""",
    "template: the local one of two files": """
# --- one.yaml
kind: Workflow
metadata: {generateName: one-}
spec:
  entrypoint: «main»
  templates: [{name: «!main», container: {image: i}}]
---
kind: Workflow
metadata: {generateName: one-}
spec:
  entrypoint: main
  templates: [{name: main, container: {image: i}}]
""",
    "object: references of both kinds": """
# --- lib.yaml
kind: ClusterWorkflowTemplate
metadata: {name: «!lib»}
spec:
  templates: [{name: t, container: {image: i}}]
---
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates: [{name: t, container: {image: i}}]
# --- user.yaml
kind: Workflow
metadata: {name: w}
spec:
  workflowTemplateRef: {name: «lib», clusterScope: true}
---
kind: Workflow
metadata: {name: w2}
spec:
  entrypoint: m
  templates:
  - name: m
    steps:
    - - {name: a, templateRef: {name: "«lib»", template: t, clusterScope: true}}
      - {name: b, templateRef: {name: lib, template: t}}
""",
    "object: from a sensor and an event binding": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: «!lib», namespace: argo}
spec:
  templates: [{name: t, container: {image: i}}]
# --- events.yaml
kind: Sensor
metadata: {name: s}
spec:
  triggers:
  - template:
      argoWorkflow:
        source:
          resource:
            kind: Workflow
            metadata: {generateName: x-, namespace: argo}
            spec:
              workflowTemplateRef: {name: «lib»}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: b, namespace: argo}
spec:
  event: {selector: "true"}
  submit:
    workflowTemplateRef: {name: «lib»}
""",
    "task: depends, dependencies, target, tags, expressions": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      target: «a» b
      tasks:
      - {name: «!a», template: t}
      - {name: b, template: t, dependencies: [«a»]}
      - name: c
        template: t
        depends: "b && («a».Succeeded || !«a») && aa"
        when: "{{tasks.«a».outputs.result}} == a"
        hooks:
          exit:
            template: t
            expression: tasks.«a».status == "a" && tasks["«a»"].status != 'a'
        arguments:
          parameters:
          - {name: a, value: '{{= tasks[''«a»''].outputs.result + tasks?.«a».id + "tasks.a" }}'}
          - name: z
            value: |
              {{tasks.aa.id}} and
              {{ tasks.«a».outputs.parameters.a }}
      - {name: aa, template: t}
    outputs:
      parameters:
      - {name: o, valueFrom: {parameter: "{{tasks.«a».outputs.result}}"}}
      - {name: p, valueFrom: {parameter: tasks.«a».outputs.result}}
      - {name: q, valueFrom: {expression: "tasks.«a».outputs.result"}}
  - name: t
    container: {image: i, args: ["{{tasks.a.id}}"]}
""",
    "step: tags, from, fromExpression": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - {name: «!one-1», template: t}
    - - name: two
        template: t
        withParam: "{{steps.«one-1».outputs.result}}"
        arguments:
          artifacts:
          - {name: x, from: "{{steps.«one-1».outputs.artifacts.x}}"}
          - name: y
            fromExpression: steps['«one-1»'].outputs.artifacts.x
    outputs:
      artifacts:
      - {name: y, fromExpression: "steps['«one-1»'].status == 'Succeeded' ? 1 : steps[\\"«one-1»\\"]"}
  - name: t
    container: {image: i}
""",
    "step of an inline template and around it": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - {name: «!first», template: t}
    - - name: second
        inline:
          steps:
          - - {name: inner, template: t}
          - - {name: x, template: t, when: "{{steps.«first».status}} != {{steps.inner.status}}"}
  - name: t
    container: {image: i}
""",
    "input parameter: tags, arguments, expressions": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: t
    inputs:
      parameters:
      - {name: «!msg», default: "{{workflow.name}}"}
      - name: other
    metrics:
      prometheus: [{name: m, help: h, labels: [{key: k, value: "{{inputs.parameters.«msg»}}"}]}]
    retryStrategy: {expression: "inputs.parameters.«msg» != ''"}
    script:
      image: "i:{{ inputs.parameters.«msg» }}"
      env: [{name: msg, value: '{{=inputs.parameters["«msg»"]}}'}]
      source: |
        echo msg "{{inputs.parameters.«msg»}}"
          {{=inputs.parameters.«msg» == 'msg' ? inputs['parameters'].«msg» : inputs.parameters.other}}
    outputs:
      artifacts:
      - {name: msg, path: "/{{inputs.parameters.«msg»}}"}
# --- user.yaml
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  arguments: {parameters: [{name: msg, value: x}]}
  templates:
  - name: m
    inputs: {parameters: [{name: msg}]}
    dag:
      tasks:
      - name: a
        templateRef: {name: lib, template: t}
        hooks:
          exit:
            templateRef: {name: lib, template: t}
            arguments: {parameters: [{name: "«msg»", value: "{{inputs.parameters.msg}}"}]}
        arguments:
          parameters:
          - name: «msg»
            value: "{{inputs.parameters.msg}}"
""",
    "input parameter: fed by the arguments of the workflow": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  arguments: {parameters: [{name: «tag», value: x}]}
  templates:
  - name: main
    inputs: {parameters: [{name: «!tag»}]}
    container: {image: "i:{{inputs.parameters.«tag»}}", args: ["{{workflow.parameters.«?tag»}}"]}
""",
    "input of an inline template": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    inputs: {parameters: [{name: b, value: x}]}
    steps:
    - - name: s
        arguments: {parameters: [{name: «a», value: "{{inputs.parameters.b}}"}, {name: b, value: x}]}
        inline:
          inputs: {parameters: [{name: «!a»}, {name: b}]}
          container: {image: "{{inputs.parameters.«a»}}", args: ["{{inputs.parameters.b}}"]}
""",
    "input of the template around an inline one": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    inputs: {parameters: [{name: «!b», value: x}]}
    steps:
    - - name: s
        arguments: {parameters: [{name: b, value: "{{inputs.parameters.«b»}}"}]}
        inline:
          inputs: {parameters: [{name: b}]}
          container: {image: i, args: ["{{inputs.parameters.«b»}}"]}
""",
    "input artifact: path, from, arguments": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - name: s
        template: t
        arguments: {artifacts: [{name: «src», raw: {data: src}}]}
  - name: t
    inputs: {artifacts: [{name: «!src», path: /src}]}
    steps:
    - - name: u
        template: main
        arguments: {artifacts: [{name: x, from: "{{inputs.artifacts.«src»}}"}]}
  - name: leaf
    inputs: {artifacts: [{name: src, path: /src}]}
    container: {image: i, args: ["{{inputs.artifacts.src.path}}"]}
""",
    "input artifact: its path": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: leaf
  templates:
  - name: leaf
    inputs: {artifacts: [{name: «!src», path: /src}]}
    container: {image: i, args: ["{{inputs.artifacts.«src».path}}", "{{=inputs.artifacts.«src».path}}"]}
""",
    "input artifact: the manifest of a resource": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - name: m
    inputs: {artifacts: [{name: «!text», raw: {data: x}}]}
    resource: {action: create, manifestFrom: {artifact: {name: «text»}}}
""",
    "output parameter: of steps and of the template itself": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: t
    container: {image: i, args: ["{{outputs.parameters.«o».path}}"]}
    metrics:
      prometheus: [{name: m, help: h, gauge: {value: "{{outputs.parameters.«o»}}"}}]
    outputs: {parameters: [{name: «!o», valueFrom: {path: /o}}, {name: p, valueFrom: {path: /p}}]}
# --- user.yaml
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - name: m
    steps:
    - - {name: s, templateRef: {name: lib, template: t}}
    - - name: o
        template: n
        when: "'{{steps.s.outputs.parameters.«o»}}' == '{{steps.s.outputs.parameters.p}}'"
        arguments:
          parameters: [{name: o, value: "{{=steps['s'].outputs.parameters['«o»'] + steps.s.outputs.parameters.«o»}}"}]
    outputs:
      parameters: [{name: o, valueFrom: {parameter: "{{steps.s.outputs.parameters.«o»}}"}}]
  - name: n
    inputs: {parameters: [{name: o}]}
    container: {image: i}
""",
    "output artifact": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - name: m
    dag:
      tasks:
      - {name: s, template: t}
      - name: u
        template: t
        depends: s
        arguments: {artifacts: [{name: in, from: "{{tasks.s.outputs.artifacts.«out»}}"}]}
    outputs:
      artifacts: [{name: out, from: "{{tasks.u.outputs.artifacts.«out»}}"}]
  - name: t
    container: {image: i, args: ["{{outputs.artifacts.«out».path}}"]}
    outputs: {artifacts: [{name: «!out», path: /out}]}
""",
    "workflow parameter: in its own object": """
kind: WorkflowTemplate
metadata: {name: w}
spec:
  entrypoint: m
  arguments: {parameters: [{name: «!env», value: dev}, {name: other, value: "{{workflow.parameters.«env»}}"}]}
  podMetadata: {labels: {env: "{{workflow.parameters.«env»}}"}}
  hooks: {exit: {template: m, expression: workflow.parameters.«env» == 'env'}}
  templates:
  - name: m
    metadata: {labels: {"{{workflow.parameters.«env»}}": env}}
    container: {image: i, args: ["{{=workflow.parameters.«env»}}", "{{=workflow['parameters']['«env»']}}"]}
""",
    "workflow parameter: through workflowTemplateRef and templateRef": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  entrypoint: t
  arguments: {parameters: [{name: «!env», value: dev}]}
  templates: [{name: t, container: {image: "{{workflow.parameters.«env»}}"}}]
# --- run.yaml
kind: Workflow
metadata: {name: run}
spec:
  arguments: {parameters: [{name: «env», value: prod}]}
  workflowTemplateRef: {name: lib}
""",
    "workflow parameter: read by a library of a library": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: outer}
spec:
  templates:
  - {name: t, steps: [[{name: s, templateRef: {name: inner, template: t}}]]}
---
kind: WorkflowTemplate
metadata: {name: inner}
spec:
  templates: [{name: t, container: {image: "{{workflow.parameters.«env»}}"}}]
# --- one.yaml
kind: Workflow
metadata: {name: one}
spec:
  entrypoint: m
  arguments: {parameters: [{name: «!env», value: prod}]}
  templates:
  - {name: m, steps: [[{name: s, templateRef: {name: outer, template: t}}]]}
# --- two.yaml
kind: Workflow
metadata: {name: two}
spec:
  entrypoint: m
  arguments: {parameters: [{name: «?env», value: prod}]}
  templates:
  - {name: m, steps: [[{name: s, templateRef: {name: inner, template: t}}]]}
---
kind: Workflow
metadata: {name: three}
spec:
  entrypoint: m
  arguments: {parameters: [{name: env, value: prod}]}
  templates: [{name: m, container: {image: i}}]
""",
    "volumes: as devices": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  volumeClaimTemplates: [{metadata: {name: «!disk»}}]
  templates:
  - name: m
    container: {image: i, volumeDevices: [{name: «disk», devicePath: /dev/xvda}]}
""",
    "containers: limits of another one": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - name: m
    sidecars: [{name: «!side», image: i}]
    volumes:
    - name: info
      downwardAPI: {items: [{path: cpu, resourceFieldRef: {containerName: «side», resource: limits.cpu}}]}
    container:
      image: i
      env: [{name: side, valueFrom: {resourceFieldRef: {containerName: "«side»", resource: limits.cpu}}}]
""",
    "volumes: mounted by a library": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates: [{name: t, container: {image: i, volumeMounts: [{name: «work», mountPath: /w}]}}]
# --- one.yaml
kind: Workflow
metadata: {name: one}
spec:
  entrypoint: m
  volumes: [{name: «!work», emptyDir: {}}]
  templates:
  - {name: m, steps: [[{name: s, templateRef: {name: lib, template: t}}]]}
""",
    "workflow artifact": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  arguments: {artifacts: [{name: «!src», raw: {data: x}}]}
  templates:
  - name: m
    inputs: {artifacts: [{name: «!src», path: /src}]}
    container: {image: i}
""",
    "global outputs": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  onExit: bye
  templates:
  - name: m
    container: {image: i}
    outputs: {parameters: [{name: o, globalName: «!made», valueFrom: {path: /o}}]}
  - name: bye
    container: {image: "{{workflow.outputs.parameters.«made»}}", args: ["{{=workflow.outputs.parameters.«made»}}"]}
""",
    "volumes: of the workflow": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  volumeClaimTemplates: [{metadata: {name: «!work»}}]
  volumes: [{name: other, emptyDir: {}}]
  templates:
  - name: m
    container: {image: i, volumeMounts: [{name: «work», mountPath: /w}, {name: other, mountPath: /o}]}
    sidecars: [{name: s, image: i, volumeMounts: [{name: «work», mountPath: /w}]}]
  - name: own
    volumes: [{name: work, emptyDir: {}}]
    container: {image: i, volumeMounts: [{name: work, mountPath: /w}]}
""",
    "volumes: of a template": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  volumes: [{name: work, emptyDir: {}}]
  templates:
  - name: m
    volumes: [{name: «!work», emptyDir: {}}]
    initContainers: [{name: s, image: i, volumeMounts: [{name: «work», mountPath: /w}]}]
    containerSet:
      volumeMounts: [{name: «work», mountPath: /w}]
      containers: [{name: main, image: i}]
""",
    "containers of a set": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - name: m
    containerSet:
      containers:
      - {name: «!a», image: i}
      - {name: b, image: i, dependencies: [«a»]}
      - {name: main, image: i, dependencies: ["«a»", b]}
""",
    "names within a manifest that is submitted": """
# --- lib.yaml
kind: WorkflowTemplate
metadata: {name: job}
spec:
  templates:
  - name: «!run»
    container: {image: i}
# --- make.yaml
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: run
  templates:
  - name: run
    inputs: {parameters: [{name: run, value: x}]}
    resource:
      action: create
      manifest: |
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: "{{inputs.parameters.run}}-"}
        spec:
          entrypoint: run
          templates:
          - name: run
            steps:
            - - {name: run, templateRef: {name: job, template: "«run»"}}
  - name: folded
    resource:
      action: create
      manifest: "apiVersion: argoproj.io/v1alpha1\\nkind: Workflow\\nspec: {workflowTemplateRef: {name: job},
        entrypoint: «run»}"
""",
    "keys of items": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - name: m
    steps:
    - - name: each
        template: t
        when: "{{item.«os»}} != os"
        arguments: {parameters: [{name: os, value: "{{item.«os»}}"}, {name: v, value: "{{=item.«os» + item['«os»']}}"}]}
        withItems: [{«!os»: debian, v: os}, {"«!os»": alpine, v: os}]
      - {name: other, template: t, withItems: [{os: debian}]}
  - name: t
    inputs: {parameters: [{name: os, value: ""}, {name: v, value: ""}]}
    container: {image: i}
""",
    "aliases and merge keys": """
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: m
  templates:
  - &base
    name: m
    inputs: {parameters: [{name: «!p», value: x}]}
    container: {image: "{{inputs.parameters.«p»}}"}
  - <<: *base
    name: n
    container: {image: i, args: ["{{inputs.parameters.«p»}}"]}
""",
}
