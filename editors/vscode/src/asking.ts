/** Runs a command of argolint about the document that is shown, and tells what goes wrong. */

import { type LogOutputChannel, ProgressLocation, type TextDocument, window } from "vscode";
import { isArgo } from "./argo";
import { isFound } from "./locate";
import { complaint, type Outcome, run } from "./run";
import { located } from "./workspace";

/** Flags of one run; what it prints is the input of the next. */
export type Steps = readonly (readonly string[])[];

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
  async output(title: string, folder: string, steps: Steps): Promise<string | undefined> {
    const location = { location: ProgressLocation.Window, title: `argolint: ${title}` };
    const outcome = await window.withProgress(location, () => this.outcome(steps, folder));
    if (outcome === undefined) return undefined;
    if (outcome.output !== "") return outcome.output;
    void window
      .showErrorMessage(`argolint: ${complaint(outcome.complaints)}`, "Show Output")
      .then((shown) => shown !== undefined && this.channel.show());
    return undefined;
  }

  /** The same without a word to anybody, for what follows a file by itself. */
  async quietly(folder: string, steps: Steps): Promise<string | undefined> {
    const outcome = await this.outcome(steps, folder);
    return outcome?.output || undefined;
  }

  private async outcome(steps: Steps, folder: string): Promise<Outcome | undefined> {
    const found = located();
    if (!isFound(found)) {
      void window.showErrorMessage("argolint is not installed where it was looked for.");
      return undefined;
    }
    let outcome: Outcome = { status: 0, output: "", complaints: "" };
    for (const flags of steps) {
      this.channel.info(`${found.command} ${flags.join(" ")}`);
      outcome = await run(found.command, flags, folder, outcome.output);
      if (outcome.complaints !== "") this.channel.info(outcome.complaints.trimEnd());
      if (outcome.output === "") break;
    }
    return outcome;
  }
}
