/** The findings of the server, less those that another extension tells of the same lines. */

import { type Diagnostic, type Disposable, languages, Uri, workspace } from "vscode";
import { documentStarts, isDoubled } from "./doubled";
import { option } from "./workspace";

export type Publish = (uri: Uri, findings: Diagnostic[]) => void;

export class Findings implements Disposable {
  private readonly told = new Map<string, Diagnostic[]>();
  private publish: Publish | undefined;
  private readonly listener = languages.onDidChangeDiagnostics(({ uris }) => this.look(uris));

  /** Take what the server says of a document, and tell what is left of it. */
  take(uri: Uri, findings: Diagnostic[], publish: Publish): void {
    this.publish = publish;
    for (const finding of findings) explained(finding);
    this.told.set(uri.toString(), findings);
    publish(uri, this.left(uri, findings));
  }

  forget(): void {
    this.told.clear();
  }

  /** Others have said something new, or a setting has changed. */
  look(uris: readonly Uri[] = [...this.told.keys()].map((uri) => Uri.parse(uri))): void {
    for (const uri of uris) {
      const findings = this.told.get(uri.toString());
      if (findings === undefined) continue;
      const left = this.left(uri, findings);
      // Telling them is a change again, and would be looked at without an end.
      const shown = languages.getDiagnostics(uri).filter(({ source }) => source === "argolint");
      if (left.length !== shown.length) this.publish?.(uri, left);
    }
  }

  dispose(): void {
    this.listener.dispose();
  }

  private left(uri: Uri, findings: Diagnostic[]): Diagnostic[] {
    if (!option("hideDoubled", true)) return findings;
    const others = languages
      .getDiagnostics(uri)
      .filter(({ source }) => source !== "argolint")
      .map(plain);
    if (others.length === 0) return findings;
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    const starts = documentStarts(document?.getText() ?? "");
    return findings.filter((finding) => !isDoubled(plain(finding), others, starts));
  }
}

function plain(finding: Diagnostic): { source: string | undefined; rule: string; line: number } {
  return { source: finding.source, rule: ruleOf(finding), line: finding.range.start.line };
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The name of a rule opens its page, which comes with argolint. */
function explained(finding: Diagnostic): void {
  const rule = ruleOf(finding);
  const told = encodeURIComponent(JSON.stringify([rule]));
  finding.code = { value: rule, target: Uri.parse(`command:argolint.explain?${told}`) };
}
