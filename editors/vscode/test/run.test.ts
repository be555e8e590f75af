import assert from "node:assert/strict";
import { test } from "node:test";
import { complaint, run } from "../src/run";

test("a program is run with its input", async () => {
  const script = "process.stdin.on('data', (d) => process.stdout.write(String(d).toUpperCase()))";
  assert.deepEqual(await run(process.execPath, ["-e", script], ".", "é"), { status: 0, output: "É", complaints: "" });
});

test("a status and what was said are kept", async () => {
  const script = "console.error('error: no'); process.exit(2)";
  assert.deepEqual(await run(process.execPath, ["-e", script], "."), {
    status: 2,
    output: "",
    complaints: "error: no\n",
  });
});

test("a program that is not there is no exception", async () => {
  const outcome = await run("/gone/argolint", [], ".");
  assert.equal(outcome.status, -1);
  assert.match(outcome.complaints, /ENOENT/);
});

test("a complaint is one sentence with its mending", () => {
  const said = "note: x\nerror: pictures need a library\nhelp: pip install 'argolint[graph]'\n";
  assert.equal(complaint(said), "pictures need a library (pip install 'argolint[graph]')");
  assert.equal(complaint("error: no\n"), "no");
  assert.equal(complaint("\nTraceback\n"), "Traceback");
  assert.equal(complaint(""), "it said nothing");
});
