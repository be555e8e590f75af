import assert from "node:assert/strict";
import { test } from "node:test";
import { isDoubled } from "../src/doubled";

const others = [
  { source: "YAML", rule: "undefined", line: 3 },
  { source: "yaml-schema: Argo", rule: "0", line: 5 },
  { source: "spellcheck", rule: "word", line: 7 },
];

test("the same mistake on the same line is told once", () => {
  assert.equal(isDoubled({ rule: "duplicate-key", line: 3 }, others), true);
  assert.equal(isDoubled({ rule: "wrong-type", line: 5 }, others), true);
});

test("another line, another mistake, another extension: both are told", () => {
  assert.equal(isDoubled({ rule: "duplicate-key", line: 4 }, others), false);
  assert.equal(isDoubled({ rule: "unknown-template", line: 3 }, others), false);
  assert.equal(isDoubled({ rule: "unknown-template", line: 5 }, others), false);
  assert.equal(isDoubled({ rule: "duplicate-key", line: 7 }, others), false);
});
