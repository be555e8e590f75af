import assert from "node:assert/strict";
import { test } from "node:test";
import { isStrict, page } from "../src/page";

const POLICY = "default-src 'none'; style-src 'sha256-a='; script-src 'sha256-b='; base-uri 'none'";
const html = (policy: string) =>
  `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n</head><body></body>`;

test("the policy lets one more script run, and no other", () => {
  const made = page(html(POLICY), "go('$&')", "n0");
  assert.ok(made.includes("script-src 'nonce-n0' 'sha256-b='"));
  assert.ok(made.includes("default-src 'none'"));
  assert.ok(made.includes("<script nonce=\"n0\">go('$&')</script>\n</head>"));
  assert.ok(isStrict(made));
});

test("a page without a policy, or with a lax one, is told", () => {
  assert.equal(isStrict("<head></head>"), false);
  assert.equal(isStrict(html("default-src 'none'; script-src 'unsafe-inline'")), false);
  assert.equal(isStrict(html("default-src 'self'; script-src 'sha256-b='")), false);
  assert.equal(isStrict(html(POLICY)), true);
});
