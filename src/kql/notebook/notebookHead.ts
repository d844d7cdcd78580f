import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import { conflictIn, hasHalfPair } from './cellEscapes';
import { parseConnection, printConnection } from './connectionText';
import { NotebookFormatError, type NotebookFile } from './notebookFile';
import { parseTimeRange, printTimeRange } from './timeRangeText';

/** The version of files with questions, which is known, and of all others, which older versions of the extension can open too. */
export const formatVersions = { questions: 2, plain: 1 } as const;
export const headMark = /^---[ \t]*$/;

/** A message may quote a line of the file. */
const longestMessage = 400;

const knownLine = /^(kqlnb|connection|time)[ \t]*:([^]*)$/;

export type Head = Pick<NotebookFile, 'connection' | 'time' | 'otherLines'>;

export interface ReadHead {
  readonly head: Head;
  readonly hasQuestions: boolean;
}

/** The lines between the two `---`; the first of them has the number 2. Throws a `NotebookFormatError`. */
export function parseHead(lines: readonly string[]): ReadHead {
  const otherLines: string[] = [];
  const known = new Map<string, { readonly value: string; readonly line: number }>();
  lines.forEach((text, index) => {
    const line = index + 2;
    const [, key, value = ''] = knownLine.exec(text) ?? [];
    if (key === undefined) {
      if (!isOtherLine(text))
        throw new NotebookFormatError(line, 'this line of the head has characters that a file cannot keep.');
      otherLines.push(text);
      return;
    }
    if (known.has(key)) throw new NotebookFormatError(line, `the head has more than one ${key}.`);
    known.set(key, { value: value.trim(), line });
  });
  const hasQuestions = checkVersion(known.get('kqlnb'));
  const read = <T>(key: string, parse: (value: string) => T): T | undefined => {
    const entry = known.get(key);
    return entry === undefined ? undefined : readAt(entry.line, () => parse(entry.value));
  };
  const connection: QueryConnection | undefined = read('connection', parseConnection);
  const time: TimeRange | undefined = read('time', parseTimeRange);
  return {
    head: { otherLines, ...(connection === undefined ? {} : { connection }), ...(time === undefined ? {} : { time }) },
    hasQuestions,
  };
}

/** The head's lines with its two marks. Throws a RangeError when a part of it cannot be written. */
export function printHead({ connection, time, otherLines }: Head, hasQuestions: boolean): string[] {
  const odd = otherLines.find((line) => !isOtherLine(line));
  if (odd !== undefined) throw new RangeError(`the head cannot hold the line ${JSON.stringify(odd)}`);
  return [
    '---',
    `kqlnb: ${formatVersions[hasQuestions ? 'questions' : 'plain']}`,
    ...(connection === undefined ? [] : [`connection: ${printConnection(connection)}`]),
    ...(time === undefined ? [] : [`time: ${printTimeRange(time)}`]),
    ...otherLines,
    '---',
  ];
}

/** Runs what throws RangeErrors and gives their sentence a line of the file. */
export function readAt<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { message } = error;
    const sentence = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
    throw Object.assign(new NotebookFormatError(line, `${sentence}.`), { cause: error });
  }
}

/** True for the version that has questions. */
function checkVersion(version: { readonly value: string; readonly line: number } | undefined): boolean {
  if (version === undefined) throw new NotebookFormatError(1, 'the head has no line "kqlnb: 1"; this is no KQL notebook.');
  const { value, line } = version;
  if (value === String(formatVersions.plain)) return false;
  if (value === String(formatVersions.questions)) return true;
  throw new NotebookFormatError(
    line,
    /^[1-9]\d*$/.test(value)
      ? `this notebook was written by a newer version of the extension (format ${value}, known is ${formatVersions.questions}); update the extension to open it.`
      : `${JSON.stringify(value)} is no version of the format.`,
  );
}

/** True for a line that the head can hold besides those it knows. */
function isOtherLine(line: string): boolean {
  const isKept = !line.includes('\n') && !line.endsWith('\r') && !hasHalfPair(line) && conflictIn(line) === undefined;
  return isKept && !headMark.test(line) && !knownLine.test(line);
}
