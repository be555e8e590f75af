/** The language server of this window: one process, started for the first document of Argo. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { EventEmitter, type LogOutputChannel, workspace } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, type StaticFeature } from "vscode-languageclient/node";
import type { Findings } from "./findings";
import { isFound } from "./locate";
import { middleware } from "./middleware";
import { complaint } from "./run";
import { serverFlags } from "./settings";
import { folders, located, settings } from "./workspace";

export type State =
  | { readonly kind: "idle" | "starting" | "stopped" }
  | { readonly kind: "running"; readonly command: string; readonly origin: string; readonly version: string }
  | { readonly kind: "missing"; readonly problem: string | undefined; readonly tried: readonly string[] }
  | { readonly kind: "failed"; readonly problem: string };

/** The commands that code lenses of the server may name. */
const COMMANDS = ["argolint.showGraph", "argolint.showReferences"];
const LANGUAGES = ["yaml", "helm"];
/** Starts after a crash within three minutes. */
const MOST_RESTARTS = 4;

export class Server {
  private client: LanguageClient | undefined;
  private work: Promise<void> = Promise.resolve();
  private readonly changed = new EventEmitter<State>();
  readonly onDidChange = this.changed.event;
  state: State = { kind: "idle" };

  constructor(
    private readonly channel: LogOutputChannel,
    private readonly findings: Findings,
  ) {}

  /** The program, once it runs. */
  get command(): string | undefined {
    return this.state.kind === "running" ? this.state.command : undefined;
  }

  get languageClient(): LanguageClient | undefined {
    return this.client;
  }

  start(): Promise<void> {
    return this.queue(async () => {
      if (this.state.kind === "idle") await this.launch();
    });
  }

  restart(): Promise<void> {
    return this.queue(async () => {
      await this.end();
      await this.launch();
    });
  }

  stop(): Promise<void> {
    return this.queue(() => this.end());
  }

  /** One after the other, whoever asks. */
  private queue(task: () => Promise<void>): Promise<void> {
    this.work = this.work.then(task, task);
    return this.work;
  }

  private tell(state: State): void {
    this.state = state;
    this.changed.fire(state);
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.findings.forget();
    try {
      await client?.dispose(2_000);
    } catch (error) {
      this.channel.warn(`the server did not end well: ${error}`);
    }
    this.tell({ kind: "stopped" });
  }

  private async launch(): Promise<void> {
    const found = await located();
    if (!isFound(found)) {
      this.channel.error(found.problem ?? `argolint is not installed; looked for\n${found.tried.join("\n")}`);
      this.tell({ kind: "missing", problem: found.problem, tried: found.tried });
      return;
    }
    this.tell({ kind: "starting" });
    this.channel.info(`starting ${found.command}, from ${found.origin}`);
    const attempt = new Attempt(found.command, this.channel);
    const client = this.newClient(attempt);
    try {
      await Promise.race([client.start(), attempt.refused]);
      attempt.isRunning = true;
      this.client = client;
      const version = client.initializeResult?.serverInfo?.version ?? "";
      this.tell({ kind: "running", command: found.command, origin: found.origin, version });
    } catch (error) {
      const problem = (await attempt.problem()) ?? String(error);
      this.channel.error(`${found.command} did not start: ${problem}`);
      this.tell({ kind: "failed", problem });
      void client.dispose().catch(() => undefined);
    }
  }

  private newClient(attempt: Attempt): LanguageClient {
    const client = new LanguageClient("argolint", "argolint", () => attempt.spawn(), {
      documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })),
      outputChannel: this.channel,
      middleware: middleware(this.findings),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
          if (!attempt.isRunning) {
            attempt.refuse(new Error("it ended at once"));
            return { action: CloseAction.DoNotRestart, handled: true };
          }
          if (attempt.mayRestart()) return { action: CloseAction.Restart };
          this.tell({ kind: "failed", problem: "it ended again and again" });
          return { action: CloseAction.DoNotRestart, message: "argolint ended again and again: see its output" };
        },
      },
    });
    client.registerFeature(KNOWN_COMMANDS);
    return client;
  }
}

/** A program that is tried as the server, with what it says when it refuses. */
class Attempt {
  isRunning = false;
  refuse: (reason: Error) => void = () => undefined;
  /** Fails when the program ends before it has answered: the client would go on waiting for it. */
  readonly refused = new Promise<never>((_, fail) => {
    this.refuse = fail;
  });
  private process: ChildProcess | undefined;
  private said = "";
  private readonly ends: number[] = [];

  constructor(
    private readonly command: string,
    private readonly channel: LogOutputChannel,
  ) {}

  async spawn(): Promise<ChildProcess> {
    const flags = ["lsp", ...serverFlags(settings())];
    const child = spawn(this.command, flags, { cwd: folders()[0], windowsHide: true });
    this.process = child;
    this.said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.said = (this.said + text).slice(-10_000);
      this.channel.info(text.trimEnd());
    });
    await once(child, "spawn");
    return child;
  }

  async problem(): Promise<string | undefined> {
    const child = this.process;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      await Promise.race([once(child, "close"), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    }
    return this.said.trim() === "" ? undefined : complaint(this.said);
  }

  mayRestart(): boolean {
    const now = Date.now();
    this.ends.push(now);
    return this.ends.filter((time) => now - time < 180_000).length <= MOST_RESTARTS;
  }
}

const KNOWN_COMMANDS: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...capabilities.experimental, commands: { commands: COMMANDS } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/** Whether a change of the settings means another server. */
export function needsRestart(affects: (section: string) => boolean): boolean {
  return ["path", ...Object.keys(settings())].some((name) => affects(`argolint.${name}`));
}

export function isWorkspaceConfigured(): Thenable<boolean> {
  return workspace.findFiles("argolint.toml", null, 1).then(
    (found) => found.length > 0,
    () => false,
  );
}
