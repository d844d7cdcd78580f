import { firstRows, type CellResult } from '../../model/cellResult';
import { SourceError } from '../../model/failure';
import type { QueryTable } from '../../model/query';
import { KqlError, type Span } from '../engine/errors';
import type { Outline } from '../language/languageService';
import { dialectOf } from '../sources/createQuerySources';
import type { SourceAnswer, SourceOptions } from '../sources/querySources';
import { chooseTime, rangeNames, rangeStatements, type TimeChosen } from './appliedTime';
import { datatableStatement } from './datatableLiteral';
import { ConflictError, usesOf, type Use } from './dependencies';
import { declarationsOf, outlineOf } from './outlines';
import type { FinishedRun, RunRequest, RunServices } from './queryRun';
import { failureOf, inCell, isKqlError, sentText, type SentText } from './sentText';

/**
 * Runs the text of a cell or file: with what it uses of the cells above, in the time that applies, where its connection says. Rejects with
 * `SourceError`, `KqlError` (places are those of the text), or `AbortError`.
 */
export async function runQuery(request: RunRequest, services: RunServices, options: SourceOptions = {}): Promise<FinishedRun> {
  const { text, connection } = request;
  const { sources, language, clock } = services;
  const started = performance.now();
  const outline = await outlineOf(language, text, dialectOf(connection));
  if (!hasStatement(text, outline))
    throw new KqlError('syntax', 'There is no query here: write one, such as AppRequests | take 10.');
  const ranAt = Date.now();
  const now = clock.now();
  const base = { version: 1, id: crypto.randomUUID(), source: sources.describe(connection), ranAt } as const;
  if (!outline.hasQuery && outline.lets.length > 0) {
    const result: CellResult = {
      ...base,
      milliseconds: Math.round(performance.now() - started),
      time: { from: 'none', text: 'no time range' },
      timeZone: services.timeZone,
      tables: [],
      notices: [declares(outline)],
      failures: [],
    };
    return { result, tables: [] };
  }
  const prepared = await prepare(request, outline, services, now);
  options.signal?.throwIfAborted();
  const answer = await send(request, prepared, services, now, options).catch((error: unknown) => {
    throw withHint(inCell(error, prepared.sent), outline);
  });
  const { tables, render, statistics, failures, warnings } = answer;
  const result: CellResult = {
    ...base,
    milliseconds: Math.round(performance.now() - started),
    time: prepared.time.applied,
    timeZone: services.timeZone,
    tables: tables.map((table) => ({ ...table, rows: table.rows.slice(0, firstRows), totalRows: table.rows.length })),
    ...(render !== undefined && { render }),
    ...(statistics !== undefined && { statistics }),
    notices: [...prepared.notices, ...warnings],
    failures,
  };
  return { result, tables };
}

interface Prepared {
  readonly sent: SentText;
  readonly tables: readonly QueryTable[];
  readonly time: TimeChosen;
  readonly notices: readonly string[];
}

async function prepare(request: RunRequest, outline: Outline, services: RunServices, now: number): Promise<Prepared> {
  const { text, connection, earlier } = request;
  const { sources, language } = services;
  const dialect = dialectOf(connection);
  const cells = await Promise.all(earlier.map((cell) => declarationsOf(language, cell, 'logs')));
  const uses = namedUses(outline, cells, text);
  const declared = new Set(uses.map(({ name }) => name));
  const range = rangeNames.filter((name) => !declared.has(name) && freeAnywhere(name, outline, uses, cells));
  const refused = [...uses.map(({ name }) => name), ...range][0];
  if (dialect === 'graph' && refused !== undefined) throw noLet(refused, text);

  const statements: string[] = [];
  const tables: QueryTable[] = [];
  const notices: string[] = [];
  for (const use of uses) {
    if (use.kind === 'let') {
      statements.push(`${use.statement};`);
      continue;
    }
    const place = placeOf(use.name, text);
    const { result, isStale } = earlier[use.cell] ?? {};
    if (result === undefined) {
      throw new KqlError('semantic', `${use.name} is the result of a cell above that has not run. Run that cell first.`, place);
    }
    if (isStale === true)
      notices.push(`The rows of ${use.name} are from before its cell changed. Run that cell again to renew them.`);
    if (dialect === 'engine') tables.push({ ...result, name: use.name });
    else statements.push(datatableStatement(use.name, result, place));
  }
  const lets = uses.flatMap((use) => (use.kind === 'let' ? [`${use.statement};`] : []));
  const whole = lets.length === 0 ? outline : await outlineOf(language, sentText(lets, text).text, dialect);
  const time = chooseTime({
    connection,
    ...(request.time !== undefined && { range: request.time }),
    now,
    timeZone: services.timeZone,
    defaultHours: services.defaultHours,
    limitsTime: whole.limitsTime,
    usesRange: range.length > 0,
    readsTables: readsTables(sentText(lets, text).text, whole, new Set([...declared, ...range])),
  });
  if (time.named !== undefined) statements.unshift(...rangeStatements(time.named));
  notices.push(...(await shadowed(uses, request, sources)), ...time.notices);
  return { sent: sentText(statements, text), tables, time, notices };
}

