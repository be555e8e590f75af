/** What argolint writes about a file, as read-only documents that follow it. */

import { basename } from "node:path";
import {
  type Disposable,
  EventEmitter,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { matters } from "./argo";
import type { Asking, Steps } from "./asking";
import { versionFlags } from "./settings";
import { folderOf, settings } from "./workspace";

export const SCHEME = "argolint";

export interface View {
  /** Said while it is worked out. */
  readonly title: string;
  /** The ending of the document, which also chooses its language. */
  readonly ending: string;
  /** Whether it is worked out again whenever a file is saved. */
  readonly follows: boolean;
  /** The statuses with which there is something to show. */
  readonly fine: readonly number[];
  steps(file: string, flags: readonly string[]): Steps;
}

export const VIEWS = {
  role: {
    title: "the role",
    ending: "role.yaml",
    follows: true,
    fine: [0],
    steps: (file, flags) => [["rbac", file, ...flags]],
  },
  bundle: {
    title: "the bundle",
    ending: "bundle.yaml",
    follows: true,
    fine: [0],
    steps: (file, flags) => [["compile", file, "--bundle", ...flags]],
  },
  plan: {
    title: "the plan",
    ending: "plan.txt",
    follows: true,
    fine: [0],
    steps: (file, flags) => [
      ["compile", file, ...flags],
      ["show", "-"],
    ],
  },
  changes: {
    title: "what would change on the cluster",
    ending: "changes.txt",
    follows: false,
    // With 1 it tells what the cluster would refuse, or what is wrong with the file.
    fine: [0, 1],
    steps: (file, flags) => [["plan", file, ...flags]],
  },
} satisfies Record<string, View>;

interface Written {
  readonly view: View;
  readonly of: TextDocument;
  text: string;
}

export class Views implements TextDocumentContentProvider, Disposable {
  private readonly written = new Map<string, Written>();
  private turn = 0;
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly listeners = [
    workspace.onDidSaveTextDocument((saved) => matters(saved) && this.refresh()),
    workspace.onDidCloseTextDocument(({ uri }) => this.written.delete(uri.toString())),
  ];

  constructor(private readonly asking: Asking) {}

  async show(view: View, of: TextDocument): Promise<void> {
    const text = await this.asking.output(view.title, folderOf(of), this.steps(view, of), view.fine);
    if (text === undefined) return;
    const stem = basename(of.fileName).replace(/\.[^.]*$/, "");
    const uri = Uri.from({ scheme: SCHEME, path: `/${stem}.${view.ending}`, query: of.fileName });
    this.written.set(uri.toString(), { view, of, text });
    this.changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.written.get(uri.toString())?.text ?? "";
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private steps(view: View, of: TextDocument): Steps {
    return view.steps(of.fileName, versionFlags(settings()));
  }

  private async refresh(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    for (const [uri, written] of [...this.written]) {
      if (!written.view.follows) continue;
      const text = await this.asking.quietly(folderOf(written.of), this.steps(written.view, written.of));
      if (text === undefined || text === written.text || turn !== this.turn) continue;
      written.text = text;
      this.changed.fire(Uri.parse(uri));
    }
  }
}
