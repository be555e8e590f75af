/** What the modules without an editor in them are told of the editor. */

import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname } from "node:path";
import { Disposable, extensions, type TextDocument, type Uri, workspace } from "vscode";
import { currentContext } from "./kubeconfig";
import { type Found, isFound, locate, type Missing, type Surroundings } from "./locate";
import type { Settings } from "./settings";

export const SECTION = "argolint";

/** The part of the Python extension's interface that is used here. */
interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    readonly onDidChangeActiveEnvironmentPath?: (listener: () => void) => { dispose(): void };
  };
}

const PYTHON = "ms-python.python";

/** The program; the Python extension is only woken where there is none without it. */
export async function located(): Promise<Found | Missing> {
  const answer = locate(surroundings());
  const extension = extensions.getExtension<PythonApi>(PYTHON);
  if (isFound(answer) || answer.problem !== undefined || extension === undefined || extension.isActive) return answer;
  await extension.activate();
  listen();
  return locate(surroundings());
}

/** Another environment may hold another argolint, or the first one. */
export function onOtherPython(heed: () => void): Disposable {
  heeding = heed;
  listen();
  return new Disposable(() => listener?.dispose());
}

let heeding: () => void = () => undefined;
let listener: { dispose(): void } | undefined;

function listen(): void {
  listener ??= environments()?.onDidChangeActiveEnvironmentPath?.(() => heeding());
}

function environments(): PythonApi["environments"] {
  const extension = extensions.getExtension<PythonApi>(PYTHON);
  return extension?.isActive ? extension.exports?.environments : undefined;
}

function surroundings(): Surroundings {
  return {
    setting: option("path", ""),
    folders: folders(),
    interpreter: environments()?.getActiveEnvironmentPath(workspace.workspaceFolders?.[0]?.uri).path,
    searchPath: process.env["PATH"] ?? "",
    home: homedir(),
    isWindows: process.platform === "win32",
    canRun,
  };
}

export function option<T>(name: string, fallback: T): T {
  return workspace.getConfiguration(SECTION).get<T>(name, fallback);
}

export function settings(): Settings {
  return {
    argoVersion: option("argoVersion", ""),
    kubernetesVersion: option("kubernetesVersion", ""),
    profile: option("profile", ""),
    references: option("references", ""),
    select: option("select", []),
    extendSelect: option("extendSelect", []),
    ignore: option("ignore", []),
  };
}

export function folders(): string[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}

/** The folder in which a command about a document runs, so that it finds what the document refers to. */
export function folderOf(document: TextDocument): string {
  return workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? dirname(document.uri.fsPath);
}

export function context(): string | undefined {
  return currentContext({ kubeconfig: process.env["KUBECONFIG"], home: homedir(), delimiter, read });
}

function canRun(path: string): boolean {
  try {
    accessSync(path, process.platform === "win32" ? constants.F_OK : constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
