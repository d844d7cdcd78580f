import { semanticError, type Span } from '../errors.js';

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** `\n`, `\x41`, `A`, `\U0001F600` … and octal `\101`. */
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

function unescape(body: string, span: Span): string {
  if (!body.includes('\\')) return body;
  return body.replace(escape, (_all, hex?: string, four?: string, eight?: string, octal?: string, simple?: string) => {
    const code = hex ?? four ?? eight;
    if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    const character = simpleEscapes[simple ?? ''];
    if (character === undefined) throw semanticError(`\\${simple ?? ''} is no escape of a string literal.`, span);
    return character;
  });
}

/** The value of one string literal token: `'..'`, `".."`, `@'..'`, ```` ```..``` ````, `~~~..~~~`, each also with `h` before it. */
export function stringValue(token: string, span: Span): string {
  const text = /^[hH]/.test(token) ? token.slice(1) : token;
  const fence = text.slice(0, 3);
  if (fence === '```' || fence === '~~~') return text.slice(3, text.endsWith(fence) && text.length >= 6 ? -3 : undefined);
  if (text.startsWith('@')) {
    const quote = text.slice(1, 2);
    return text.slice(2, -1).replaceAll(quote + quote, quote);
  }
  return unescape(text.slice(1, -1), span);
}
