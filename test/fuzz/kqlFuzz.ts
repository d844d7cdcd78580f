import { readFileSync } from 'node:fs';
import { KqlError } from '../../src/kql/engine/errors';
import { now, randomData, runnerOver } from '../unit/kql/fixtures';
import { generator, mutate } from './mutate';

export interface Finding {
  readonly input: string;
  readonly what: string;
}

export interface FuzzReport {
  readonly inputs: number;
  readonly answered: number;
  readonly refused: number;
  readonly slowest: { readonly milliseconds: number; readonly input: string };
  readonly findings: readonly Finding[];
}

/** Time that a query may take, and how far past it the engine may notice. */
const limit = 1000;
const grace = 500;

export const corpus: readonly string[] = readFileSync(new URL('../fixtures/kql/corpus.kql', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);

/** Runs mutated queries; each must give rows or a `KqlError` with a place in the text, in time. */
export async function fuzz(count: number, seed: number, onProgress?: (done: number) => void): Promise<FuzzReport> {
  const runner = await runnerOver(randomData(seed, 60));
  // The first analysis loads grammars for a second or more.
  runner.run({ text: 'print 1', now });
  const random = generator(seed);
  const findings: Finding[] = [];
  let answered = 0;
  let refused = 0;
  let slowest = { milliseconds: 0, input: '' };
  for (let done = 0; done < count; done++) {
    const input = mutate(corpus, random);
    const started = performance.now();
    try {
      const { primary } = runner.run({ text: input, now, limits: { milliseconds: limit, rows: 10_000, bytes: 200_000_000 } });
      JSON.stringify(primary.rows(0, 100));
      answered++;
    } catch (error) {
      refused++;
      const what = complaint(error, input);
      if (what !== undefined) findings.push({ input, what });
    }
    const milliseconds = performance.now() - started;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, input };
    if (milliseconds > limit + grace) findings.push({ input, what: `took ${Math.round(milliseconds)} ms` });
    if (done % 1000 === 999) onProgress?.(done + 1);
  }
  return { inputs: count, answered, refused, slowest, findings };
}

/** What is wrong with an error; undefined for a refusal as it should be. */
function complaint(error: unknown, input: string): string | undefined {
  if (!(error instanceof KqlError))
    return `no KqlError: ${error instanceof Error ? (error.stack ?? '').slice(0, 600) : String(error)}`;
  if (error.code === 'internal') return `internal: ${error.message.slice(0, 300)}`;
  const { start, length } = error.span;
  if (start < 0 || length < 0 || start + length > input.length) return `a place outside the text: ${start}, ${length}`;
  return error.message.trim() === '' ? 'no message' : undefined;
}
