"""Resource templates and what each needs beside the right to hand in results, in workflows of the namespace `here`."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A resource template: its fields beside the manifest, the objects of its manifest, and what it needs."""

    name: str
    fields: str
    manifest: str
    needs: tuple[str, ...]
    remark: str = ""
    """A part of the remark that is due."""
    outputs: str = ""

    def workflow(self) -> str:
        """The workflow with that template."""
        lines = "".join(f"        {line}\n" for line in self.manifest.splitlines())
        manifest = f"      manifest: |\n{lines}" if self.manifest else ""
        outputs = f"    outputs: {self.outputs}\n" if self.outputs else ""
        return f"{_HEAD}    resource:\n      {self.fields.replace('; ', chr(10) + '      ')}\n{manifest}{outputs}"


_HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-, namespace: here}
spec:
  entrypoint: main
  serviceAccountName: worker
  arguments: {parameters: [{name: kind, value: Secret}, {name: there, value: prod}]}
  templates:
  - name: main
    inputs: {parameters: [{name: x, value: "{{workflow.parameters.kind}}"}]}
"""


_PODS = "{metadata: {labels: {app: x}}, spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}"
_MORE = {
    "Job": f"\nspec: {{manualSelector: true, selector: {{matchLabels: {{app: x}}}}, template: {_PODS}}}",
    "PersistentVolume": "\nspec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /x}}",
    "PodDisruptionBudget": "\nspec: {minAvailable: 1}",
    "PriorityClass": "\nvalue: 1",
    "Role": "\nrules: [{apiGroups: [''], resources: [pods], verbs: [get]}]",
    "RoleBinding": "\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: two}",
    "RuntimeClass": "\nhandler: x",
}
"""What a server wants in objects of a kind."""


def _object(kind: str, name: str = "one", api: str = "v1", namespace: str = "", more: str = "") -> str:
    where = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: {name}{where}}}{more or _MORE.get(kind, '')}"


CM = _object("ConfigMap")
CM_THERE = _object("ConfigMap", namespace="there")
NEW_CM = "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: one-}"
JOB = _object("Job", api="batch/v1")
NEW_JOB = f"apiVersion: batch/v1\nkind: Job\nmetadata: {{generateName: one-}}{_MORE['Job']}"
WIDGET = _object("Widget", api="example.test/v1")
REDIS = _object("Redis", api="example.test/v1")
PLANET = _object("Planet", api="example.test/v1")
CLASS = _object("PriorityClass", api="scheduling.k8s.io/v1")
LEASE = _object("Lease", api="coordination.k8s.io/v1")
BUDGET = _object("PodDisruptionBudget", api="policy/v1")
RUNTIME = _object("RuntimeClass", api="node.k8s.io/v1")
WORKFLOW = _object("Workflow", api="argoproj.io/v1alpha1")
PATCH = "[{op: add, path: /data, value: {}}]"
DONE = "successCondition: status.succeeded > 0"
FAILED = "failureCondition: status.failed > 0"
BY_PATH = "{parameters: [{name: out, valueFrom: {jsonPath: '{.metadata.uid}'}}]}"
BY_JQ = "{parameters: [{name: out, valueFrom: {jqFilter: .metadata.uid}}]}"
BY_NOTHING = "{parameters: [{name: out, value: x}]}"

CUSTOM_KINDS = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.test}
spec: {group: example.test, names: {kind: Widget, plural: widgets, shortNames: [wd]}, scope: Namespaced}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: redis.example.test}
spec: {group: example.test, names: {kind: Redis, plural: redis}, scope: Namespaced}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: planets.example.test}
spec: {group: example.test, names: {kind: Planet, plural: planets}, scope: Cluster}
"""

