// Asks for everything from inside the extension host, and writes what it got to the file that ARGOLINT_VERDICT names.
const { readdirSync, readFileSync, readlinkSync, renameSync, writeFileSync } = require("node:fs");
const vscode = require("vscode");

const { commands, languages, window, workspace } = vscode;
const NAME = process.env.ARGOLINT_VERDICT;

async function activate() {
  const verdict = { wrong: {} };
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    try {
      const late = new Promise((_, no) => setTimeout(() => no(new Error("no answer within a minute")), 60_000));
      verdict[name] = await Promise.race([ask(), late]);
    } catch (error) {
      verdict.wrong[name] = String(error.stack ?? error);
    }
  }
  writeFileSync(`${NAME}.part`, JSON.stringify(verdict, undefined, 1));
  renameSync(`${NAME}.part`, NAME);
}

async function until(what, ask, seconds = 30) {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; ) {
    const found = await ask();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never came: ${what}`);
}

const uri = (name) => vscode.Uri.joinPath(workspace.workspaceFolders[0].uri, name);
const open = async (name) => (await window.showTextDocument(await workspace.openTextDocument(uri(name)))).document;
const ours = (name) => languages.getDiagnostics(uri(name)).filter(({ source }) => source === "argolint");
const codes = (name) => ours(name).map(({ code }) => code.value);
const state = () => vscode.extensions.getExtension("argolint.argolint").exports.state();

function placeOf(document, text, inside = 0) {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${text} is not in ${document.fileName}`);
  return document.positionAt(offset + inside);
}

async function edit(document, change) {
  const edits = new vscode.WorkspaceEdit();
  change(edits);
  if (!(await workspace.applyEdit(edits))) throw new Error("an edit was refused");
}

const replace = (document, from, to) =>
  edit(document, (edits) => {
    const start = placeOf(document, from);
    edits.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
  });

