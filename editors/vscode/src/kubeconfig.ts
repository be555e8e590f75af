/** The context that commands about a cluster go to, to be named before anything is asked of it. */

export interface Machine {
  readonly kubeconfig: string | undefined;
  readonly home: string;
  readonly delimiter: string;
  read(path: string): string | undefined;
}

/** The current context: the first file that names one counts, as with kubectl. */
export function currentContext(machine: Machine): string | undefined {
  const listed = machine.kubeconfig?.split(machine.delimiter).filter(Boolean) ?? [];
  const files = listed.length > 0 ? listed : [`${machine.home}/.kube/config`];
  for (const file of files) {
    const name = /^["']?current-context["']?:[ \t]*(.*?)[ \t]*(?:#.*)?$/m.exec(machine.read(file) ?? "")?.[1];
    const plain = name?.replace(/^(["'])(.*)\1$/, "$2");
    if (plain) return plain;
  }
  return undefined;
}
