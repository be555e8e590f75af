/** Runs `argolint` once, and reads what it complains of. */

import { execFile } from "node:child_process";

export interface Outcome {
  readonly status: number;
  readonly output: string;
  readonly complaints: string;
}

const LARGEST_OUTPUT = 256 * 1024 * 1024;

export function run(command: string, flags: readonly string[], folder: string, input = ""): Promise<Outcome> {
  // What the file refers to is looked for in the folder, as the language server does, in a repository or not.
  const env = { ...process.env, ARGOLINT_WORKSPACE: folder };
  const options = { cwd: folder, env, maxBuffer: LARGEST_OUTPUT, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(command, flags, options, (error, output, complaints) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ status, output, complaints: complaints || (status === -1 ? String(error?.message) : "") });
    });
    // It may end before it has read all, or not have started at all.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** The first thing that went wrong, with the way to mend it. */
export function complaint(complaints: string): string {
  const lines = complaints.split(/\r?\n/);
  const index = lines.findIndex((line) => line.startsWith("error: "));
  if (index < 0) return lines.find((line) => line.trim() !== "") ?? "it said nothing";
  const help = lines[index + 1]?.startsWith("help: ") ? ` (${lines[index + 1]?.slice("help: ".length)})` : "";
  return `${lines[index]?.slice("error: ".length)}${help}`;
}
