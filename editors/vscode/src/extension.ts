/** What the editor calls: puts the parts together, and starts the server when there is something of Argo. */

import {
  commands,
  type Disposable,
  type ExtensionContext,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import { isArgo } from "./argo";
import { Asking } from "./asking";
import { type Parts, registered } from "./commands";
import { Findings } from "./findings";
import { Graphs } from "./graph";
import { SCHEME as RULES, Rules } from "./rules";
import { isWorkspaceConfigured, needsRestart, Server, type State } from "./server";
import { statusItem } from "./status";
import { TomlSchema } from "./toml";
import { SCHEME as VIEWS, Views } from "./views";
import { onOtherPython } from "./workspace";

let started: Server | undefined;

/** What other extensions may ask: how the server is. */
export interface Api {
  state(): State;
}

export function activate(context: ExtensionContext): Api {
  const channel = window.createOutputChannel("argolint", { log: true });
  const findings = new Findings();
  const server = new Server(channel, findings);
  started = server;
  const asking = new Asking(channel);
  const graphs = new Graphs(asking, context.extensionUri);
  const views = new Views(asking);
  const rules = new Rules(asking);
  const toml = new TomlSchema(context);
  const install = Uri.joinPath(context.extensionUri, "INSTALL.md");
  const parts: Parts = {
    server,
    asking,
    graphs,
    views,
    rules,
    toml,
    showInstall: () => void commands.executeCommand("markdown.showPreview", install),
    showOutput: () => channel.show(),
  };
  context.subscriptions.push(channel, findings, graphs, views);
  context.subscriptions.push(workspace.registerTextDocumentContentProvider(VIEWS, views));
  context.subscriptions.push(workspace.registerTextDocumentContentProvider(RULES, rules));
  context.subscriptions.push(...registered(parts), ...watched(parts, findings));
  void toml.refresh();
  return { state: () => server.state };
}

export function deactivate(): Promise<void> | undefined {
  return started?.stop();
}

/** Follows what is opened, written, shown and set. */
function watched(parts: Parts, findings: Findings): Disposable[] {
  const { server, toml } = parts;
  const status = statusItem(server, isArgoShown);
  const noticed = (document: TextDocument) => {
    if (server.state.kind === "idle" && isArgo(document)) void server.start();
  };
  const shown = (editor: TextEditor | undefined) => {
    void commands.executeCommand("setContext", "argolint.isArgo", isArgoShown());
    status.update();
    if (editor !== undefined) void toml.offer(editor.document);
  };
  for (const document of workspace.textDocuments) noticed(document);
  shown(window.activeTextEditor);
  void isWorkspaceConfigured().then((is) => (is ? server.start() : undefined));
  return [
    status,
    server.onDidChange((state) => complain(state, parts)),
    window.onDidChangeActiveTextEditor(shown),
    workspace.onDidOpenTextDocument(noticed),
    // What is just being written becomes something of Argo at some keystroke.
    workspace.onDidChangeTextDocument(({ document }) => noticed(document)),
    workspace.onDidSaveTextDocument(() => shown(window.activeTextEditor)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("argolint.hideDoubled")) findings.look();
      const isOther = needsRestart((name) => event.affectsConfiguration(name));
      if (isOther && server.state.kind !== "idle") void server.restart();
    }),
    onOtherPython(() => server.state.kind !== "idle" && void server.restart()),
  ];
}

function isArgoShown(): boolean {
  const document = window.activeTextEditor?.document;
  return document !== undefined && document.uri.scheme === "file" && isArgo(document);
}

function complain(state: State, { showInstall, showOutput }: Parts): void {
  if (state.kind === "missing") {
    const problem = state.problem ?? "argolint is not installed where it was looked for";
    const choose = () => void commands.executeCommand("workbench.action.openSettings", "argolint.path");
    offer(`${problem}.`, { "How to Install": showInstall, "Choose the Program": choose });
  } else if (state.kind === "failed") {
    const ways = { "How to Install": showInstall, "Show Output": showOutput };
    offer(`argolint did not start: ${state.problem}`, ways);
  }
}

function offer(problem: string, ways: Record<string, () => void>): void {
  void window.showWarningMessage(problem, ...Object.keys(ways)).then((way) => way !== undefined && ways[way]?.());
}
