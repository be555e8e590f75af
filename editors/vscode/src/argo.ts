/** Which documents have to do with Argo. */

const GROUP = "argoproj.io";
const LANGUAGES = ["yaml", "helm"];

export interface Text {
  readonly languageId: string;
  getText(): string;
}

export function isArgo(document: Text): boolean {
  return LANGUAGES.includes(document.languageId) && document.getText().includes(GROUP);
}
