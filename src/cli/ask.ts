import { AskCore } from '../kql/ask/askCore';
import type { AskAnswer } from '../kql/ask/answer';
import { KqlError } from '../kql/engine/errors';
import type { QueryTable } from '../model/query';
import { askBatch } from './askBatch';
import { openAskSource, type AskSource } from './askContext';
import { askLine } from './askLine';
import { kqlTable } from './kqlTable';
import { exitCodes, UsageError, type CliHost, type CliValues } from './run';

/** Rows that the terminal shows; programs get all. */
const TABLE_ROWS = 1000;

/**
 * Answers one question, or with `--batch` one per line of standard input: the query, how each part of the question was read, and the rows
 * where there is something to run it on. JSON lines are `{id, kql, store, window, explain, confidence}` or
 * `{id, abstained: true, reason, suggestions}`. Exit code 1 when a single question is refused or asked back.
 */
export async function askCommand(question: string | undefined, values: CliValues, host: CliHost): Promise<number> {
  if (values.batch && question !== undefined) throw new UsageError('--batch reads the questions from standard input');
  const text = values.batch ? '' : (question ?? (await readAll(host.in))).trim();
  if (!values.batch && text === '') throw new UsageError('no question: give it as an argument or on standard input');
  const source = await openAskSource(values, host);
  try {
    const core = new AskCore();
    core.setContext('cli', source.context);
    const ask = (words: string): Promise<AskAnswer> =>
      core.ask({ question: words, key: 'cli', now: source.context.now, isForced: values.force });
    if (!values.batch) return await single(await ask(text), source, values, host);
    return await askBatch({ ask, ...(values.run && source.run !== undefined && { run: source.run }) }, host);
  } finally {
    await source.dispose();
  }
}

async function single(answer: AskAnswer, source: AskSource, values: CliValues, host: CliHost): Promise<number> {
  const outcome = await rowsOf(answer, source);
  const isForPeople = !values.json && host.out.isTTY === true;
  if (isForPeople) host.out.write(textOf(answer));
  const table = outcome instanceof KqlError ? undefined : outcome;
  if (!isForPeople) host.out.write(`${JSON.stringify(askLine(undefined, answer, table))}\n`);
  else if (table !== undefined) {
    host.out.write(`\n${kqlTable(table.columns, table.rows.slice(0, TABLE_ROWS), host.out.columns ?? 120)}`);
    if (table.rows.length === 0) host.out.write('No rows.\n');
    if (table.rows.length > TABLE_ROWS) host.out.write(`… ${table.rows.length - TABLE_ROWS} more rows; --json gives all\n`);
  }
  if (outcome instanceof KqlError) {
    host.err.write(`sre: ${outcome.message} (${outcome.code})\n`);
    return exitCodes.failed;
  }
  return answer.kind === 'query' || answer.kind === 'scan' ? exitCodes.ok : exitCodes.incomplete;
}

async function rowsOf(answer: AskAnswer, { run }: AskSource): Promise<QueryTable | KqlError | undefined> {
  if (answer.kind !== 'query' || run === undefined) return undefined;
  try {
    return await run(answer);
  } catch (error) {
    if (error instanceof KqlError) return error;
    throw error;
  }
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

async function readAll(input: CliHost['in']): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of input) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts).toString('utf8');
}
