import { quoted, unquoted } from './quotedWords';

const unquotedValue = /^[\w./:-]+$/;
const attribute = /[ \t]*([A-Za-z]+(?:-\d+)?)(?:=("[^"\\]*(?:\\.[^"\\]*)*"|[^\s"]+))?(?=[ \t]|$)/y;

/** What stands behind the language of a fence: values as words or JSON strings, true as the bare key; nothing for undefined and false. */
export function printFence(attributes: readonly (readonly [key: string, value: string | boolean | undefined])[]): string {
  return attributes
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => (typeof value === 'string' ? ` ${key}=${printValue(value)}` : ` ${key}`))
    .join('');
}

/** Values by key, undefined for a bare key. Throws a RangeError with a sentence for what is no attribute. */
export function parseFence(line: string, cell: 'query' | 'question'): ReadonlyMap<string, string | undefined> {
  const text = line.trim();
  const found = new Map<string, string | undefined>();
  attribute.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const match = attribute.exec(text);
    const [, key = '', value] = match ?? [];
    if (match === null) throw new RangeError(`expected name=VALUE or name="VALUE" at ${JSON.stringify(text.slice(end).trim())}`);
    if (found.has(key)) throw new RangeError(`the ${cell} has more than one ${key}`);
    found.set(key, value?.startsWith('"') === true ? unquoted(value) : value);
    end = attribute.lastIndex;
  }
  return found;
}

const printValue = (value: string): string => (unquotedValue.test(value) ? value : quoted(value));