const QUESTIONS = {
  async others() {
    await open("other.yaml");
    await new Promise((resolve) => setTimeout(resolve, 500));
    return state().kind;
  },

  async first() {
    const started = performance.now();
    await open("flow.yaml");
    await until("findings", () => ours("flow.yaml").length > 0);
    return performance.now() - started;
  },

  async diagnostics() {
    const document = await open("flow.yaml");
    await until("findings", () => ours("flow.yaml").length > 0);
    return ours("flow.yaml").map(({ code, message, range, severity, relatedInformation }) => ({
      code: code.value,
      target: code.target.toString(true),
      message,
      text: document.getText(range),
      severity,
      related: (relatedInformation ?? []).map(({ message }) => message),
    }));
  },

  state: async () => {
    const { kind, command, origin } = state();
    return { kind, command, origin };
  },

  async hover() {
    const document = await open("flow.yaml");
    const at = placeOf(document, "template: build}", 11);
    const found = await commands.executeCommand("vscode.executeHoverProvider", document.uri, at);
    return found.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join("\n");
  },

  async completion() {
    const document = await open("flow.yaml");
    const asked = async (text, inside) => {
      const at = placeOf(document, text, inside);
      const found = await commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, at);
      return found.items.map(({ label }) => label.label ?? label);
    };
    return {
      variable: await asked("{{workflow.parameters.env}}", "{{workflow.parameters.".length),
      template: await asked("template: build}", "template: ".length),
    };
  },

  async definition() {
    const document = await open("flow.yaml");
    const at = placeOf(document, "template: build}", 11);
    const found = await commands.executeCommand("vscode.executeDefinitionProvider", document.uri, at);
    return found.map((each) => {
      const place = each.targetUri ? { uri: each.targetUri, range: each.targetSelectionRange ?? each.targetRange } : each;
      return `${workspace.asRelativePath(place.uri)}:${place.range.start.line + 1}`;
    });
  },

  async lenses() {
    await open("lib.yaml");
    const shown = await until("lenses", async () => {
      const lenses = await commands.executeCommand("vscode.executeCodeLensProvider", uri("lib.yaml"), 50);
      return lenses.length > 0 && lenses;
    });
    const known = new Set(await commands.getCommands(true));
    return {
      shown: shown.map(({ command }) => command.title),
      unknown: shown.map(({ command }) => command.command).filter((name) => name && !known.has(name)),
    };
  },

  async commands() {
    const known = new Set(await commands.getCommands(true));
    const { contributes } = vscode.extensions.getExtension("argolint.argolint").packageJSON;
    return contributes.commands.map(({ command }) => command).filter((name) => !known.has(name));
  },

  async hints() {
    const asked = async () => {
      const { document } = window.activeTextEditor;
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const found = await commands.executeCommand("vscode.executeInlayHintProvider", document.uri, whole);
      return (found ?? []).length;
    };
    await open("flow.yaml");
    const before = await asked();
    await workspace.getConfiguration("argolint").update("inlayHints", true, vscode.ConfigurationTarget.Workspace);
    const after = await asked();
    await workspace.getConfiguration("argolint").update("inlayHints", undefined, vscode.ConfigurationTarget.Workspace);
    return { before, after };
  },

  async errors() {
    await open("flow.yaml");
    await commands.executeCommand("argolint.showBundle");
    return window.visibleTextEditors.map(({ document }) => document.uri.scheme);
  },

  async actions() {
    const document = await open("flow.yaml");
    const { range } = ours("flow.yaml").find(({ code }) => code.value === "unknown-template");
    const found = await commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range);
    const fix = found.find(({ edit, isPreferred }) => edit !== undefined && isPreferred) ?? found.find(({ edit }) => edit);
    await workspace.applyEdit(fix.edit);
    await until("no unknown template", () => !codes("flow.yaml").includes("unknown-template"));
    return { titles: found.map(({ title }) => title), chosen: fix.title };
  },

  async fixAll() {
    const document = await open("fixable.yaml");
    await until("findings", () => ours("fixable.yaml").length > 0);
    const before = codes("fixable.yaml");
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = "source.fixAll.argolint";
    const found = await commands.executeCommand("vscode.executeCodeActionProvider", document.uri, whole, kind);
    await workspace.applyEdit(found[0].edit);
    await until("no findings", () => ours("fixable.yaml").length === 0);
    return before;
  },

  async rename() {
    const document = await open("lib.yaml");
    const at = placeOf(document, "name: build", 6);
    const edits = await commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, at, "compile");
    const changed = edits.entries().map(([file, changes]) => [workspace.asRelativePath(file), changes.length]);
    await workspace.applyEdit(edits);
    const flow = await open("flow.yaml");
    await until("the new name", () => flow.getText().includes("template: compile}"));
    await until("no findings", () => ours("flow.yaml").length === 0);
    return Object.fromEntries(changed);
  },

  async refused() {
    const document = await open("flow.yaml");
    const at = placeOf(document, "kind: Workflow", 8);
    try {
      await commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, at, "x");
    } catch (error) {
      return error.message;
    }
    return "done";
  },

  async typing() {
    const document = await open("flow.yaml");
    const times = [];
    for (let round = 0; round < 20; round++) {
      const [from, to] = round % 2 ? ["{{workflow.parameters.enw}}", "{{workflow.parameters.env}}"] : ["{{workflow.parameters.env}}", "{{workflow.parameters.enw}}"];
      const told = new Promise((resolve) => {
        const listener = languages.onDidChangeDiagnostics(({ uris }) => {
          if (!uris.some(({ path }) => path.endsWith("flow.yaml"))) return;
          listener.dispose();
          resolve();
        });
      });
      const started = performance.now();
      await replace(document, from, to);
      await told;
      times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b)[10];
  },

  async doubled() {
    const document = await open("doubled.yaml");
    await until("a duplicate key", () => codes("doubled.yaml").includes("duplicate-key"));
    const line = ours("doubled.yaml").find(({ code }) => code.value === "duplicate-key").range.start.line;
    const other = languages.createDiagnosticCollection("twin");
    const finding = new vscode.Diagnostic(document.lineAt(line).range, "Map keys must be unique");
    finding.source = "YAML";
    other.set(document.uri, [finding]);
    await until("one finding for two", () => !codes("doubled.yaml").includes("duplicate-key"));
    other.dispose();
    await until("the finding again", () => codes("doubled.yaml").includes("duplicate-key"));
    return true;
  },

  async graph() {
    await open("flow.yaml");
    await commands.executeCommand("argolint.showGraph");
    const tab = await until("the graph", () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input?.viewType?.endsWith("argolint.graph")),
    );
    const { label } = tab;
    await window.tabGroups.close(tab);
    return label;
  },

  async views() {
    const shown = {};
    for (const name of ["showRole", "showBundle", "showPlan"]) {
      await open("flow.yaml");
      await commands.executeCommand(`argolint.${name}`);
      const editor = await until(name, () =>
        window.visibleTextEditors.find(({ document }) => document.uri.scheme === "argolint"),
      );
      shown[name] = { language: editor.document.languageId, text: editor.document.getText() };
      await window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input?.uri?.scheme === "argolint"));
    }
    return shown;
  },

  async explain() {
    await commands.executeCommand("argolint.explain", "unknown-template");
    const tab = await until("a page", () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes("unknown-template")),
    );
    await window.tabGroups.close(tab);
    return tab.label;
  },

  async toml() {
    await commands.executeCommand("argolint.useTomlSchema");
    const settings = await until("an association", () => {
      const found = workspace.getConfiguration("evenBetterToml.schema").get("associations");
      return Object.keys(found).length > 0 && found;
    });
    const [pattern, address] = Object.entries(settings)[0];
    const bytes = await workspace.fs.readFile(vscode.Uri.parse(address));
    return { pattern, schema: JSON.parse(Buffer.from(bytes).toString()) };
  },

  async settings() {
    await open("doubled.yaml");
    const settings = workspace.getConfiguration("argolint");
    await settings.update("ignore", ["duplicate-key"], vscode.ConfigurationTarget.Workspace);
    await until("the setting to count", () => !codes("doubled.yaml").includes("duplicate-key"));
    await until("the server again", () => state().kind === "running");
    await settings.update("ignore", undefined, vscode.ConfigurationTarget.Workspace);
    await until("the finding again", () => codes("doubled.yaml").includes("duplicate-key"));
    return true;
  },

  async wrongSetting() {
    const settings = workspace.getConfiguration("argolint");
    await settings.update("argoVersion", "9.9", vscode.ConfigurationTarget.Workspace);
    const { problem } = await until("a refusal", () => state().kind === "failed" && state());
    await settings.update("argoVersion", undefined, vscode.ConfigurationTarget.Workspace);
    await until("the server again", () => state().kind === "running");
    return problem;
  },

  async crash() {
    const root = workspace.workspaceFolders[0].uri.fsPath;
    const [server] = readdirSync("/proc").filter((name) => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
        return words.includes("lsp") && words.includes("argolint") && readlinkSync(`/proc/${name}/cwd`) === root;
      } catch {
        return false;
      }
    });
    process.kill(Number(server), "SIGKILL");
    const document = await open("doubled.yaml");
    await until("no findings", () => codes("doubled.yaml").length === 0);
    await until("findings of another server", () => codes("doubled.yaml").includes("duplicate-key"));
    await replace(document, "1.36", "1.35");
    return state().kind;
  },

  async python() {
    const place = uri(".venv").fsPath;
    renameSync(place, `${place}-gone`);
    await commands.executeCommand("argolint.restart");
    const { kind, origin } = state();
    renameSync(`${place}-gone`, place);
    await commands.executeCommand("argolint.restart");
    return { kind, origin, again: state().origin };
  },

  async missing() {
    const settings = workspace.getConfiguration("argolint");
    await settings.update("path", "/gone/argolint", vscode.ConfigurationTarget.Workspace);
    const { problem } = await until("a complaint", () => state().kind === "missing" && state());
    await settings.update("path", undefined, vscode.ConfigurationTarget.Workspace);
    await until("the server again", () => state().kind === "running");
    return problem;
  },
};

module.exports = { activate };
