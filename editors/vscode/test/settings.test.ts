import assert from "node:assert/strict";
import { test } from "node:test";
import { type Settings, serverFlags, versionFlags } from "../src/settings";

const NONE: Settings = {
  argoVersion: "",
  kubernetesVersion: "",
  profile: "",
  references: "",
  select: [],
  extendSelect: [],
  ignore: [],
};

test("nothing is passed on that nobody set", () => {
  assert.deepEqual(serverFlags(NONE), []);
  assert.deepEqual(versionFlags(NONE), []);
});

test("what is set is passed on", () => {
  const set = { ...NONE, argoVersion: "3.7,4.0", profile: "strict", select: ["names", " graph "], ignore: [""] };
  assert.deepEqual(serverFlags(set), ["--argo-version=3.7,4.0", "--profile=strict", "--select=names,graph"]);
  assert.deepEqual(versionFlags(set), ["--argo-version=3.7"]);
});
