import type { Environment } from '../environments/environment';
import { redact } from '../azure/redact';
import type { AskAnswer, AskChoices, AskContext, AskDraft } from '../kql/ask/answer';
import { AskCore } from '../kql/ask/askCore';
import { tablesOfCatalog } from '../kql/ask/context/catalogTables';
import { makeContext } from '../kql/ask/context/makeContext';
import type { SampledTable } from '../kql/ask/context/sampledTable';
import { AskContexts } from '../kql/ask/gather/askContexts';
import { connectionOfStore } from '../kql/ask/gather/askTables';
import { rowsOf, type Rows } from '../kql/ask/rows';
import { ticksOfMilliseconds } from '../kql/engine/ticks';
import { languageInProcess } from '../kql/host/languageInProcess';
import { openCatalog } from '../kql/host/openCatalog';
import { QueryRunner } from '../kql/runQuery';
import { knownTables } from '../kql/schema/knownTables';
import { mergeSchemas } from '../kql/schema/mergeSchemas';
import { createQuerySources } from '../kql/sources/createQuerySources';
import { isTimeZone, parseIso } from '../model/time';
import { choicesOf } from './askChoices';
import type { AskClock } from './askScan';
import { readSchema } from './askSchema';
import { openCliEnvironment } from './openEnvironment';
import { UsageError, type CliHost, type CliValues } from './run';

/** How long a question waits for the values of tables, in milliseconds: there is nothing to do meanwhile. */
const mostPatience = 30_000;

/** What a question is asked of. */
export interface AskSource {
  /** `scope` as of `CoreRequest`. */
  ask(question: string, isForced: boolean, scope?: string): Promise<AskAnswer>;
  /** Runs an answer; absent when there are only schemas. */
  readonly run?: (draft: Pick<AskDraft, 'kql' | 'store' | 'window'>) => Promise<Rows>;
  readonly clock: AskClock;
  dispose(): Promise<void>;
}

/** Files, schemas or an environment, as the options say. Throws a `UsageError` for options that cannot be meant. */
export async function openAskSource(values: CliValues, host: CliHost): Promise<AskSource> {
  if (values.tz !== undefined && !isTimeZone(values.tz))
    throw new UsageError(`--tz must be an IANA time zone, not "${values.tz}"`);
  if (values.data !== undefined || values.schema !== undefined) return fileSource(values, host);
  if (values.env === undefined && values.batch) {
    return schemaSource(
      [...knownTables('logs'), ...knownTables('graph')].map((table) => ({ ...table, rows: [], isComplete: false })),
      values,
    );
  }
  return environmentSource(await openCliEnvironment(values, host.demoWorker), values, host);
}

async function fileSource(values: CliValues, host: CliHost): Promise<AskSource> {
  const schema = values.schema === undefined ? [] : await readSchema(values.schema);
  if (values.data === undefined) return schemaSource(schema, values);
  const catalog = await openCatalog(values.data, { onNote: (note) => host.err.write(`sre: ${note}\n`) });
  // What the schema has beside the files has no rows here, and must not be preferred.
  const loaded = tablesOfCatalog(catalog);
  const names = new Set(loaded.map(({ name }) => name));
  const tables = [
    ...loaded.map((table) => withSchema(table, schema)),
    ...schema.filter(({ name }) => !names.has(name)).map((table) => ({ ...table, rowCount: 0, isComplete: true })),
  ];
  for (const { name, columns } of tables) catalog.declare(name, [...columns]);
  const context = contextOf(tables, values);
  const runner = await QueryRunner.create(catalog);
  return {
    ask: askerOf(context, choicesOf(values)),
    run: ({ kql }) => {
      const { primary } = runner.run({ text: kql, now: ticksOfMilliseconds(context.now) });
      const columns = primary.columns.map(({ name, type }) => ({ name, type }));
      return Promise.resolve({ table: { name: 'PrimaryResult', columns, rows: primary.rows() }, failures: [] });
    },
    clock: clockOf(context),
    dispose: () => Promise.resolve(),
  };
}

/** A file without rows has only the columns that the schema knows. */
function withSchema(table: SampledTable, schema: readonly SampledTable[]): SampledTable {
  const known = table.rowCount === 0 ? schema.find(({ name }) => name === table.name) : undefined;
  return known === undefined ? table : { ...table, columns: known.columns };
}

function schemaSource(tables: readonly SampledTable[], values: CliValues): AskSource {
  const context = contextOf(tables, values);
  return { ask: askerOf(context, choicesOf(values)), clock: clockOf(context), dispose: () => Promise.resolve() };
}

const clockOf = ({ timeZone, now }: AskContext): AskClock => ({ timeZone, now });

function environmentSource(environment: Environment, values: CliValues, host: CliHost): AskSource {
  const now = nowOf(values);
  const choices = choicesOf(values);
  const sources = createQuerySources({
    stores: () => Promise.resolve(environment.stores),
    startEngine: () => Promise.reject(new UsageError('files are asked with --data')),
    folder: () => undefined,
    known: (dialect) => Promise.resolve(knownTables(dialect)),
    merge: (live, known) => Promise.resolve(mergeSchemas(live, known)),
    names: { environment: () => environment.name },
  });
  const asked = {
    ...environment,
    timeZone: values.tz ?? environment.timeZone,
    clock: now === undefined ? environment.clock : { now: () => now },
  };
  const contexts = new AskContexts({
    environment: () => Promise.resolve(asked),
    sources,
    language: languageInProcess(),
    redact,
    sampleWait: mostPatience,
  });
  return {
    ask: async (question, isForced) => {
      const { answer, failures, unread } = await contexts.ask(question, { kind: 'logs' }, { isForced, choices });
      for (const { message } of failures) host.err.write(`sre: ${message}\n`);
      if (unread.length > 0) host.err.write(`sre: the values of ${unread.join(', ')} could not be read in time\n`);
      return answer;
    },
    run: async ({ kql, store, window }) => {
      const connection = connectionOfStore(store, { kind: 'logs' });
      const bounds = store === 'graph' || window === undefined ? {} : { window };
      return rowsOf(await sources.run({ connection, kql, now: asked.clock.now(), ...bounds }));
    },
    clock: { timeZone: asked.timeZone, now: asked.clock.now() },
    dispose: async () => {
      await sources.dispose();
      await environment.dispose();
    },
  };
}

/** Answers over a context that is known whole. */
function askerOf(context: AskContext, choices: AskChoices): AskSource['ask'] {
  const core = new AskCore();
  core.setContext('cli', context);
  return (question, isForced, scope) =>
    core.ask({ question, key: 'cli', now: context.now, isForced, choices, ...(scope !== undefined && { scope }) });
}

function contextOf(tables: readonly SampledTable[], values: CliValues): AskContext {
  return makeContext(tables, { environment: '', now: nowOf(values) ?? Date.now(), timeZone: values.tz ?? 'UTC' });
}

function nowOf({ now }: CliValues): number | undefined {
  try {
    return now === undefined ? undefined : parseIso(now);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--now must be a date and time such as 2026-11-17T02:45:00Z, not "${now ?? ''}"`);
  }
}
