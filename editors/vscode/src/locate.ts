/** Where argolint is installed: a setting, the environment of the workspace, or the PATH. */

import { posix, win32 } from "node:path";

export interface Surroundings {
  readonly setting: string;
  readonly folders: readonly string[];
  /** The Python that the Python extension has chosen, where that extension is at work. */
  readonly interpreter: string | undefined;
  readonly searchPath: string;
  readonly home: string;
  readonly isWindows: boolean;
  canRun(path: string): boolean;
}

export interface Found {
  readonly command: string;
  /** Why this one, for people. */
  readonly origin: string;
}

export interface Missing {
  /** What is wrong with the setting; nothing is looked for elsewhere then. */
  readonly problem?: string;
  readonly tried: readonly string[];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is what users write
const FOLDER = "${workspaceFolder}";
const ENVIRONMENTS = [".venv", "venv"];

export function locate(around: Surroundings): Found | Missing {
  if (around.setting !== "") return bySetting(around);
  const candidates = [...ofWorkspace(around), ...ofInterpreter(around), ...ofSearchPath(around)];
  const found = candidates.find(({ command }) => around.canRun(command));
  return found ?? { tried: [...new Set(candidates.map(({ command }) => command))] };
}

export function isFound(answer: Found | Missing): answer is Found {
  return "command" in answer;
}

function bySetting(around: Surroundings): Found | Missing {
  const { join, isAbsolute } = paths(around);
  const folder = around.folders[0] ?? "";
  const written = around.setting.replaceAll(FOLDER, folder).replace(/^~(?=$|[/\\])/, around.home);
  const origin = "the setting argolint.path";
  const isName = !/[/\\]/.test(written);
  const candidates = isName
    ? ofSearchPath(around, written).map(({ command }) => command)
    : [isAbsolute(written) ? written : join(folder, written)];
  const command = candidates.find((path) => around.canRun(path));
  if (command !== undefined) return { command, origin };
  return { problem: `argolint.path is ${around.setting}, and that is no program`, tried: candidates };
}

function ofWorkspace(around: Surroundings): Found[] {
  const { join } = paths(around);
  const programs = around.isWindows ? ["Scripts", "argolint.exe"] : ["bin", "argolint"];
  return around.folders.flatMap((folder) =>
    ENVIRONMENTS.map((name) => ({ command: join(folder, name, ...programs), origin: `${name} of the workspace` })),
  );
}

function ofInterpreter(around: Surroundings): Found[] {
  if (around.interpreter === undefined) return [];
  const { dirname, join } = paths(around);
  const folder = dirname(around.interpreter);
  const origin = "the environment of the Python extension";
  if (!around.isWindows) return [{ command: join(folder, "argolint"), origin }];
  // On Windows a Python without a virtual environment stands beside the folder of its programs.
  return [folder, join(folder, "Scripts")].map((each) => ({ command: join(each, "argolint.exe"), origin }));
}

function ofSearchPath(around: Surroundings, name = "argolint"): Found[] {
  const { delimiter, join } = paths(around);
  const file = around.isWindows && !name.toLowerCase().endsWith(".exe") ? `${name}.exe` : name;
  const folders = around.searchPath.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => ({ command: join(folder, file), origin: "the PATH" }));
}

function paths(around: Surroundings): typeof posix {
  return around.isWindows ? win32 : posix;
}