function send(
  { connection }: RunRequest,
  { sent, tables, time }: Prepared,
  { sources, timeoutSeconds }: RunServices,
  now: number,
  options: SourceOptions,
): Promise<SourceAnswer> {
  const { window } = time;
  return sources.run(
    {
      connection,
      kql: sent.text,
      ...(window !== undefined && { window }),
      now,
      timeoutSeconds,
      ...(tables.length > 0 && { tables }),
    },
    options,
  );
}

function namedUses(outline: Outline, cells: Parameters<typeof usesOf>[1], text: string): readonly Use[] {
  try {
    return usesOf(outline.freeNames, cells);
  } catch (error) {
    if (error instanceof ConflictError) throw new KqlError('semantic', error.message, placeOf(error.used, text));
    throw error;
  }
}

function freeAnywhere(name: string, outline: Outline, uses: readonly Use[], cells: Parameters<typeof usesOf>[1]): boolean {
  return (
    outline.freeNames.includes(name) ||
    uses.some(
      (use) =>
        use.kind === 'let' &&
        cells[use.cell]?.lets.some(({ statement, freeNames }) => statement === use.statement && freeNames.includes(name)),
    )
  );
}

/** Whether the query looks into tables of the connection: a name is left that nothing declares, or something names tables in another way. */
function readsTables(text: string, { freeNames }: Outline, declared: ReadonlySet<string>): boolean {
  return (
    freeNames.some((name) => !declared.has(name)) ||
    /\b(search|find)\s|\bunion\b.*\*|\b(table|workspace|app|resource|database)\s*\(/i.test(text)
  );
}

/** An earlier cell goes before a table of the same name, and the person hears of it. */
async function shadowed(uses: readonly Use[], { connection }: RunRequest, sources: RunServices['sources']): Promise<string[]> {
  const results = uses.filter(({ kind }) => kind === 'result');
  if (results.length === 0) return [];
  // A schema that cannot be read costs this notice alone: the query itself meets the same source.
  const tables = await sources.schema(connection).then(
    (schema) => schema.tables,
    () => [],
  );
  const names = new Set(tables.map(({ name }) => name));
  return results.flatMap(({ name }) =>
    names.has(name)
      ? [`${name} is the result of a cell above, not the table of that name in ${sources.describe(connection)}.`]
      : [],
  );
}

function noLet(name: string, text: string): KqlError {
  const isRange = rangeNames.some((range) => range === name);
  return new KqlError(
    'unsupported',
    isRange
      ? `Resource Graph has no let statements, so ${name} cannot be used here. Write the moment itself, such as datetime(2026-01-31T08:00:00Z).`
      : `Resource Graph has no let statements, so ${name} of a cell above cannot be used here. ` +
          'Name the result of this cell and join both in a cell with the connection Files.',
    placeOf(name, text),
  );
}

/** Where a name stands for the first time. */
function placeOf(name: string, text: string): Span {
  const found = new RegExp(`(?<![\\w.])${name.replace(/[$^.*+?()[\]{}|\\]/g, '\\$&')}(?!\\w)`).exec(text);
  return found === null ? { start: 0, length: 0 } : { start: found.index, length: name.length };
}

function hasStatement(text: string, outline: Outline): boolean {
  return outline.hasQuery || outline.lets.length > 0 || text.replace(/\/\/.*$/gm, '').trim() !== '';
}

function declares({ lets }: Outline): string {
  const names = lets.map(({ name }) => name);
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return `Declares ${list ?? ''} for the cells below. There is no query to run.`;
}

/** Blank lines separate queries in a file only; the services take them for one and complain about its syntax. */
function withHint(error: unknown, { queries }: Outline): unknown {
  if (queries.length < 2) return error;
  const hint = 'The text has several queries: give each its own cell, or separate them with semicolons.';
  if (isKqlError(error) && (error.code === 'syntax' || error.code.startsWith('KS0'))) {
    return new KqlError(error.code, `${error.message} ${hint}`, error.span);
  }
  const failure = failureOf(error);
  if (failure?.kind === 'badRequest' && /parse|syntax/i.test(`${failure.code ?? ''} ${failure.message}`)) {
    return new SourceError({ ...failure, nextAction: hint });
  }
  return error;
}
