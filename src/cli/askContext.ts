import type { Environment } from '../environments/environment';
import type { AskContext, AskDraft } from '../kql/ask/answer';
import { tablesOfCatalog } from '../kql/ask/context/catalogTables';
import { makeContext } from '../kql/ask/context/makeContext';
import type { SampledTable } from '../kql/ask/context/sampledTable';
import { ticksOfMilliseconds } from '../kql/engine/ticks';
import { openCatalog } from '../kql/host/openCatalog';
import { QueryRunner } from '../kql/runQuery';
import { knownTables } from '../kql/schema/knownTables';
import type { QueryTable } from '../model/query';
import { parseIso } from '../model/time';
import { sampleEnvironment } from './askSamples';
import { readSchema } from './askSchema';
import { openCliEnvironment } from './openEnvironment';
import { UsageError, type CliHost, type CliValues } from './run';

/** What a question is asked of. */
export interface AskSource {
  readonly context: AskContext;
  /** Runs an answer; absent when there are only schemas. */
  readonly run?: (draft: Pick<AskDraft, 'kql' | 'store'>) => Promise<QueryTable>;
  dispose(): Promise<void>;
}

/** Files, schemas or an environment, as the options say. Throws a `UsageError` for options that cannot be meant. */
export async function openAskSource(values: CliValues, host: CliHost): Promise<AskSource> {
  if (values.tz !== undefined && !isZone(values.tz)) throw new UsageError(`--tz must be an IANA time zone, not "${values.tz}"`);
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
    context,
    run: ({ kql }) => {
      const { primary } = runner.run({ text: kql, now: ticksOfMilliseconds(context.now) });
      const columns = primary.columns.map(({ name, type }) => ({ name, type }));
      return Promise.resolve({ name: 'PrimaryResult', columns, rows: primary.rows() });
    },
    dispose: () => Promise.resolve(),
  };
}

/** A file without rows has only the columns that the schema knows. */
function withSchema(table: SampledTable, schema: readonly SampledTable[]): SampledTable {
  const known = table.rowCount === 0 ? schema.find(({ name }) => name === table.name) : undefined;
  return known === undefined ? table : { ...table, columns: known.columns };
}

function schemaSource(tables: readonly SampledTable[], values: CliValues): AskSource {
  return { context: contextOf(tables, values), dispose: () => Promise.resolve() };
}

async function environmentSource(environment: Environment, values: CliValues, host: CliHost): Promise<AskSource> {
  const { stores } = environment;
  try {
    const tables = await sampleEnvironment(environment, (note) => host.err.write(`sre: ${note}\n`));
    return {
      context: makeContext(tables, {
        environment: environment.name,
        now: nowOf(values) ?? environment.clock.now(),
        timeZone: values.tz ?? environment.timeZone,
      }),
      run: async ({ kql, store }) => {
        if (store === 'graph') return (await stores.resourceGraph.query({ kql })).value.table;
        return (await stores.logs.query({ kql })).value.tables[0] ?? { name: 'PrimaryResult', columns: [], rows: [] };
      },
      dispose: () => environment.dispose(),
    };
  } catch (error) {
    await environment.dispose();
    throw error;
  }
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

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
