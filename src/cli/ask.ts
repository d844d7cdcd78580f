import { clockLabel } from '../documents/clock';
import type { AskAnswer } from '../kql/ask/answer';
import { emptySentences } from '../kql/ask/zeroRows';
import { KqlError } from '../kql/engine/errors';
import { askBatch } from './askBatch';
import { openAskSource, type AskSource } from './askContext';
import { askLine } from './askLine';
import { outcomeOf, type AskOutcome } from './askOutcome';
import { scanText } from './askScan';
import { kqlTable } from './kqlTable';
import { readAll } from './readAll';
import { exitCodes, UsageError, type CliHost, type CliValues } from './run';

/** Rows that the terminal shows; programs get all. */
const TABLE_ROWS = 1000;

/**
 * Answers one question, or with `--batch` one per line of standard input: the query, how each part of the question was read, and the rows
 * where there is something to run it on; for a search for what was unusual, what was found. JSON lines are
 * `{id, kql, store, window, explain, confidence}` or `{id, abstained: true, reason, suggestions}`. Exit code 1 when a single question is refused or asked back.
 */
export async function askCommand(question: string | undefined, values: CliValues, host: CliHost): Promise<number> {
  if (values.batch && question !== undefined) throw new UsageError('--batch reads the questions from standard input');
  const text = values.batch ? '' : (question ?? (await readAll(host.in))).trim();
  if (!values.batch && text === '') throw new UsageError('no question: give it as an argument or on standard input');
  const source = await openAskSource(values, host);
  try {
    const ask = (words: string, scope?: string): Promise<AskAnswer> => source.ask(words, values.force, scope);
    if (!values.batch) return await single(await ask(text), source, values, host);
    return await askBatch({ ask, ...(values.run && source.run !== undefined && { run: source.run }) }, host);
  } finally {
    await source.dispose();
  }
}

async function single(answer: AskAnswer, source: AskSource, values: CliValues, host: CliHost): Promise<number> {
  const outcome = await outcomeOrError(answer, source);
  const isError = outcome instanceof KqlError;
  if (!values.json && host.out.isTTY === true) show(answer, isError ? {} : outcome, source, host);
  else host.out.write(`${JSON.stringify(askLine(undefined, answer, isError ? {} : outcome))}\n`);
  if (isError) {
    host.err.write(`sre: ${outcome.message} (${outcome.code})\n`);
    return exitCodes.failed;
  }
  if (outcome.report !== undefined) return outcome.report.failed.length === 0 ? exitCodes.ok : exitCodes.incomplete;
  return answer.kind === 'query' || answer.kind === 'scan' ? exitCodes.ok : exitCodes.incomplete;
}

async function outcomeOrError(answer: AskAnswer, { run }: AskSource): Promise<AskOutcome | KqlError> {
  try {
    return await outcomeOf(answer, run);
  } catch (error) {
    if (error instanceof KqlError) return error;
    throw error;
  }
}

/** For people. */
function show(answer: AskAnswer, { table, empty, report }: AskOutcome, { clock }: AskSource, { out }: CliHost): void {
  out.write(report === undefined ? textOf(answer) : scanText(report, clock));
  if (table === undefined) return;
  out.write(`\n${kqlTable(table.columns, table.rows.slice(0, TABLE_ROWS), out.columns ?? 120)}`);
  if (table.rows.length === 0) out.write('No rows.\n');
  if (table.rows.length > TABLE_ROWS) out.write(`… ${table.rows.length - TABLE_ROWS} more rows; --json gives all\n`);
  if (empty === undefined) return;
  out.write(bullets(emptySentences(empty, (at) => clockLabel(at, clock.timeZone, clock.now))));
}

/** The answer without its rows, for a terminal. */
function textOf(answer: AskAnswer): string {
  switch (answer.kind) {
    case 'query':
      return `${answer.kql}\n\n${bullets(answer.explain)}${answer.notices.map((notice) => `  ! ${notice}\n`).join('')}`;
    case 'scan':
      return `${bullets(answer.explain)}${answer.parts.map(({ title, kql }) => `\n${title}\n${indented(kql)}`).join('')}`;
    case 'choice':
      return `${answer.question}\n${answer.options.map(({ label, draft }) => `\n${label}\n${indented(draft.kql)}`).join('')}`;
    case 'abstained': {
      const others = answer.suggestions.length === 0 ? '' : `\nWhat can be asked:\n${bullets(answer.suggestions)}`;
      return `${answer.message}\n${others}`;
    }
  }
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `  · ${line}\n`).join('');
const indented = (text: string): string => text.replaceAll(/^/gm, '    ').concat('\n');
