import type { Cell, QueryTable, Rendering, TableSchema } from '../../model/query';
import { KqlError } from '../engine/errors';
import { dirtyNote } from '../host/openCatalog';
import type { ExecutedQuery, QueryExecutor } from '../host/queryExecutor';
import type { SourceAnswer, SourceOptions, SourceQuery } from './querySources';
import type { FolderFile } from './openFolder';

/** Rows that are fetched from the engine at once. */
const pageRows = 20_000;

/** One engine with the tables of some files, and the named results that the query at hand uses. Requests run one after another. */
export class LocalTables {
  private queue: Promise<unknown> = Promise.resolve();
  /** What the files were when they were loaded. */
  private stamp = '';
  /** Names of the tables that files gave. */
  private fromFiles: readonly string[] = [];
  private dirty: readonly string[] = [];
  /** Named results in the engine; the same rows are not sent again. */
  private readonly results = new Map<string, QueryTable>();

  constructor(
    private readonly executor: QueryExecutor,
    private readonly files: () => Promise<readonly FolderFile[]>,
  ) {}

  run(query: SourceQuery, options: SourceOptions = {}): Promise<SourceAnswer> {
    return this.inTurn(options.signal, async () => {
      await this.loadFiles(options);
      await this.loadResults(query.tables ?? [], options);
      const { signal, onProgress } = options;
      const executed = await this.executor.run(
        {
          text: query.kql,
          now: query.now,
          ...(query.timeoutSeconds !== undefined && { limits: { milliseconds: query.timeoutSeconds * 1000 } }),
        },
        {
          ...(signal !== undefined && { signal }),
          ...(onProgress !== undefined && { onProgress: (share: number) => onProgress('running', share) }),
        },
      );
      try {
        return await this.answer(executed, signal);
      } finally {
        executed.close();
      }
    });
  }

  /** The tables of the files; named results are not among them. */
  tables(signal?: AbortSignal): Promise<readonly TableSchema[]> {
    return this.inTurn(signal, async () => {
      await this.loadFiles(signal === undefined ? {} : { signal });
      const names = new Set(this.fromFiles);
      return (await this.executor.tables()).flatMap(({ name, columns }) =>
        name !== undefined && names.has(name) ? [{ name, columns }] : [],
      );
    });
  }

  dispose(): Promise<void> {
    return this.executor.dispose();
  }

  private inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    // A request that failed has told its caller; the next one starts anew.
    this.queue = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn.catch((error: unknown) => {
      throw error instanceof Error && error.name === 'KqlError' && 'code' in error && error.code === 'cancelled'
        ? new DOMException('The query was cancelled.', 'AbortError')
        : error;
    });
  }

  private async loadFiles({ signal, onProgress }: SourceOptions): Promise<void> {
    const files = await this.files();
    const stamp = JSON.stringify(files);
    if (stamp === this.stamp) return;
    this.stamp = '';
    const paths = files.map(({ file }) => file);
    const phrase = paths.length === 1 ? 'loading the file' : `loading ${paths.length} files`;
    onProgress?.(phrase, 0);
    const loaded =
      paths.length === 0
        ? []
        : await this.executor.load(
            { kind: 'files', paths },
            {
              ...(signal !== undefined && { signal }),
              ...(onProgress !== undefined && { onProgress: (share: number) => onProgress(phrase, share) }),
            },
          );
    const names = loaded.map(({ name }) => name);
    for (const gone of this.fromFiles) if (!names.includes(gone)) await this.executor.remove(gone);
    for (const name of names) this.results.delete(name);
    this.fromFiles = names;
    this.dirty = loaded.flatMap(({ file, name, dirty }) => dirtyNote({ file: file ?? name, dirty }) ?? []);
    this.stamp = stamp;
  }

  private async loadResults(wanted: readonly QueryTable[], { onProgress }: SourceOptions): Promise<void> {
    for (const name of [...this.results.keys()]) {
      if (wanted.some((table) => table.name === name)) continue;
      await this.executor.remove(name);
      this.results.delete(name);
      // The table of a file that the result stood before has to come back.
      if (this.fromFiles.includes(name)) {
        this.stamp = '';
        await this.loadFiles({});
      }
    }
    for (const table of wanted) {
      if (this.results.get(table.name)?.rows === table.rows) continue;
      onProgress?.(`handing over ${table.name}`);
      const schema = table.columns.map(({ name, type }) => ({ name, type }));
      await this.executor.load({ kind: 'rows', name: table.name, schema, rows: table.rows });
      this.results.set(table.name, table);
    }
  }

  private async answer(executed: ExecutedQuery, signal: AbortSignal | undefined): Promise<SourceAnswer> {
    const tables: QueryTable[] = [];
    for (const [i, info] of [executed, ...executed.tables].entries()) {
      const rows: (readonly Cell[])[] = [];
      for (let from = 0; from < info.rowCount; from += pageRows) {
        signal?.throwIfAborted();
        const page = await executed.page(from, Math.min(from + pageRows, info.rowCount), i === 0 ? undefined : i - 1);
        for (const row of page) rows.push(row);
      }
      tables.push({ name: info.name ?? (i === 0 ? 'PrimaryResult' : `Table_${i}`), columns: info.columns, rows });
    }
    const { render, truncated, warnings, statistics } = executed;
    return {
      tables,
      ...(render !== undefined && { render: renderingOf(render) }),
      statistics: {
        seconds: statistics.elapsedMilliseconds / 1000,
        detail: { rowsScanned: statistics.rowsScanned, peakBytes: statistics.peakBytes },
      },
      failures: [],
      warnings: [
        ...warnings,
        ...this.dirty,
        ...(truncated === undefined
          ? []
          : [
              `The answer was cut after ${truncated.limit.toLocaleString('en')} rows. Ask for fewer with where, summarize or take.`,
            ]),
      ],
      provenance: [],
    };
  }
}

function renderingOf({ visualization, properties }: NonNullable<ExecutedQuery['render']>): Rendering {
  return { visualization, properties };
}

/** An engine for tables of files outside of any folder cannot be asked. */
export function noFolder(): KqlError {
  return new KqlError('data', 'No folder is open, so there are no files to query. Open a folder, or choose another connection.');
}
