/* Text from outside, to a model or from one, as nothing but text. */

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Cf}|[\uD800-\uDFFF](?![\uDC00-\uDFFF])/gu;
const scheme = /[a-z][a-z0-9+.-]{1,30}:\/\/\S*|\b(?:www\.|mailto:|javascript:|vscode:|command:|data:)\S+/gi;
const markup = /!?\[([^\]]{0,200})\]\([^)]{0,500}\)|<\/?[a-z!][^>]{0,300}>|`+|~{3,}|^\s*#{1,6}\s|\*{2,}|_{2,}/gim;
/** A name of a host with a path after it: what viewers make a link of. */
const host = /\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/\S*/gi;

/** Without control characters, addresses and Markdown, in one line of at most so many characters. */
export function plainText(text: string, longest: number): string {
  const plain = text
    .slice(0, 10 * longest)
    .replace(control, ' ')
    .replace(markup, '$1')
    .replace(scheme, '')
    .replace(host, '');
  const [line, cut] = [plain.replace(/\s+/g, ' ').trim(), '…'];
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}${cut}`;
}

const command =
  /(?:^|[\s:;&|$"'(])(?:\.(?:show|set|drop|create|alter|delete|ingest|append|export|execute|purge|clear)\b|(?:sudo|curl|wget|bash|sh|cmd|powershell|pwsh|iex|invoke-\w+|kubectl|az|rm|npm|npx|pip|chmod|ssh)\s+[-\w./])/i;

/** A sentence of a model that may be shown; undefined for one with links, markup or a command in it. */
export function plainSentence(text: string): string | undefined {
  const flat = text.slice(0, 2000).replace(control, ' ').replace(/\s+/g, ' ').trim();
  if (flat === '' || command.test(flat) || plainText(flat, 2000) !== flat) return undefined;
  return plainText(flat, 300);
}
