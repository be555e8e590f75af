import assert from "node:assert/strict";
import { test } from "node:test";
import { currentContext } from "../src/kubeconfig";

function context(files: Record<string, string>, kubeconfig?: string): string | undefined {
  return currentContext({ kubeconfig, home: "/home/me", delimiter: ":", read: (path) => files[path] });
}

test("the file at home, or those named", () => {
  const files = {
    "/home/me/.kube/config": "apiVersion: v1\ncurrent-context: home\n",
    "/a": "x: y\n",
    "/b": "current-context: b # it\n",
  };
  assert.equal(context(files), "home");
  assert.equal(context(files, "/a:/gone:/b"), "b");
});

test("quotes are no part of it, and none is none", () => {
  assert.equal(context({ "/a": 'current-context: "staging eu"\r\n' }, "/a"), "staging eu");
  assert.equal(context({ "/a": "current-context: ''\n" }, "/a"), undefined);
  assert.equal(context({}), undefined);
});
