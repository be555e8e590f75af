/** What the editor calls: starts the server when there is something of Argo, and knows the commands. */

import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";
import type { Location, Position } from "vscode-languageclient/node";
import { isArgo } from "./argo";
import { Asking } from "./asking";
import { Findings } from "./findings";
import { Graphs } from "./graph";
import { SCHEME as RULES, Rules } from "./rules";
import { isWorkspaceConfigured, needsRestart, Server, type State } from "./server";
import { statusItem } from "./status";
import { TomlSchema } from "./toml";
import { SCHEME, VIEWS, type View, Views } from "./views";
import { context as clusterContext, python } from "./workspace";

let server: Server | undefined;

/** What other extensions may ask: how the server is. */
export interface Api {
  state(): State;
}

export function activate(context: ExtensionContext): Api {
  const channel = window.createOutputChannel("argolint", { log: true });
  const findings = new Findings();
  const running = new Server(channel, findings);
  server = running;
  const asking = new Asking(channel);
  const graphs = new Graphs(asking, context.extensionUri);
  const views = new Views(asking);
  const rules = new Rules(asking);
  const status = statusItem(running, isArgoShown);
  const toml = new TomlSchema(context);
  const install = installer(context);
  const noticed = () => {
    void commands.executeCommand("setContext", "argolint.isArgo", isArgoShown());
    status.update();
    if (running.state.kind === "idle" && workspace.textDocuments.some(isArgo)) void running.start();
  };
  context.subscriptions.push(
    channel,
    findings,
    graphs,
    views,
    status,
    workspace.registerTextDocumentContentProvider(SCHEME, views),
    workspace.registerTextDocumentContentProvider(RULES, rules),
    running.onDidChange((state) => complain(state, install)),
    window.onDidChangeActiveTextEditor((editor) => {
      noticed();
      if (editor !== undefined) void toml.offer(editor.document);
    }),
    workspace.onDidOpenTextDocument(noticed),
    workspace.onDidSaveTextDocument(noticed),
    // What is just being written becomes something of Argo at some keystroke.
    workspace.onDidChangeTextDocument(() => running.state.kind === "idle" && noticed()),
    workspace.onDidChangeConfiguration((event) => {
      if (running.state.kind !== "idle" && needsRestart((name) => event.affectsConfiguration(name))) {
        void running.restart();
      } else if (event.affectsConfiguration("argolint.hideDoubled")) findings.look();
    }),
    ...followPython(running),
    ...registered({ running, graphs, views, rules, toml, asking, install, showOutput: () => channel.show() }),
  );
  noticed();
  void toml.refresh();
  void isWorkspaceConfigured().then((is) => (is ? running.start() : undefined));
  return { state: () => running.state };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

interface Parts {
  readonly running: Server;
  readonly graphs: Graphs;
  readonly views: Views;
  readonly rules: Rules;
  readonly toml: TomlSchema;
  readonly asking: Asking;
  readonly install: () => void;
  readonly showOutput: () => void;
}

function registered({ running, graphs, views, rules, toml, asking, install, showOutput }: Parts): Disposable[] {
  const view = (shown: View) => async () => {
    const document = await asking.document();
    if (document !== undefined) await views.show(shown, document);
  };
  const table: Record<string, (...told: never[]) => unknown> = {
    showGraph: async (uri?: unknown, object?: unknown) => {
      const isLens = typeof uri === "string" && typeof object === "string";
      const document = isLens ? await workspace.openTextDocument(Uri.parse(uri)) : await asking.document();
      if (document?.isDirty && !(await document.save())) return;
      if (document !== undefined) await graphs.show(document, isLens ? object : undefined);
    },
    showRole: view(VIEWS.role),
    showBundle: view(VIEWS.bundle),
    showPlan: view(VIEWS.plan),
    planCluster: async () => {
      if (await agreed()) await view(VIEWS.changes)();
    },
    showReferences: (uri: string, position: Position, places: Location[]) => {
      const convert = running.languageClient?.protocol2CodeConverter;
      if (convert === undefined) return undefined;
      const locations = places.map((place) => convert.asLocation(place));
      const at = [Uri.parse(uri), convert.asPosition(position), locations] as const;
      return commands.executeCommand("editor.action.showReferences", ...at);
    },
    explain: (rule?: string) => rules.explain(rule),
    useTomlSchema: () => toml.use(),
    restart: () => running.restart(),
    showOutput,
    install,
  };
  return Object.entries(table).map(([name, deed]) => commands.registerCommand(`argolint.${name}`, deed));
}

/** Whether a cluster may be asked: nothing does so by itself. */
async function agreed(): Promise<boolean> {
  const name = clusterContext();
  const cluster = name === undefined ? "the cluster that is configured" : `the cluster of the context “${name}”`;
  const detail =
    "argolint asks its API server what is there and to pretend each change (a dry run). Nothing is changed.";
  const ask = "Ask the Cluster";
  return (await window.showWarningMessage(`Compare with ${cluster}?`, { modal: true, detail }, ask)) === ask;
}

function isArgoShown(): boolean {
  const document = window.activeTextEditor?.document;
  return document !== undefined && document.uri.scheme === "file" && isArgo(document);
}

function complain(state: State, install: () => void): void {
  if (state.kind === "missing") {
    const problem = state.problem ?? "argolint is not installed where it was looked for";
    offer(`${problem}.`, { "How to Install": install, "Choose the Program": choose });
  } else if (state.kind === "failed") {
    const showOutput = () => void commands.executeCommand("argolint.showOutput");
    offer(`argolint did not start: ${state.problem}`, { "How to Install": install, "Show Output": showOutput });
  }
}

function offer(problem: string, ways: Record<string, () => void>): void {
  void window.showWarningMessage(problem, ...Object.keys(ways)).then((way) => way !== undefined && ways[way]?.());
}

function choose(): void {
  void commands.executeCommand("workbench.action.openSettings", "argolint.path");
}

function installer(context: ExtensionContext): () => void {
  const page = Uri.joinPath(context.extensionUri, "INSTALL.md");
  return () => void commands.executeCommand("markdown.showPreview", page);
}

/** Another environment may hold another argolint, or the first one. */
function followPython(running: Server): Disposable[] {
  const listen = python()?.environments?.onDidChangeActiveEnvironmentPath;
  return listen === undefined ? [] : [listen(() => running.state.kind !== "idle" && void running.restart())];
}
