/** The page of `argolint graph` made fit for a webview. */

/**
 * Adds a script that speaks with the editor. The page lets only its own style and script run, each named by its hash;
 * the policy goes on to say so, and lets that one script run as well, and the styles that the webview itself sets.
 */
export function page(html: string, script: string, nonce: string): string {
  return html
    .replace(/(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")/, (_, start, policy, end) => {
      const allowed = policy
        .replace("script-src ", `script-src 'nonce-${nonce}' `)
        .replace("style-src ", `style-src 'nonce-${nonce}' `);
      return `${start}${allowed}${end}`;
    })
    .replace("</head>", () => `<script nonce="${nonce}">${script}</script>\n</head>`);
}

/** Whether a page has a policy that the addition above keeps strict. */
export function isStrict(html: string): boolean {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  return policy.includes("default-src 'none'") && !policy.includes("unsafe") && policy.includes("script-src '");
}