CASES = (
    Case("create", "action: create", CM, ("create configmaps @here",)),
    Case("create-generated", "action: create", NEW_CM, ("create configmaps @here",)),
    Case("create-job-condition", f"action: create; {DONE}", NEW_JOB, ("create,get jobs.batch @here",)),
    Case("create-named-condition", f"action: create; {DONE}", JOB,
         ("create jobs.batch @here", "get jobs.batch one @here")),
    Case("create-failure-condition", f"action: create; {FAILED}", NEW_JOB, ("create,get jobs.batch @here",)),
    Case("create-path-output", "action: create", NEW_CM, ("create,get configmaps @here",), outputs=BY_PATH),
    Case("create-jq-output", "action: create", NEW_CM, ("create,get configmaps @here",), outputs=BY_JQ),
    Case("create-other-output", "action: create", NEW_CM, ("create configmaps @here",), outputs=BY_NOTHING),
    Case("create-there", "action: create", CM_THERE, ("create configmaps @there",)),
    Case("create-there-by-flag", "action: create; flags: [-n, there]", CM, ("create configmaps @there",)),
    Case("create-there-by-long-flag", "action: create; flags: [--namespace=there]", CM, ("create configmaps @there",)),
    Case("create-cluster-kind", "action: create", CLASS, ("create priorityclasses.scheduling.k8s.io @*",)),
    Case("create-cluster-kind-in-namespace", "action: create", _object("PersistentVolume", namespace="there"),
         ("create persistentvolumes @*",)),
    Case("create-namespace", "action: create", _object("Namespace"), ("create namespaces @*",)),
    Case("create-custom", "action: create", WIDGET, ("create widgets.example.test @here",)),
    Case("create-irregular-plural", f"action: create; {DONE}", REDIS,
         ("create redis.example.test @here", "get redis.example.test one @here")),
    Case("create-cluster-custom", "action: create", PLANET, ("create planets.example.test @*",)),
    Case("create-guessed", "action: create", _object("Policy", api="other.io/v1"),
         ("create policies.other.io @here",), "a guess"),
    Case("create-workflow", f"action: create; {DONE}", WORKFLOW,
         ("create workflows.argoproj.io @here", "get workflows.argoproj.io one @here")),
    Case("create-owned", "action: create; setOwnerReference: true", CM, ("create configmaps @here",),
         "OwnerReferences"),
    Case("create-saved", "action: create; flags: [--save-config, --validate=false]", CM, ("create configmaps @here",)),
    Case("create-role", "action: create", _object("Role", api="rbac.authorization.k8s.io/v1"),
         ("create roles.rbac.authorization.k8s.io @here",), "escalate"),
    Case("create-binding", "action: create", _object("RoleBinding", api="rbac.authorization.k8s.io/v1"),
         ("create rolebindings.rbac.authorization.k8s.io @here",), "`bind`"),
    Case("create-endpoints", "action: create", _object("Endpoints"), ("create endpoints @here",)),
    Case("apply", "action: apply", CM, ("create configmaps @here", "get,patch configmaps one @here")),
    Case("apply-there", "action: apply", CM_THERE, ("create configmaps @there", "get,patch configmaps one @there")),
    Case("apply-condition", f"action: apply; {DONE}", JOB,
         ("create jobs.batch @here", "get,patch jobs.batch one @here")),
    Case("apply-cluster-kind", "action: apply", CLASS,
         ("create priorityclasses.scheduling.k8s.io @*", "get,patch priorityclasses.scheduling.k8s.io one @*")),
    Case("apply-custom", "action: apply", WIDGET,
         ("create widgets.example.test @here", "get,patch widgets.example.test one @here")),
    Case("apply-forced", "action: apply; flags: [--force]", CM,
         ("create configmaps @here", "get,patch configmaps one @here")),
    Case("apply-server-side", "action: apply; flags: [--server-side]", CM, ("create,patch configmaps one @here",)),
    Case("apply-server-side-condition", f"action: apply; flags: [--server-side]; {DONE}", JOB,
         ("create,get,patch jobs.batch one @here",)),
    Case("apply-server-side-off", "action: apply; flags: [--server-side=false]", CM,
         ("create configmaps @here", "get,patch configmaps one @here")),
    Case("apply-pruning", "action: apply; flags: [--prune, --prune-allowlist=core/v1/ConfigMap, -l, app=x]",
         CM.replace("name:", "labels: {app: x}, name:"),
         ("create,delete,list configmaps @here", "get,patch configmaps one @here")),
    Case("apply-pruning-all", "action: apply; flags: [--prune, -l, app=x]",
         CM.replace("name:", "labels: {app: x}, name:"),
         ("create,delete,list configmaps @here", "get,patch configmaps one @here"), "without `--prune-allowlist`"),
    Case("get", "action: get", CM, ("get configmaps one @here",)),
    Case("get-condition-output", f"action: get; {DONE}", JOB, ("get jobs.batch one @here",), outputs=BY_PATH),
    Case("get-by-words", "action: get; flags: [cm, one]", "", ("get configmaps one @here",)),
    Case("get-by-pair", "action: get; flags: [deploy/web]", "", ("get deployments.apps web @here",)),
    Case("get-by-type-and-group", "action: get; flags: [deployments.v1.apps, web]", "",
         ("get deployments.apps web @here",)),
    Case("get-list", "action: get; flags: [pods]", "", ("list pods @here",)),
    Case("get-selected", "action: get; flags: [pods, -l, app=x]", "", ("list pods @here",)),
    Case("get-everywhere", "action: get; flags: [pods, -A]", "", ("list pods @*",)),
    Case("get-custom-short", "action: get; flags: [wd, one]", "", ("get widgets.example.test one @here",)),
    Case("get-argo-short", "action: get; flags: [wf, one]", "", ("get workflows.argoproj.io one @here",)),
    Case("get-status", "action: get; flags: [deploy, one, --subresource=status]", "",
         ("get deployments/status.apps one @here",)),
    Case("get-in-own-namespace", "action: get; flags: [-n, '{{workflow.namespace}}', cm, one]", "",
         ("get configmaps one @here",)),
    Case("get-status-of-file", "action: get; flags: [--subresource=status]", WIDGET,
         ("get widgets.example.test one @here",)),
    Case("get-unknown-type", "action: get; flags: [thing, one]", "", (), "no type that is known"),
    Case("get-tagged-name", "action: get; flags: [cm, '{{inputs.parameters.x}}']", "", ("get configmaps @here",)),
    Case("replace", "action: replace", CM, ("update configmaps one @here",)),
    Case("replace-condition", f"action: replace; {DONE}", JOB, ("get,update jobs.batch one @here",)),
    Case("replace-custom", "action: replace", WIDGET, ("get,update widgets.example.test one @here",)),
    Case("replace-cluster-custom", "action: replace", PLANET, ("get,update planets.example.test one @*",)),
    Case("replace-lease", "action: replace", LEASE, ("get,update leases.coordination.k8s.io one @here",)),
    Case("replace-budget", "action: replace", BUDGET, ("get,update poddisruptionbudgets.policy one @here",)),
    Case("replace-runtime-class", "action: replace", RUNTIME, ("get,update runtimeclasses.node.k8s.io one @*",)),
    Case("replace-workflow", "action: replace", WORKFLOW, ("get,update workflows.argoproj.io one @here",)),
    Case("replace-forced", "action: replace; flags: [--force]", CM,
         ("create configmaps @here", "delete,get configmaps one @here")),
    Case("replace-status", "action: replace; flags: [--subresource=status]", WIDGET,
         ("get,update widgets/status.example.test one @here",)),
    Case("patch", "action: patch", CM, ("patch configmaps one @here",)),
    Case("patch-merge", "action: patch; mergeStrategy: merge", WIDGET, ("patch widgets.example.test one @here",)),
    Case("patch-condition", f"action: patch; {DONE}", JOB, ("get,patch jobs.batch one @here",)),
    Case("patch-output", "action: patch", CM, ("get,patch configmaps one @here",), outputs=BY_JQ),
    Case("patch-json", "action: patch; mergeStrategy: json; flags: [cm, one]", PATCH,
         ("get,patch configmaps one @here",)),
    Case("patch-json-output", "action: patch; mergeStrategy: json; flags: [cm/one]", PATCH,
         ("get,patch configmaps one @here",),
         outputs=BY_PATH),
    Case("patch-words", "action: patch; flags: [cm, one, -n, there]", "data: {a: b}",
         ("get,patch configmaps one @there",)),
    Case("patch-status", "action: patch; mergeStrategy: merge; flags: [--subresource=status]", WIDGET,
         ("patch widgets/status.example.test one @here",)),
    Case("patch-status-condition", f"action: patch; mergeStrategy: merge; flags: [--subresource=status]; {DONE}",
         WIDGET,
         ("patch widgets/status.example.test one @here", "get widgets.example.test one @here")),
    Case("patch-status-by-words", "action: patch; mergeStrategy: json; flags: [wd, one, --subresource, status]", PATCH,
         ("get,patch widgets/status.example.test one @here",)),
    Case("patch-without-target", "action: patch; mergeStrategy: json", PATCH, (), "neither its manifest nor its flags"),
    Case("delete", "action: delete", CM, ("delete configmaps one @here",)),
    Case("delete-without-waiting", "action: delete; flags: [--wait=false]", CM, ("delete configmaps one @here",)),
    Case("delete-cluster-kind", "action: delete", CLASS, ("delete priorityclasses.scheduling.k8s.io one @*",)),
    Case("delete-by-words", "action: delete; flags: [cm, one]", "", ("delete configmaps one @here",)),
    Case("delete-several", "action: delete; flags: [cm, one, two]", "",
         ("delete configmaps one @here", "delete configmaps two @here")),
    Case("delete-selected", "action: delete; flags: [job, -l, app=x]", "", ("delete,list jobs.batch @here",)),
    Case("delete-all", "action: delete; flags: [job, --all]", "", ("delete,list jobs.batch @here",)),
    Case("delete-documents", "action: delete", f"{CM}\n---\n{JOB}",
         ("delete configmaps one @here", "delete jobs.batch one @here")),
    Case("create-list", "action: create",
         "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n"
         "- {apiVersion: v1, kind: Pod, metadata: {name: b, namespace: there},\n"
         "   spec: {containers: [{name: a, image: a}]}}",
         ("create secrets @here", "create pods @there")),
    Case("tagged-kind", "action: create", _object('"{{workflow.parameters.kind}}"'), ("create secrets @here",),
         "gives the kind"),
    Case("unknown-kind", "action: create", _object('"{{item}}"'), (), "kind of its object is known only"),
    Case("tagged-name", "action: get", _object("ConfigMap", '"a-{{workflow.uid}}"'), ("get configmaps @here",)),
    Case("own-namespace", "action: create", _object("ConfigMap", namespace='"{{workflow.namespace}}"'),
         ("create configmaps @here",)),
    Case("tagged-namespace", "action: create", _object("ConfigMap", namespace='"{{workflow.parameters.there}}"'),
         ("create configmaps @prod",), "gives the namespace"),
    Case("unknown-namespace", "action: create", _object("ConfigMap", namespace='"{{item}}"'), (),
         "namespace of its object"),
    Case("tagged-manifest", "action: create", "{{item}}", (), "its manifest is known only"),
    Case("tagged-action", 'action: "{{item}}"', CM, (), "its action is known only"),
    Case("from-artifact", "action: create; manifestFrom: {artifact: {name: x}}", "", (), "its manifest is an artifact"),
    Case("unknown-flag", "action: create; flags: [--colour]", CM, ("create configmaps @here",),
         "`--colour` is not known"),
    Case("other-credentials", "action: create; flags: [--kubeconfig=/tmp/x]", CM, (), "other credentials"),
    Case("as-user", "action: create; flags: [--as=jane]", CM, ("impersonate users jane @*",), "`jane`"),
    Case("as-account", "action: create; flags: ['--as=system:serviceaccount:there:boss']", CM,
         ("impersonate serviceaccounts boss @there", "create configmaps @here")),
)  # fmt: skip
