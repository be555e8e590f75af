/** What the settings leave out of the answers of the server. */

import type { Middleware } from "vscode-languageclient/node";
import type { Findings } from "./findings";
import { option } from "./workspace";

export function middleware(findings: Findings): Middleware {
  return {
    handleDiagnostics: (uri, found, next) => findings.take(uri, found, next),
    provideHover: (document, position, token, next) => (option("hover", true) ? next(document, position, token) : null),
    provideCompletionItem: (document, position, context, token, next) =>
      option("completion", true) ? next(document, position, context, token) : null,
    provideDocumentSymbols: (document, token, next) => (option("outline", true) ? next(document, token) : null),
    provideCodeLenses: (document, token, next) => (option("codeLens", true) ? next(document, token) : null),
    provideInlayHints: (document, range, token, next) =>
      option("inlayHints", false) ? next(document, range, token) : null,
  };
}
