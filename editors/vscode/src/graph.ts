/** The graph of a file or of one object in it, beside its text. */

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import {
  commands,
  type Disposable,
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { matters } from "./argo";
import type { Asking } from "./asking";
import { isStrict, page } from "./page";
import { versionFlags } from "./settings";
import { folderOf, settings } from "./workspace";

interface Shown {
  readonly panel: WebviewPanel;
  readonly document: TextDocument;
  readonly object: string | undefined;
}

export class Graphs implements Disposable {
  private readonly shown = new Map<string, Shown>();
  private readonly script: string;
  private readonly listener = workspace.onDidSaveTextDocument((saved) => matters(saved) && this.refresh());
  private turn = 0;

  constructor(
    private readonly asking: Asking,
    private readonly extension: Uri,
  ) {
    this.script = readFileSync(Uri.joinPath(extension, "dist", "bridge.js").fsPath, "utf8");
  }

  async show(document: TextDocument, object?: string): Promise<void> {
    const key = `${document.uri}#${object ?? ""}`;
    const before = this.shown.get(key);
    if (before !== undefined) {
      before.panel.reveal(undefined, true);
      return;
    }
    const html = await this.asking.output("the graph", folderOf(document), this.steps(document, object));
    if (html === undefined) return;
    const title = `Graph: ${object?.split("/")[1] ?? basename(document.fileName)}`;
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const options = { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [] };
    const panel = window.createWebviewPanel("argolint.graph", title, column, options);
    panel.iconPath = Uri.joinPath(this.extension, "icon.png");
    panel.webview.onDidReceiveMessage((message) => this.open(document, message));
    panel.onDidDispose(() => this.shown.delete(key));
    this.shown.set(key, { panel, document, object });
    this.fill(panel, html);
  }

  dispose(): void {
    this.listener.dispose();
    for (const { panel } of [...this.shown.values()]) panel.dispose();
  }

  private steps(document: TextDocument, object: string | undefined): string[][] {
    const chosen = object === undefined ? [] : [`--object=${object}`];
    return [["graph", document.fileName, "--format=html", ...chosen, ...versionFlags(settings())]];
  }

  private async refresh(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    for (const { panel, document, object } of [...this.shown.values()]) {
      const html = await this.asking.quietly(folderOf(document), this.steps(document, object));
      // What cannot be drawn at the moment leaves the picture as it was.
      if (html !== undefined && turn === this.turn && this.isShown(panel)) this.fill(panel, html);
    }
  }

  private isShown(panel: WebviewPanel): boolean {
    return [...this.shown.values()].some((shown) => shown.panel === panel);
  }

  private fill(panel: WebviewPanel, html: string): void {
    if (!isStrict(html)) {
      void window.showErrorMessage("argolint: the page has no policy for its scripts, so it is not shown.");
      return;
    }
    panel.webview.html = page(html, this.script, randomBytes(16).toString("hex"));
  }

  private async open(from: TextDocument, message: unknown): Promise<void> {
    if (isRule(message)) await commands.executeCommand("argolint.explain", message.rule);
    if (!isPlace(message)) return;
    const uri = Uri.file(resolve(folderOf(from), message.file));
    const beside = window.visibleTextEditors.find(({ document }) => document.uri.fsPath === from.uri.fsPath);
    const viewColumn = beside?.viewColumn ?? ViewColumn.One;
    const editor = await window.showTextDocument(uri, { viewColumn, preserveFocus: true, preview: true });
    const { range } = editor.document.lineAt(Math.min(message.line, editor.document.lineCount) - 1);
    const start = range.start.with({ character: /^\s*/.exec(editor.document.getText(range))?.[0].length ?? 0 });
    editor.selection = new Selection(start, range.end);
    editor.revealRange(new Range(start, range.end), TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function isRule(message: unknown): message is { rule: string } {
  return typeof message === "object" && message !== null && "rule" in message && typeof message.rule === "string";
}

function isPlace(message: unknown): message is { file: string; line: number } {
  if (typeof message !== "object" || message === null || !("file" in message) || !("line" in message)) return false;
  return typeof message.file === "string" && Number.isInteger(message.line) && Number(message.line) > 0;
}
