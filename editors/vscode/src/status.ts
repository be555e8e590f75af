/** The item in the status bar: whether the server is at work, and which one. */

import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";
import type { Server, State } from "./server";

const ICONS: Readonly<Record<State["kind"], string>> = {
  idle: "$(circle-outline)",
  starting: "$(loading~spin)",
  running: "$(check)",
  stopped: "$(circle-slash)",
  missing: "$(warning)",
  failed: "$(error)",
};

export function statusItem(server: Server, isArgoShown: () => boolean): Disposable & { update(): void } {
  const item = window.createStatusBarItem("argolint.status", StatusBarAlignment.Right, 90);
  item.name = "argolint";
  const update = () => {
    const { state } = server;
    item.text = `${ICONS[state.kind]} argolint`;
    item.tooltip = told(state);
    item.command = state.kind === "missing" ? "argolint.install" : "argolint.showOutput";
    const colour = { failed: "statusBarItem.errorBackground", missing: "statusBarItem.warningBackground" };
    item.backgroundColor =
      state.kind === "failed" || state.kind === "missing" ? new ThemeColor(colour[state.kind]) : undefined;
    if (isArgoShown()) item.show();
    else item.hide();
  };
  const listener = server.onDidChange(update);
  update();
  return { update, dispose: () => [item, listener].map((each) => each.dispose()) };
}

function told(state: State): MarkdownString {
  const links = "[Restart the server](command:argolint.restart) · [Show the output](command:argolint.showOutput)";
  const text = new MarkdownString(`${sentence(state)}\n\n${links}`);
  text.isTrusted = { enabledCommands: ["argolint.restart", "argolint.showOutput"] };
  return text;
}

function sentence(state: State): string {
  switch (state.kind) {
    case "running":
      return `argolint ${state.version}, from ${state.origin}:\n\n\`${state.command}\``;
    case "missing":
      return state.problem ?? "argolint is not installed where it was looked for.";
    case "failed":
      return `argolint did not start: ${state.problem}`;
    case "starting":
      return "argolint is starting.";
    case "stopped":
      return "argolint is stopped.";
    case "idle":
      return "argolint starts with the first document of Argo.";
  }
}
