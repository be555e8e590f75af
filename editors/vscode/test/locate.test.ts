import assert from "node:assert/strict";
import { test } from "node:test";
import { isFound, locate, type Surroundings } from "../src/locate";

function around(programs: string[], given: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "",
    folders: ["/ws", "/other"],
    interpreter: undefined,
    searchPath: "/usr/bin:/bin",
    home: "/home/me",
    isWindows: false,
    canRun: (path) => programs.includes(path),
    ...given,
  };
}

function command(programs: string[], given: Partial<Surroundings> = {}): string | undefined {
  const answer = locate(around(programs, given));
  return isFound(answer) ? answer.command : undefined;
}

test("the environment of the workspace comes before all but the setting", () => {
  const all = ["/ws/.venv/bin/argolint", "/ws/venv/bin/argolint", "/py/bin/argolint", "/bin/argolint"];
  const given = { interpreter: "/py/bin/python" };
  for (const [index, wanted] of all.entries()) assert.equal(command(all.slice(index), given), wanted);
  assert.equal(command([...all, "/x/argolint"], { ...given, setting: "/x/argolint" }), "/x/argolint");
});

test("a second folder of the workspace is looked into", () => {
  assert.equal(command(["/other/venv/bin/argolint", "/bin/argolint"]), "/other/venv/bin/argolint");
});

test("a setting may be short", () => {
  assert.equal(command(["/home/me/bin/argolint"], { setting: "~/bin/argolint" }), "/home/me/bin/argolint");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what users write
  assert.equal(command(["/ws/tools/argolint"], { setting: "${workspaceFolder}/tools/argolint" }), "/ws/tools/argolint");
  assert.equal(command(["/ws/tools/argolint"], { setting: "tools/argolint" }), "/ws/tools/argolint");
  assert.equal(command(["/bin/argolint-next"], { setting: "argolint-next" }), "/bin/argolint-next");
});

test("a setting that is wrong hides nothing behind another program", () => {
  const answer = locate(around(["/bin/argolint"], { setting: "/gone/argolint" }));
  assert.deepEqual(answer, {
    problem: "argolint.path is /gone/argolint, and that is no program",
    tried: ["/gone/argolint"],
  });
});

test("what was tried is told", () => {
  assert.deepEqual(locate(around([], { folders: ["/ws"], interpreter: "/py/bin/python" })), {
    tried: [
      "/ws/.venv/bin/argolint",
      "/ws/venv/bin/argolint",
      "/py/bin/argolint",
      "/usr/bin/argolint",
      "/bin/argolint",
    ],
  });
});

test("Windows has other folders and endings", () => {
  const windows = { isWindows: true, folders: ["C:\\ws"], searchPath: "C:\\bin;;D:\\x" };
  assert.equal(command(["C:\\ws\\.venv\\Scripts\\argolint.exe"], windows), "C:\\ws\\.venv\\Scripts\\argolint.exe");
  assert.equal(command(["D:\\x\\argolint.exe"], windows), "D:\\x\\argolint.exe");
  const python = { ...windows, interpreter: "C:\\py\\python.exe" };
  assert.equal(command(["C:\\py\\Scripts\\argolint.exe"], python), "C:\\py\\Scripts\\argolint.exe");
});
