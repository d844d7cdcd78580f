import { KqlError } from '../kql/engine/errors';
import type { QueryResult } from '../kql/engine/result';

/** Answers one line `{"id", "query"}` of a batch with one line of JSON. */
export type AnswerLine = (line: string) => string;

/** A line that fails is answered with its error. */
export function answerLine(line: string, run: (text: string) => QueryResult): string {
  let id: unknown = null;
  try {
    const request = parseLine(line);
    id = property(request, 'id') ?? null;
    const query = property(request, 'query');
    if (typeof query !== 'string') throw new KqlError('data', 'The line has no "query" of text.');
    return JSON.stringify({ id, ...answer(run(query)) });
  } catch (error) {
    return failure(id, error);
  }
}

/** The answer to a line that could not be run to its end. */
export function errorLine(line: string, error: unknown): string {
  let id: unknown = null;
  try {
    id = property(parseLine(line), 'id') ?? null;
  } catch {
    // A line that is no JSON has no id.
  }
  return failure(id, error);
}

export function outOfMemory(): KqlError {
  return new KqlError('limit', 'The query needs more memory than the engine has.');
}

function failure(id: unknown, error: unknown): string {
  const { code, message, span } =
    error instanceof KqlError ? error : new KqlError('internal', error instanceof Error ? error.message : String(error));
  return JSON.stringify({ id, error: { code, message, start: span.start, length: span.length } });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new KqlError('data', 'The line is no JSON.');
  }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** The JSON answer: the last table, and in `tables` those of further statements, `fork` and `facet`. */
export function answer(result: QueryResult): object {
  return {
    columns: result.primary.columns.map(({ name, type }) => ({ name, type })),
    rows: result.primary.rows(),
    ...(result.render !== undefined && { render: result.render }),
    ...(result.tables.length > 0 && {
      tables: result.tables.map((table) => ({ name: table.name, columns: table.columns, rows: table.rows() })),
    }),
    ...(result.truncated !== undefined && { truncated: result.truncated }),
    ...(result.warnings.length > 0 && { warnings: result.warnings }),
  };
}
