import { randomBytes } from 'node:crypto';

export interface WebviewPageParts {
  /** Addresses as `Webview.asWebviewUri` gives them. */
  readonly scriptUri: string;
  /** Absent when the script brings its styles along. */
  readonly styleUri?: string;
  /** `Webview.cspSource`. */
  readonly cspSource: string;
  /** Fresh for every page: base64url characters only. */
  readonly nonce: string;
  /** Another one, which the component library reads from the page for a style sheet that it tries out. */
  readonly styleNonce: string;
  /** BCP 47 tag of the editor's language. */
  readonly language: string;
  readonly title: string;
  /** What the page says, as plain data. */
  readonly labels: object;
}

/** The page of a webview. It holds no data: that arrives by message once the page has said that it is ready. */
export function webviewPage(parts: WebviewPageParts): string {
  const { scriptUri, styleUri, nonce, styleNonce, language, title, labels } = parts;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentSecurityPolicy(parts))}">
<meta property="csp-nonce" content="${escapeHtml(styleNonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styleUri === undefined ? '' : `<link rel="stylesheet" href="${escapeHtml(styleUri)}">\n`}<title>${escapeHtml(title)}</title>
</head>
<body data-labels="${escapeHtml(JSON.stringify(labels))}">
<script type="module" nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}

/** A nonce as `WebviewPageParts` want it. */
export function freshNonce(): string {
  return randomBytes(24).toString('base64url');
}

/** Nothing but our own script, style, fonts and pictures; no connection, no frame, no form. Throws on a nonce that is none. */
export function contentSecurityPolicy(parts: Pick<WebviewPageParts, 'cspSource' | 'nonce' | 'styleNonce'>): string {
  const { cspSource, nonce, styleNonce } = parts;
  if (![nonce, styleNonce].every((text) => /^[\w-]{16,}$/.test(text)))
    throw new RangeError('a nonce has at least 16 base64url characters');
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${styleNonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
