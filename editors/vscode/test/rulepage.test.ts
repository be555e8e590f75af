import assert from "node:assert/strict";
import { test } from "node:test";
import { isArgo } from "../src/argo";
import { asMarkdown } from "../src/rulepage";

test("headings and examples of a page are marked as such", () => {
  const text = "unknown-field\n\nerror\n\nWhy\n\nArgo refuses it.\n\nBad\n\n    a:\n\n      b: 1\n\nSo.\n\n    c\n";
  assert.equal(
    asMarkdown(text),
    "# unknown-field\n\nerror\n\n## Why\n\nArgo refuses it.\n\n## Bad\n\n```yaml\na:\n\n  b: 1\n```\n\nSo.\n\n```yaml\nc\n```\n",
  );
});

test("only YAML that names Argo's group is of Argo", () => {
  const text = (languageId: string, written: string) => ({ languageId, getText: () => written });
  assert.equal(isArgo(text("yaml", "apiVersion: argoproj.io/v1alpha1")), true);
  assert.equal(isArgo(text("markdown", "argoproj.io")), false);
  assert.equal(isArgo(text("yaml", "apiVersion: v1")), false);
});
