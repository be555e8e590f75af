// Bundles the extension into dist/, or its tests into dist-test/.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning" };
const root = "../..";

async function buildTests() {
  rmSync("dist-test", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "dist-test",
    sourcemap: "inline",
  });
}

async function buildExtension() {
  rmSync("dist", { recursive: true, force: true });
  mkdirSync("dist");
  // Both stand in the repository once: the schema that `argolint schema config` prints, and the licence.
  copyFileSync(`${root}/schemas/config.json`, "dist/argolint.toml.schema.json");
  copyFileSync(`${root}/LICENSE`, "LICENSE");
  const made = await build({
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    minify: true,
    metafile: true,
  });
  await build({
    ...common,
    entryPoints: ["src/webview/bridge.ts"],
    outfile: "dist/bridge.js",
    platform: "browser",
    format: "iife",
    target: "es2022",
  });
  writeFileSync("dist/THIRD-PARTY.txt", licences(Object.keys(made.metafile.inputs)));
}

/** The licences of all packages that are part of the bundle. */
function licences(files) {
  const pattern = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
  const folders = [...new Set(files.map((file) => pattern.exec(file)?.[0]).filter(Boolean))].sort();
  return folders.map(licence).join(`\n${"-".repeat(80)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence to pass on`);
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}

await (process.argv.includes("--tests") ? buildTests() : buildExtension());
