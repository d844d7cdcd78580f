import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { AskAnswer } from '../kql/ask/answer';
import { KqlError } from '../kql/engine/errors';
import { SourceError } from '../model/failure';
import type { AskSource } from './askContext';
import { askLine } from './askLine';
import { outcomeOf } from './askOutcome';
import { exitCodes, type CliHost } from './run';

export interface AskBatchOptions {
  /** `scope` as of `CoreRequest`: the line's `resourceType` or `service`. */
  readonly ask: (question: string, scope?: string) => Promise<AskAnswer>;
  /** Runs an answer when its rows are wanted. */
  readonly run?: AskSource['run'];
}

/** One answer per line of standard input, in the order of the lines. A line that fails is answered with its error. */
export async function askBatch({ ask, run }: AskBatchOptions, host: CliHost): Promise<number> {
  for await (const text of createInterface({ input: Readable.from(host.in), crlfDelay: Infinity })) {
    if (text.trim() === '') continue;
    host.out.write(`${JSON.stringify(await lineFor(text, ask, run))}\n`);
  }
  return exitCodes.ok;
}

async function lineFor(text: string, ask: AskBatchOptions['ask'], run: AskSource['run']): Promise<object> {
  const request = parsed(text);
  const id = property(request, 'id') ?? null;
  const question = property(request, 'question');
  if (typeof question !== 'string') {
    return errorLine(id, 'data', request === undefined ? 'The line is no JSON.' : 'The line has no "question" of text.');
  }
  const scope = property(request, 'resourceType') ?? property(request, 'service');
  let answer: AskAnswer | undefined;
  try {
    answer = await ask(question, typeof scope === 'string' ? scope : undefined);
    return askLine(id, answer, await outcomeOf(answer, run));
  } catch (error) {
    // The other lines are answered all the same.
    return { ...(answer !== undefined && askLine(id, answer)), ...failureLine(id, error) };
  }
}

function failureLine(id: unknown, error: unknown): object {
  if (error instanceof KqlError) return errorLine(id, error.code, error.message);
  if (error instanceof SourceError) return errorLine(id, error.failure.kind, error.failure.message);
  return errorLine(id, 'internal', error instanceof Error ? error.message : String(error));
}

const errorLine = (id: unknown, code: string, message: string): object => ({ id, error: { code, message } });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
