import type { Environment } from '../environments/environment';
import { column, call } from '../kql/ask/compose/build';
import { print } from '../kql/ask/compose/print';
import type { Operator } from '../kql/ask/compose/ast';
import type { SampledTable } from '../kql/ask/context/sampledTable';
import { knownTables } from '../kql/schema/knownTables';
import type { QueryTable, TableSchema } from '../model/query';

const SAMPLE = 2000;
const AT_ONCE = 4;

/**
 * The tables of an environment, each with a sample of its rows, how many it has and the last moment in it. One that cannot be read is left
 * out, with a note.
 */
export async function sampleEnvironment(
  { stores }: Environment,
  onNote: (note: string) => void,
): Promise<readonly SampledTable[]> {
  const logs = (await stores.logs.tables()).value;
  const fromLogs = await inTurn(
    logs,
    async (schema) => {
      const time = schema.columns.find(
        ({ name, type }) => type === 'datetime' && (name === 'TimeGenerated' || name === 'timestamp'),
      );
      const ask = async (operators: readonly Operator[]): Promise<QueryTable | undefined> =>
        (await stores.logs.query({ kql: queryOf(schema.name, operators) })).value.tables[0];
      const counts = await ask([
        {
          kind: 'summarize',
          aggregates: [
            { name: 'Rows', expr: call('count') },
            ...(time === undefined ? [] : [{ name: 'LastSeen', expr: call('max', column(time.name)) }]),
          ],
          by: [],
        },
      ]);
      const [rowCount, last] = counts?.rows[0] ?? [];
      const count = Number(rowCount ?? 0);
      const sample = count === 0 ? undefined : await ask([{ kind: 'take', count: SAMPLE }]);
      const lastSeen = typeof last === 'string' ? Date.parse(last) : NaN;
      return sampled(schema, sample, count, Number.isNaN(lastSeen) ? undefined : lastSeen);
    },
    onNote,
  );
  const fromGraph = await inTurn(
    knownTables('graph'),
    async (schema) => {
      const answer = (await stores.resourceGraph.query({ kql: queryOf(schema.name, []), mostRows: SAMPLE })).value;
      return sampled(schema, answer.table, answer.totalRows, undefined);
    },
    onNote,
  );
  return [...fromLogs, ...fromGraph];
}

const queryOf = (name: string, operators: readonly Operator[]): string =>
  print({ lets: [], body: { source: { kind: 'table', name }, operators } });

function sampled(
  schema: TableSchema,
  sample: QueryTable | undefined,
  rowCount: number,
  lastSeen: number | undefined,
): SampledTable {
  return {
    name: schema.name,
    columns: sample?.columns ?? schema.columns,
    rows: sample?.rows ?? [],
    rowCount,
    isComplete: rowCount <= SAMPLE,
    ...(lastSeen !== undefined && { lastSeen }),
  };
}

/** A few at a time. */
async function inTurn(
  schemas: readonly TableSchema[],
  read: (schema: TableSchema) => Promise<SampledTable>,
  onNote: (note: string) => void,
): Promise<readonly SampledTable[]> {
  const tables: SampledTable[] = [];
  const waiting = [...schemas];
  const work = async (): Promise<void> => {
    for (let schema = waiting.shift(); schema !== undefined; schema = waiting.shift()) {
      const [outcome] = await Promise.allSettled([read(schema)]);
      if (outcome.status === 'fulfilled') tables.push(outcome.value);
      else onNote(`${schema.name} could not be read: ${String(outcome.reason)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1));
}
