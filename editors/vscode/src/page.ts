/** The page of `argolint graph` made fit for a webview. */

/** The frame of the page is the editor's: no title, no margin, no choice of a theme, the colours of the editor. */
const STYLE = `
body{padding:0}
.bar{display:none}
.js #pictures.current{height:100vh}
:root[data-theme]{
  --page:var(--vscode-editor-background);
  --panel:var(--vscode-sideBar-background);
  --raised:var(--vscode-editorWidget-background);
  --box:var(--vscode-editorWidget-background);
  --ink:var(--vscode-editor-foreground);
  --muted:var(--vscode-descriptionForeground);
  --faint:var(--vscode-panel-border,#8886);
  --accent:var(--vscode-textLink-foreground);
  --error:var(--vscode-editorError-foreground);
  --warning:var(--vscode-editorWarning-foreground);
}
#details .kind,#details .where :is(span,code){cursor:pointer}
#details .kind:hover,#details .where :is(span,code):hover{color:var(--accent)}
`;

/**
 * Adds a style, and a script that speaks with the editor. The page lets only its own style and script run, each named by
 * its hash; the policy goes on to say so, and lets those two in as well.
 */
export function page(html: string, script: string, nonce: string): string {
  return html
    .replace(/(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")/, (_, start, policy, end) => {
      const allowed = policy
        .replace("script-src ", `script-src 'nonce-${nonce}' `)
        .replace("style-src ", `style-src 'nonce-${nonce}' `);
      return `${start}${allowed}${end}`;
    })
    .replace("</head>", () => {
      const added = `<style nonce="${nonce}">${STYLE}</style>\n<script nonce="${nonce}">${script}</script>\n`;
      return `${added}</head>`;
    });
}

/** Whether a page has a policy that the addition above keeps strict. */
export function isStrict(html: string): boolean {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  return policy.includes("default-src 'none'") && !policy.includes("unsafe") && policy.includes("script-src '");
}
