/** Runs a command of argolint about the document that is shown, and tells what goes wrong. */

import { commands, type LogOutputChannel, ProgressLocation, type TextDocument, window } from "vscode";
import { isArgo } from "./argo";
import { isFound } from "./locate";
import { complaint, type Outcome, run } from "./run";
import { located } from "./workspace";

/** Flags of one run; what it prints is the input of the next. */
export type Steps = readonly (readonly string[])[];

/** The status of a command that found errors where it was to check before it did anything. */
const FOUND_ERRORS = 1;

export class Asking {
  constructor(private readonly channel: LogOutputChannel) {}

  /** The document that a command is about, saved, because the commands read what is on disk. */
  async document(): Promise<TextDocument | undefined> {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isArgo(document) || document.uri.scheme !== "file") {
      void window.showInformationMessage("argolint: open a file with Argo Workflows first.");
      return undefined;
    }
    return !document.isDirty || (await document.save()) ? document : undefined;
  }

  /** What the last of the steps prints, or undefined once somebody has been told why there is nothing. */
  async output(
    title: string,
    folder: string,
    steps: Steps,
    fine: readonly number[] = [0],
  ): Promise<string | undefined> {
    const location = { location: ProgressLocation.Window, title: `argolint: ${title}` };
    const outcome = await window.withProgress(location, () => this.outcome(steps, folder, fine));
    if (outcome === undefined) return undefined;
    if (isGood(outcome, fine)) return outcome.output;
    const hasErrors = outcome.status === FOUND_ERRORS && outcome.complaints === "";
    if (hasErrors) this.offer("the check found errors.", "Show Problems", "workbench.actions.view.problems");
    else this.offer(complaint(outcome.complaints), "Show Output", "argolint.showOutput");
    return undefined;
  }

  /** The same without a word to anybody, for what follows a file by itself. */
  async quietly(folder: string, steps: Steps): Promise<string | undefined> {
    const outcome = await this.outcome(steps, folder, [0]);
    return outcome !== undefined && isGood(outcome, [0]) ? outcome.output : undefined;
  }

  private offer(problem: string, way: string, command: string): void {
    void window
      .showErrorMessage(`argolint: ${problem}`, way)
      .then((chosen) => chosen !== undefined && commands.executeCommand(command));
  }

  private async outcome(steps: Steps, folder: string, fine: readonly number[]): Promise<Outcome | undefined> {
    const found = await located();
    if (!isFound(found)) {
      this.offer("it is not installed where it was looked for.", "How to Install", "argolint.install");
      return undefined;
    }
    let outcome: Outcome = { status: 0, output: "", complaints: "" };
    for (const flags of steps) {
      this.channel.info(`${found.command} ${flags.join(" ")}`);
      outcome = await run(found.command, flags, folder, outcome.output);
      if (outcome.complaints !== "") this.channel.info(outcome.complaints.trimEnd());
      if (!isGood(outcome, fine)) break;
    }
    return outcome;
  }
}

function isGood({ status, output }: Outcome, fine: readonly number[]): boolean {
  return fine.includes(status) && output !== "";
}
