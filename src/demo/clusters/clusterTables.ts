import type { Table } from '../../kql/engine/chunk';
import type { ScalarType, Schema } from '../../kql/engine/types';
import { MINUTE } from '../../model/time';
import { readFlows, type Flow } from '../logs/flows';
import { always, ints, lazyTable, longs, reals, texts, times, type Fill } from '../logs/fills';
import { RowWriter } from '../logs/logRows';
import { LogStory } from '../logs/logStory';
import type { TableSet } from '../logs/scopedCatalog';
import type {
  EventColumn,
  EventTable,
  HistoryTable,
  ReleaseTable,
  StoryClusterTable,
  StoryDatabase,
} from '../story/clusterTypes';
import { hash, unit } from '../story/random';
import type { Story } from '../story/types';

export interface ClusterColumn {
  readonly name: string;
  readonly type: ScalarType;
  readonly description: string;
}

export interface ClusterTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ClusterColumn[];
}

/** The tables of a database with what is said of them; rows come from `clusterTables`. */
export function describeTables({ tables }: StoryDatabase): ClusterTable[] {
  return tables.map((table) => ({ name: table.name, description: table.description, columns: columnsOf(table) }));
}

/** The rows of a database's tables, sorted by `Timestamp`; made when a query first reads them. */
export function clusterTables(story: Story, database: StoryDatabase): TableSet {
  const log = new LogStory(story);
  const tables = new Map<string, Table>();
  const known = (name: string): StoryClusterTable => {
    const found = database.tables.find((table) => table.name === name);
    if (found === undefined) throw new RangeError(`no table ${name} in the database ${database.name}`);
    return found;
  };
  return {
    names: () => database.tables.map(({ name }) => name),
    schema: (name) => schemaOf(known(name)),
    table: (name) => {
      const table = tables.get(name) ?? makeTable(log, known(name));
      tables.set(name, table);
      return table;
    },
  };
}

const timestamp: ClusterColumn = { name: 'Timestamp', type: 'datetime', description: 'When it happened, in UTC.' };

function columnsOf(table: StoryClusterTable): ClusterColumn[] {
  switch (table.kind) {
    case 'events':
      return [
        timestamp,
        { name: table.id, type: 'long', description: 'Its number.' },
        { name: table.outcome.name, type: 'string', description: 'How it ended.' },
        ...table.values.map((value) => ({
          name: value.name,
          type: 'texts' in value ? ('string' as const) : value.type,
          description: value.description,
        })),
      ];
    case 'history':
      return [
        { ...timestamp, description: `End of the ${table.minutes} minutes that the row tells of, in UTC.` },
        { name: 'Application', type: 'string', description: 'The role that served the requests.' },
        { name: 'Operation', type: 'string', description: 'Name of the operation.' },
        { name: 'Requests', type: 'long', description: 'Requests in that time.' },
        { name: 'Failed', type: 'long', description: 'Requests of them that failed.' },
        { name: 'DurationMs', type: 'real', description: 'Mean duration in milliseconds; NaN without requests.' },
      ];
    case 'releases':
      return [
        { ...timestamp, description: 'When the release was put in place, in UTC.' },
        { name: 'Application', type: 'string', description: 'What was released.' },
        { name: 'Version', type: 'string', description: 'Its version.' },
        { name: 'Outcome', type: 'string', description: 'Succeeded, Failed or RolledBack.' },
        { name: 'ReleasedBy', type: 'string', description: 'Who or what released it.' },
      ];
  }
}

const schemaOf = (table: StoryClusterTable): Schema => columnsOf(table).map(({ name, type }) => ({ name, type }));

function makeTable(log: LogStory, table: StoryClusterTable): Table {
  switch (table.kind) {
    case 'events':
      return eventTable(log, table);
    case 'history':
      return historyTable(log, table);
    case 'releases':
      return releaseTable(log, table);
  }
}

