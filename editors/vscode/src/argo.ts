/** Which documents have to do with Argo. */

const GROUP = "argoproj.io";
const LANGUAGES = ["yaml", "helm"];

export interface Text {
  readonly languageId: string;
  getText(): string;
}

/** Whether what argolint says of any file may be another once this one is saved. */
export function matters({ languageId }: { readonly languageId: string }): boolean {
  return [...LANGUAGES, "toml"].includes(languageId);
}

export function isArgo(document: Text): boolean {
  return LANGUAGES.includes(document.languageId) && document.getText().includes(GROUP);
}
