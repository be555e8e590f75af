// Starts the server that ARGOLINT_YAML_SERVER names, as the extension of Red Hat does.
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

exports.activate = () => {
  const server = { module: process.env.ARGOLINT_YAML_SERVER, transport: TransportKind.ipc };
  const options = { documentSelector: [{ language: "yaml" }], synchronize: { configurationSection: ["yaml"] } };
  return new LanguageClient("yaml", "YAML Support", { run: server, debug: server }, options).start();
};