function eventTable(log: LogStory, table: EventTable): Table {
  const seed = hash(`${log.story.info.id}|${table.name}`);
  const writer = new RowWriter(log.from);
  const flow = readFlows(log, 'requests').find(({ role, name }) => role.role === table.role && name === table.operation);
  if (flow === undefined) throw new RangeError(`no operation ${table.operation} of ${table.role}`);
  for (const success of [1, 0] as const) {
    flow.counts[success].forEach((count, minute) => {
      for (let place = 0; place < count; place++) {
        const moment = unit(seed + success, minute * 4096 + place);
        writer.add(log.at(minute) + Math.floor(moment * MINUTE), success);
      }
    });
  }
  const rows = writer.finish();
  return lazyTable(schemaOf(table), rows.length, {
    Timestamp: times(rows.time),
    [table.id]: longs((row) => firstNumber + row),
    [table.outcome.name]: texts(rows.kind, [table.outcome.failure, table.outcome.success]),
    ...Object.fromEntries(table.values.map((value) => [value.name, valuesOf(hash(`${seed}|${value.name}`), value)])),
  });
}

const firstNumber = 4_100_000;

function valuesOf(seed: number, value: EventColumn): Fill {
  if ('texts' in value) {
    // The square favours the first ones, as business does.
    return texts((row) => Math.floor(unit(seed, row) ** 2 * value.texts.length), value.texts);
  }
  const { from, to, type } = value;
  if (type === 'int') return ints((row) => from + Math.floor(unit(seed, row) ** 2 * (to - from + 1)));
  return reals((row) => Math.round((from + unit(seed, row) ** 2 * (to - from)) * 100) / 100);
}

function historyTable(log: LogStory, table: HistoryTable): Table {
  const flows = readFlows(log, 'requests');
  const writer = new RowWriter(log.from);
  for (let minute = 0; minute + table.minutes <= log.minutes; minute += table.minutes) {
    flows.forEach((flow, index) => {
      const { requests, failed, duration } = total(flow, minute, minute + table.minutes);
      writer.add(log.at(minute + table.minutes), index, requests, failed, duration);
    });
  }
  const rows = writer.finish();
  return lazyTable(schemaOf(table), rows.length, {
    Timestamp: times(rows.time),
    Application: texts(
      rows.kind,
      flows.map(({ role }) => role.role),
    ),
    Operation: texts(
      rows.kind,
      flows.map(({ name }) => name),
    ),
    Requests: longs(rows.a),
    Failed: longs(rows.b),
    DurationMs: reals(rows.c),
  });
}

function total({ counts, durations }: Flow, from: number, to: number): { requests: number; failed: number; duration: number } {
  let requests = 0;
  let failed = 0;
  let time = 0;
  for (let minute = from; minute < to; minute++) {
    for (const success of [1, 0] as const) {
      const count = counts[success][minute] ?? 0;
      requests += count;
      if (success === 0) failed += count;
      time += count * (durations[success][minute] ?? 0);
    }
  }
  return { requests, failed, duration: requests === 0 ? Number.NaN : Math.round((time / requests) * 1000) / 1000 };
}

function releaseTable(log: LogStory, table: ReleaseTable): Table {
  const deployed = log.story.activity.flatMap(({ at, resourceId, operation, properties, caller, status }) => {
    const version = properties['version'];
    if (operation !== 'Microsoft.Resources/deployments/write' || version === undefined) return [];
    const outcome = status === 'Failed' ? ('Failed' as const) : ('Succeeded' as const);
    return [{ at, application: log.resource(resourceId).name, version, by: caller, outcome }];
  });
  const rows = [...table.older, ...deployed].sort((a, b) => a.at - b.at);
  const text = (of: (row: (typeof rows)[number]) => string): Fill => texts((row) => row, rows.map(of));
  return lazyTable(schemaOf(table), rows.length, {
    Timestamp: rows.length === 0 ? always(null) : times(rows.map(({ at }) => at)),
    Application: text(({ application }) => application),
    Version: text(({ version }) => version),
    Outcome: text(({ outcome }) => outcome),
    ReleasedBy: text(({ by }) => by),
  });
}
