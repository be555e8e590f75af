"""Workflows in the namespace `here`, and what each service account needs in them."""

from __future__ import annotations

RESULTS = "create,patch workflowtaskresults.argoproj.io @here"
HEAD = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a, namespace: here}\n"
POD = "container: {image: alpine, command: [date]}"
RESOURCE = (
    "resource: {action: get, manifest: '{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}'}"  # the cheapest
)
READS = "get configmaps one @here"
AGENT = {"watch workflowtasksets.argoproj.io @here", "patch workflowtasksets/status.argoproj.io @here"}
GC = {"list workflowartifactgctasks.argoproj.io @here", "patch workflowartifactgctasks/status.argoproj.io @here"}
KERBEROS = "inputs: {artifacts: [{name: x, path: /x, hdfs: {krbConfigConfigMap: {name: krb, key: k}}}]}"
COLLECTED = "outputs: {artifacts: [{name: x, path: /x, s3: {key: x}}]}"


def spec(*fields: str, **templates: str) -> str:
    """A workflow with these fields in its spec, and templates of which the first is the entrypoint."""
    listed = "".join(f"  - name: {name}\n" + "".join(f"    {line}\n" for line in body.splitlines())
                     for name, body in templates.items())  # fmt: skip
    lines = "".join(f"  {field}\n" for field in fields)
    return f"{HEAD}spec:\n  entrypoint: {next(iter(templates))}\n{lines}  templates:\n{listed}"


ACCOUNTS: tuple[tuple[str, dict[str, set[str]]], ...] = (
    (spec(main=POD), {"default": {RESULTS}}),
    (spec("serviceAccountName: a", main=POD), {"a": {RESULTS}}),
    (spec("serviceAccountName: a", main=f"serviceAccountName: b\n{POD}"), {"b": {RESULTS}}),
    (spec("serviceAccountName: a", "templateDefaults: {serviceAccountName: c}", main=POD), {"c": {RESULTS}}),
    (spec("serviceAccountName: a", main=RESOURCE), {"a": {RESULTS, READS}}),
    (spec("serviceAccountName: a", "executor: {serviceAccountName: e}", main=RESOURCE), {"e": {RESULTS, READS}}),
    (spec("serviceAccountName: a", main=f"executor: {{serviceAccountName: e}}\n{POD}"), {"e": {RESULTS}}),
    (
        spec("serviceAccountName: a", main="executor: {serviceAccountName: e}\n"
             "container: {image: alpine, command: [kubectl, get, pods]}"),
        {"e": {RESULTS}, "a": {"list pods @here"}},
    ),
    (spec("serviceAccountName: a", main="serviceAccountName: b\nhttp: {url: 'http://x'}"), {"a": AGENT}),
    (spec("executor: {serviceAccountName: e}", main="plugin: {x: {}}"), {"default": AGENT}),
    (spec("serviceAccountName: a", main="suspend: {}"), {}),
    (spec("serviceAccountName: a", "artifactGC: {strategy: OnWorkflowDeletion}", main=f"{POD}\n{COLLECTED}"),
     {"a": {RESULTS}, "default": GC}),
    (spec("artifactGC: {strategy: OnWorkflowDeletion, serviceAccountName: g}", main=f"{POD}\n{COLLECTED}"),
     {"default": {RESULTS}, "g": GC}),
    (spec("artifactGC: {strategy: Never}", main=f"{POD}\n{COLLECTED}"), {"default": {RESULTS}}),
    (spec(main=f"{POD}\n{KERBEROS}"),
     {"default": {RESULTS, "get configmaps krb @here"}}),
    (spec(main=POD, other=RESOURCE), {"default": {RESULTS}}),
    (spec("onExit: other", main=POD, other=RESOURCE), {"default": {RESULTS, READS}}),
    (spec("hooks: {exit: {template: other}}", main=POD, other=RESOURCE), {"default": {RESULTS, READS}}),
    (spec(main="steps: [[{name: a, template: pod, onExit: other}]]", pod=POD, other=RESOURCE),
     {"default": {RESULTS, READS}}),
    (spec(main="dag: {tasks: [{name: a, template: pod, hooks: {exit: {template: other}}}]}", pod=POD,
          other=RESOURCE),
     {"default": {RESULTS, READS}}),
    (spec(main=f"steps: [[{{name: a, inline: {{{RESOURCE}}}}}]]"), {"default": {RESULTS, READS}}),
    (spec("serviceAccountName: '{{workflow.uid}}'", main=POD), {}),
    (spec("serviceAccountName: a", main=f"podSpecPatch: 'serviceAccountName: p'\n{POD}"), {"p": {RESULTS}}),
    (spec("serviceAccountName: a", "podSpecPatch: '{\"serviceAccountName\": \"q\"}'", main=RESOURCE),
     {"q": {RESULTS, READS}}),
    (spec("podSpecPatch: 'serviceAccountName: q'", main=f"podSpecPatch: 'serviceAccountName: p'\n{POD}"),
     {"p": {RESULTS}}),
    (spec("podSpecPatch: 'serviceAccountName: q'", main=f"podSpecPatch: 'hostNetwork: true'\n{POD}"),
     {"q": {RESULTS}}),
    (spec("podSpecPatch: 'serviceAccountName: q'", "executor: {serviceAccountName: e}", main=RESOURCE),
     {"e": {RESULTS, READS}}),
    (spec("podSpecPatch: 'serviceAccountName: q'", "serviceAccountName: a", main="http: {url: 'http://x'}"),
     {"a": AGENT}),
    (spec("podSpecPatch: 'serviceAccountName: {{workflow.uid}}'", main=POD), {}),
    (spec("arguments: {parameters: [{name: n, value: v}]}",
          "podSpecPatch: 'serviceAccountName: {{workflow.parameters.n}}'", main=POD), {"v": {RESULTS}}),
    (spec("podSpecPatch: '{{workflow.uid}}'", "serviceAccountName: a", main=POD), {"a": {RESULTS}}),
    (spec("serviceAccountName: a", "podSpecPatch: 'automountServiceAccountToken: false'",
          "executor: {serviceAccountName: e}", main="container: {image: alpine, command: [kubectl, get, pods]}"),
     {"e": {RESULTS}}),
    (spec("artifactGC: {strategy: OnWorkflowDeletion, serviceAccountName: g, "
          "podSpecPatch: 'serviceAccountName: h'}", main=f"{POD}\n{COLLECTED}"), {"default": {RESULTS}, "g": GC}),
)  # fmt: skip
