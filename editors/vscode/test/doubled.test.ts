import assert from "node:assert/strict";
import { test } from "node:test";
import { documentStarts, isDoubled } from "../src/doubled";

const others = [
  { source: "YAML", rule: "undefined", line: 3 },
  { source: "yaml-schema: Argo", rule: "0", line: 5 },
  { source: "spellcheck", rule: "word", line: 7 },
];
const starts = [0, 10];

test("the same mistake on the same line is told once", () => {
  assert.equal(isDoubled({ rule: "duplicate-key", line: 3 }, others, starts), true);
  assert.equal(isDoubled({ rule: "wrong-type", line: 5 }, others, starts), true);
});

test("another line, another mistake, another extension: both are told", () => {
  assert.equal(isDoubled({ rule: "duplicate-key", line: 4 }, others, starts), false);
  assert.equal(isDoubled({ rule: "unknown-template", line: 3 }, others, starts), false);
  assert.equal(isDoubled({ rule: "unknown-template", line: 5 }, others, starts), false);
  assert.equal(isDoubled({ rule: "duplicate-key", line: 7 }, others, starts), false);
});

test("that a document does not parse is told once, wherever parsers give up", () => {
  assert.equal(isDoubled({ rule: "yaml-syntax", line: 1 }, others, starts), true);
  assert.equal(isDoubled({ rule: "yaml-syntax", line: 12 }, others, starts), false);
});

test("documents start at the top and at their marks", () => {
  assert.deepEqual(documentStarts("a: 1\r\n---\r\nb: ---\n---- \n--- # c\n"), [0, 1, 4]);
});
