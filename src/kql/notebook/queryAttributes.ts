import type { QueryConnection } from '../../model/queryConnection';
import { isPlainName } from '../../results/formats/kqlName';
import { parseConnection, printConnection } from './connectionText';
import { quoted, unquoted } from './quotedWords';

/** What stands after the language of a query's fence. */
export interface QueryAttributes {
  readonly name?: string;
  readonly connection?: QueryConnection;
  readonly isEscaped: boolean;
}

const unquotedValue = /^[\w./:-]+$/;
const attribute = /[ \t]*([A-Za-z]+)(?:=("[^"\\]*(?:\\.[^"\\]*)*"|[^\s"]+))?(?=[ \t]|$)/y;

/** Throws a RangeError for a name or connection that cannot be written. */
export function printAttributes({ name, connection, isEscaped }: QueryAttributes): string {
  if (name !== undefined && !isPlainName(name)) throw new RangeError(nameProblem(name));
  const words = [
    ...(name === undefined ? [] : [`name=${name}`]),
    ...(connection === undefined ? [] : [`connection=${printValue(printConnection(connection))}`]),
    ...(isEscaped ? ['escaped'] : []),
  ];
  return words.map((word) => ` ${word}`).join('');
}

/** Throws a RangeError with a sentence for what is no attribute. */
export function parseAttributes(line: string): QueryAttributes {
  const text = line.trim();
  const found = new Map<string, string | undefined>();
  attribute.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const match = attribute.exec(text);
    const [, key = '', value] = match ?? [];
    if (match === null) throw new RangeError(`expected name=VALUE or name="VALUE" at ${JSON.stringify(text.slice(end).trim())}`);
    if (found.has(key)) throw new RangeError(`the query has more than one ${key}`);
    found.set(key, value?.startsWith('"') === true ? unquoted(value) : value);
    end = attribute.lastIndex;
  }
  return attributesOf(found);
}

function attributesOf(found: ReadonlyMap<string, string | undefined>): QueryAttributes {
  for (const [key, value] of found) {
    if (!['name', 'connection', 'escaped'].includes(key)) {
      throw new RangeError(`a query has no attribute ${JSON.stringify(key)} (expected name, connection or escaped)`);
    }
    if ((key === 'escaped') !== (value === undefined)) {
      throw new RangeError(key === 'escaped' ? 'escaped has no value' : `${key} has no value`);
    }
  }
  const name = found.get('name');
  const connection = found.get('connection');
  if (name !== undefined && !isPlainName(name)) throw new RangeError(nameProblem(name));
  return {
    isEscaped: found.has('escaped'),
    ...(name === undefined ? {} : { name }),
    ...(connection === undefined ? {} : { connection: parseConnection(connection) }),
  };
}

const nameProblem = (name: string): string =>
  `${JSON.stringify(name)} cannot name a result: letters, digits and _ only, and no digit at the start`;

const printValue = (value: string): string => (unquotedValue.test(value) ? value : quoted(value));
