/** Findings that another extension has of the same line, so that nobody reads them twice. */

export interface Finding {
  readonly source?: string | undefined;
  readonly rule: string;
  readonly line: number;
}

/** What Red Hat's extension says of any YAML file, and what it says with a schema for Argo. */
const SYNTAX = /^(?:duplicate-key|yaml-syntax|broken-alias)$/;
const SHAPE = /^(?:unknown-field|wrong-type|missing-field|invalid-choice|removed-field)$/;

export function isDoubled(ours: Finding, others: readonly Finding[]): boolean {
  return others.some((other) => other.line === ours.line && matching(other.source)?.test(ours.rule));
}

function matching(source: string | undefined): RegExp | undefined {
  if (source === "YAML") return SYNTAX;
  return source?.startsWith("yaml-schema") ? SHAPE : undefined;
}
