import type { QueryConnection } from '../../model/queryConnection';
import { isPlainName } from '../../results/formats/kqlName';
import { parseConnection, printConnection } from './connectionText';
import { parseFence, printFence } from './fenceAttributes';
import { isTextMark } from './textMark';

/** What stands after the language of a query's fence. */
export interface QueryAttributes {
  readonly name?: string;
  readonly connection?: QueryConnection;
  /** `textMark` of a text that was made for the question above. */
  readonly asked?: string;
  readonly isEscaped: boolean;
}

/** Throws a RangeError for a name or connection that cannot be written. */
export function printAttributes({ name, connection, asked, isEscaped }: QueryAttributes): string {
  if (name !== undefined && !isPlainName(name)) throw new RangeError(nameProblem(name));
  if (asked !== undefined && !isTextMark(asked)) throw new RangeError(markProblem(asked));
  return printFence([
    ['name', name],
    ['connection', connection === undefined ? undefined : printConnection(connection)],
    ['asked', asked],
    ['escaped', isEscaped],
  ]);
}

/** Throws a RangeError with a sentence for what is no attribute. */
export function parseAttributes(line: string): QueryAttributes {
  const found = parseFence(line, 'query');
  for (const [key, value] of found) {
    if (!['name', 'connection', 'asked', 'escaped'].includes(key)) {
      throw new RangeError(`a query has no attribute ${JSON.stringify(key)} (expected name, connection, asked or escaped)`);
    }
    if ((key === 'escaped') !== (value === undefined)) {
      throw new RangeError(key === 'escaped' ? 'escaped has no value' : `${key} has no value`);
    }
  }
  const name = found.get('name');
  const connection = found.get('connection');
  const asked = found.get('asked');
  if (name !== undefined && !isPlainName(name)) throw new RangeError(nameProblem(name));
  if (asked !== undefined && !isTextMark(asked)) throw new RangeError(markProblem(asked));
  return {
    isEscaped: found.has('escaped'),
    ...(name === undefined ? {} : { name }),
    ...(connection === undefined ? {} : { connection: parseConnection(connection) }),
    ...(asked === undefined ? {} : { asked }),
  };
}

const markProblem = (mark: string): string => `${JSON.stringify(mark)} is no mark of a text: 8 hexadecimal digits in lower case`;

const nameProblem = (name: string): string =>
  `${JSON.stringify(name)} cannot name a result: letters, digits and _ only, and no digit at the start`;
