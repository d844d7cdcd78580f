import { Catalog } from '../catalog';
import { KqlError } from '../engine/errors';
import { tableOfJson } from '../engine/load/jsonTable';
import type { QueryResult, ResultTable } from '../engine/result';
import { ticksOfMilliseconds } from '../engine/ticks';
import type { QueryRunner } from '../runQuery';
import type { ExecutedData, OperationName, Operations } from './protocol';
import type { LoadedSummary, QueryRequest, ResultTableInfo, TableInput } from './queryExecutor';

/** Answers whose rows are kept; older ones are given up. */
const MAX_RESULTS = 64;

export interface HandleOptions {
  readonly isCancelled: () => boolean;
  readonly onProgress: (share: number) => void;
}

/** What lives in the worker: the tables, the engine, the answers whose pages may be asked for. */
export class KqlHost {
  private readonly catalog = new Catalog();
  private runner: Promise<QueryRunner> | undefined;
  private readonly results = new Map<number, QueryResult>();
  private nextResult = 1;

  constructor(private readonly maxTableBytes: number) {}

  /** Carries one request out. Throws `KqlError` only. */
  async handle<Name extends OperationName>(
    name: Name,
    ask: Operations[Name]['ask'],
    options: HandleOptions,
  ): Promise<Operations[Name]['answer']> {
    return this.operations[name](ask, options);
  }

  private readonly operations: {
    readonly [Name in OperationName]: (
      ask: Operations[Name]['ask'],
      options: HandleOptions,
    ) => Promise<Operations[Name]['answer']> | Operations[Name]['answer'];
  } = {
    run: (request, options) => this.run(request, options),
    page: ({ result, table, from, to }) => {
      const known = this.results.get(result);
      if (known === undefined) throw new KqlError('data', 'The rows of that answer are no longer held. Run the query again.');
      const rows = table === undefined ? known.primary : known.tables[table];
      return rows?.rows(from, to) ?? [];
    },
    close: ({ result }) => {
      this.results.delete(result);
      return null;
    },
    load: (input, options) => this.load(input, options),
    remove: ({ table }) => {
      this.catalog.delete(table);
      return null;
    },
    tables: () =>
      this.catalog.schemas().map(({ name, schema }) => ({
        name,
        columns: schema,
        rowCount: this.catalog.table(name)?.rowCount ?? 0,
      })),
    warm: async () => {
      const runner = await this.ready();
      runner.run({ text: 'print x = 1 | where x == 1', now: 0n });
      return null;
    },
  };

  private ready(): Promise<QueryRunner> {
    this.runner ??= import('../runQuery').then(({ QueryRunner: Runner }) => Runner.create(this.catalog));
    return this.runner;
  }

  private async run({ text, now = Date.now(), limits, seed }: QueryRequest, options: HandleOptions): Promise<ExecutedData> {
    const runner = await this.ready();
    const result = runner.run({
      text,
      now: ticksOfMilliseconds(now),
      isCancelled: options.isCancelled,
      onProgress: seldom(options.onProgress),
      ...(limits !== undefined && { limits }),
      ...(seed !== undefined && { seed }),
    });
    const id = this.nextResult++;
    this.results.set(id, result);
    for (const oldest of this.results.keys()) {
      if (this.results.size <= MAX_RESULTS) break;
      this.results.delete(oldest);
    }
    const { primary, tables, ...rest } = result;
    return { ...rest, ...infoOf(primary), tables: tables.map(infoOf), result: id };
  }

  private async load(input: TableInput, { isCancelled, onProgress }: HandleOptions): Promise<readonly LoadedSummary[]> {
    switch (input.kind) {
      case 'schemas':
        for (const { name, schema } of input.tables) this.catalog.declare(name, schema);
        return [];
      case 'rows': {
        const { name, schema } = input;
        const { table, dirty } = tableOfJson(schema, input.rows, { name, maxBytes: this.maxTableBytes });
        this.catalog.set(name, table);
        return [{ name, schema, rowCount: table.rowCount, inferred: [], dirty }];
      }
      case 'files': {
        const { loadFiles } = await import('../engine/load/files');
        const loaded = await loadFiles(input.paths, {
          ...(input.schemas !== undefined && { schemas: input.schemas }),
          // The schema of a table that was declared is the one its file is read with.
          known: (name) => this.catalog.table(name)?.schema,
          maxBytes: this.maxTableBytes,
          isCancelled,
          onProgress: (done, total) => onProgress(total === 0 ? 1 : done / total),
        });
        for (const { name, table } of loaded) this.catalog.set(name, table);
        return loaded.map(({ table, ...rest }) => ({ ...rest, rowCount: table.rowCount, schema: table.schema }));
      }
    }
  }
}

/** Passes progress on when 50 ms have gone by, and its end. */
function seldom(onProgress: (share: number) => void): (share: number) => void {
  let last = performance.now();
  return (share) => {
    const now = performance.now();
    if (share < 1 && now - last < 50) return;
    last = now;
    onProgress(share);
  };
}

function infoOf({ name, columns, rowCount }: ResultTable): ResultTableInfo {
  return { columns, rowCount, ...(name !== undefined && { name }) };
}
