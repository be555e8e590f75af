/** The commands, each under its name without the prefix. */

import { commands, type Disposable, Uri, window, workspace } from "vscode";
import type { Location, Position } from "vscode-languageclient/node";
import type { Asking } from "./asking";
import type { Graphs } from "./graph";
import type { Rules } from "./rules";
import type { Server } from "./server";
import type { TomlSchema } from "./toml";
import { VIEWS, type View, type Views } from "./views";
import { context } from "./workspace";

/** What the commands work with. */
export interface Parts {
  readonly server: Server;
  readonly asking: Asking;
  readonly graphs: Graphs;
  readonly views: Views;
  readonly rules: Rules;
  readonly toml: TomlSchema;
  showInstall(): void;
  showOutput(): void;
}

export function registered(parts: Parts): Disposable[] {
  const table: Record<string, (...told: never[]) => unknown> = {
    showGraph: (uri?: unknown, object?: unknown) => showGraph(parts, uri, object),
    showRole: () => show(parts, VIEWS.role),
    showBundle: () => show(parts, VIEWS.bundle),
    showPlan: () => show(parts, VIEWS.plan),
    planCluster: async () => {
      if (await agreed()) await show(parts, VIEWS.changes);
    },
    showReferences: (uri: string, position: Position, places: Location[]) =>
      showReferences(parts.server, uri, position, places),
    explain: (rule?: string) => parts.rules.explain(rule),
    useTomlSchema: () => parts.toml.use(),
    restart: () => parts.server.restart(),
    showOutput: parts.showOutput,
    install: parts.showInstall,
  };
  return Object.entries(table).map(([name, deed]) => commands.registerCommand(`argolint.${name}`, deed));
}

async function show({ asking, views }: Parts, view: View): Promise<void> {
  const document = await asking.document();
  if (document !== undefined) await views.show(view, document);
}

/** Of the document that is shown, or of the object whose code lens was clicked. */
async function showGraph({ asking, graphs }: Parts, uri: unknown, object: unknown): Promise<void> {
  const isLens = typeof uri === "string" && typeof object === "string";
  const document = isLens ? await workspace.openTextDocument(Uri.parse(uri)) : await asking.document();
  if (document === undefined || (document.isDirty && !(await document.save()))) return;
  await graphs.show(document, isLens ? object : undefined);
}

async function showReferences(server: Server, uri: string, position: Position, places: Location[]): Promise<void> {
  const convert = server.languageClient?.protocol2CodeConverter;
  if (convert === undefined) return;
  const locations = places.map((place) => convert.asLocation(place));
  const at = convert.asPosition(position);
  await commands.executeCommand("editor.action.showReferences", Uri.parse(uri), at, locations);
}

/** Whether a cluster may be asked: nothing does so by itself. */
async function agreed(): Promise<boolean> {
  const name = context();
  const cluster = name === undefined ? "the cluster that is configured" : `the cluster of the context “${name}”`;
  const detail =
    "argolint asks its API server what is there and to pretend each change (a dry run). Nothing is changed.";
  const ask = "Ask the Cluster";
  return (await window.showWarningMessage(`Compare with ${cluster}?`, { modal: true, detail }, ask)) === ask;
}
