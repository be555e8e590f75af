/** Findings that another extension has of the same mistake, so that nobody reads them twice. */

export interface Finding {
  readonly source?: string | undefined;
  readonly rule: string;
  readonly line: number;
}

/** What Red Hat's extension says of any YAML file, and what it says with a schema for Argo. */
const SAME_LINE = /^(?:duplicate-key|broken-alias)$/;
const SHAPE = /^(?:unknown-field|wrong-type|missing-field|invalid-choice|removed-field)$/;
/** A document that does not parse: parsers tell of it where they give up, which is not the same line. */
const SYNTAX = "yaml-syntax";

/** Whether one of the others tells of it, too; `starts` are the lines at which the documents of the file start. */
export function isDoubled(ours: Finding, others: readonly Finding[], starts: readonly number[]): boolean {
  const document = (line: number) => starts.findLastIndex((start) => start <= line);
  return others.some((other) => {
    if (other.source === "YAML" && ours.rule === SYNTAX) return document(other.line) === document(ours.line);
    if (other.line !== ours.line) return false;
    if (other.source === "YAML") return SAME_LINE.test(ours.rule);
    return other.source?.startsWith("yaml-schema") === true && SHAPE.test(ours.rule);
  });
}

/** The lines at which the documents of a file start. */
export function documentStarts(text: string): number[] {
  const marked = text.split(/\r\n|\n|\r/).flatMap((line, index) => (/^---(?:\s|$)/.test(line) ? [index] : []));
  return [0, ...marked];
}
