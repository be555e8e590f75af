/** The pages of the rules, as argolint brings them, shown as they are meant to look. */

import { commands, type TextDocumentContentProvider, Uri, window } from "vscode";
import type { Asking } from "./asking";
import { asMarkdown } from "./rulepage";
import { folders } from "./workspace";

export const SCHEME = "argolint-rule";

interface Rule {
  readonly name: string;
  readonly severity: string;
  readonly group: string;
  readonly summary: string;
}

export class Rules implements TextDocumentContentProvider {
  private readonly pages = new Map<string, string>();

  constructor(private readonly asking: Asking) {}

  async explain(named: string | undefined): Promise<void> {
    const rule = named ?? (await this.chosen());
    if (rule === undefined) return;
    const page = await this.asking.output(rule, here(), [["explain", rule]]);
    if (page === undefined) return;
    this.pages.set(rule, asMarkdown(page));
    await commands.executeCommand("markdown.showPreview", Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.pages.get(uri.path.replace(/^\/(.*)\.md$/, "$1")) ?? "";
  }

  private async chosen(): Promise<string | undefined> {
    const listed = await this.asking.output("the rules", here(), [["rules", "--format=json"]]);
    if (listed === undefined) return undefined;
    const items = (JSON.parse(listed) as Rule[]).map(({ name, severity, group, summary }) => ({
      label: name,
      description: `${severity} · ${group}`,
      detail: summary,
    }));
    return (await window.showQuickPick(items, { matchOnDetail: true }))?.label;
  }
}

function here(): string {
  return folders()[0] ?? process.cwd();
}
