/**
 * The schema of argolint.toml for the extension Even Better TOML, which takes associations of absolute addresses only: so it
 * lies where no update moves it, and a setting names it once somebody has agreed.
 */

import { basename } from "node:path";
import {
  ConfigurationTarget,
  type ExtensionContext,
  extensions,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";

const OTHER = "tamasfe.even-better-toml";
const SECTION = "evenBetterToml.schema";
const KEY = "associations";
const PATTERN = "^.*/argolint\\.toml$";
const SCHEMA = "argolint.toml.schema.json";
const DECLINED = "toml.declined";

export class TomlSchema {
  constructor(private readonly context: ExtensionContext) {}

  /** Offer it, once, for a configuration that is open. */
  async offer(document: TextDocument): Promise<void> {
    const isWanted = basename(document.fileName) === "argolint.toml" && extensions.getExtension(OTHER) !== undefined;
    if (!isWanted || this.associations()[PATTERN] !== undefined || this.context.globalState.get(DECLINED)) return;
    await this.context.globalState.update(DECLINED, true);
    const use = "Use It";
    const text = "Even Better TOML can check argolint.toml by a schema: its settings would name that of argolint.";
    if ((await window.showInformationMessage(text, use, "No")) === use) await this.use();
  }

  /** Let the settings of the user name it. */
  async use(): Promise<void> {
    if (extensions.getExtension(OTHER) === undefined) {
      void window.showInformationMessage(
        "argolint: the schema is for the extension Even Better TOML; install that first.",
      );
      return;
    }
    const address = (await this.copied()).toString(true);
    const settings = workspace.getConfiguration(SECTION);
    await settings.update(KEY, { ...this.associations(), [PATTERN]: address }, ConfigurationTarget.Global);
  }

  /** Keep what the settings name up to date. */
  async refresh(): Promise<void> {
    if (this.associations()[PATTERN] !== undefined) await this.copied();
  }

  private associations(): Record<string, string> {
    const found = workspace.getConfiguration(SECTION).inspect<Record<string, string>>(KEY);
    return found?.globalValue ?? {};
  }

  private async copied(): Promise<Uri> {
    const { extensionUri, globalStorageUri } = this.context;
    const target = Uri.joinPath(globalStorageUri, SCHEMA);
    await workspace.fs.createDirectory(globalStorageUri);
    await workspace.fs.copy(Uri.joinPath(extensionUri, "dist", SCHEMA), target, { overwrite: true });
    return target;
  }
}
