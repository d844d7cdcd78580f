import { SourceError, type Failure } from '../../model/failure';
import type { LogTarget, TableSchema } from '../../model/query';
import type { QueryConnection } from '../../model/queryConnection';
import type { Sourced, Stores } from '../../model/stores';
import type { QueryExecutor } from '../host/queryExecutor';
import { unlessAborted } from './abort';
import { LocalTables, noFolder } from './localTables';
import { filesOf } from './openFolder';
import type { QuerySources, SourceAnswer, SourceOptions, SourceQuery, SourceSchema } from './querySources';

export type Dialect = 'logs' | 'graph' | 'adx' | 'engine';

/** The rules and known tables that the queries of a connection follow. */
export function dialectOf({ kind }: QueryConnection): Dialect {
  return kind === 'graph' ? 'graph' : kind === 'adx' ? 'adx' : kind === 'files' ? 'engine' : 'logs';
}

/** One text per connection, for keys of maps. */
export function connectionKey(connection: QueryConnection): string {
  switch (connection.kind) {
    case 'logs':
    case 'graph':
      return connection.kind;
    case 'workspace':
    case 'resource':
      return `${connection.kind} ${connection.id.toLowerCase()}`;
    case 'adx':
      return `adx ${connection.cluster.toLowerCase()} ${connection.database}`;
    case 'files':
      return `files ${JSON.stringify(connection.paths)}`;
  }
}

export interface QuerySourcesParts {
  /** Of the environment that is looked at; rejects when it cannot be opened. */
  readonly stores: () => Promise<Pick<Stores, 'logs' | 'resourceGraph' | 'clusters'>>;
  /** A fresh engine. */
  readonly startEngine: () => QueryExecutor | Promise<QueryExecutor>;
  /** The workspace folder that paths of files are relative to, when one is open. */
  readonly folder: () => string | undefined;
  /** The documented tables of a dialect. */
  readonly known: (dialect: Dialect) => Promise<readonly TableSchema[]>;
  /** The tables as the source has them, with what is documented beside them. */
  readonly merge: (live: readonly TableSchema[], known: readonly TableSchema[]) => Promise<readonly TableSchema[]>;
  readonly names?: {
    /** The environment, once it is known. */
    readonly environment?: () => string | undefined;
    /** A workspace by its customer id or a resource by its ARM id. */
    readonly resource?: (id: string) => string | undefined;
  };
}

/** Engines that are kept, each with the files of one connection. */
const mostEngines = 3;

/** Runs queries where their connection says. Everything loads with the first query that needs it. */
export function createQuerySources(parts: QuerySourcesParts): QuerySources {
  const schemas = new Map<string, Promise<SourceSchema>>();
  /** The one used last is at the end. */
  const engines = new Map<string, Promise<LocalTables>>();

  const local = (connection: QueryConnection & { readonly kind: 'files' }): Promise<LocalTables> => {
    const key = connectionKey(connection);
    const engine = engines.get(key) ?? startLocal(connection.paths);
    engines.delete(key);
    engines.set(key, engine);
    engine.catch(() => engines.delete(key));
    for (const [oldest, old] of engines) {
      if (engines.size <= mostEngines) break;
      engines.delete(oldest);
      void old.then((tables) => tables.dispose());
    }
    return engine;
  };
  const startLocal = async (paths: readonly string[]): Promise<LocalTables> =>
    new LocalTables(await parts.startEngine(), () => {
      if (paths.length === 0) return Promise.resolve([]);
      const folder = parts.folder();
      return folder === undefined ? Promise.reject(noFolder()) : filesOf(folder, paths);
    });

  const readSchema = async (connection: QueryConnection, signal?: AbortSignal): Promise<SourceSchema> => {
    const dialect = dialectOf(connection);
    const known = parts.known(dialect);
    switch (connection.kind) {
      case 'files':
        return { tables: await (await local(connection)).tables(signal), failures: [] };
      case 'graph':
        return { tables: await known, failures: [] };
      case 'adx': {
        const { clusters } = await parts.stores();
        return merged(() => clusters.tables(connection.cluster, connection.database, signal), await known, parts.merge);
      }
      default: {
        const { logs } = await parts.stores();
        return merged(() => logs.tables(targetOf(connection), signal), await known, parts.merge);
      }
    }
  };

  return {
    async run(query, options = {}) {
      const { connection } = query;
      if (connection.kind === 'files') return (await local(connection)).run(query, options);
      options.onProgress?.('opening the environment');
      const stores = await parts.stores();
      options.signal?.throwIfAborted();
      options.onProgress?.('waiting for the answer');
      return remote(stores, query, options);
    },
    schema(connection, signal) {
      // Files may have changed; what is loaded already costs nothing.
      if (connection.kind === 'files') return readSchema(connection, signal);
      const key = connectionKey(connection);
      const cached = schemas.get(key);
      if (cached !== undefined) return unlessAborted(cached, signal);
      // Others may wait for the same reading, so one that gives up does not end it.
      const reading = readSchema(connection);
      schemas.set(key, reading);
      // What could not be read may be there the next time.
      const forgetThis = (): void => {
        if (schemas.get(key) === reading) schemas.delete(key);
      };
      reading.then(({ failures }) => {
        if (failures.length > 0) forgetThis();
      }, forgetThis);
      return unlessAborted(reading, signal);
    },
    forget(connection) {
      if (connection === undefined) schemas.clear();
      else schemas.delete(connectionKey(connection));
    },
    describe: (connection) => describeConnection(connection, parts.names),
    async dispose() {
      const all = [...engines.values()];
      engines.clear();
      await Promise.all(all.map(async (engine) => (await engine).dispose()));
    },
  };
}

/** A connection in words: "Log Analytics: production-logs". */
export function describeConnection(connection: QueryConnection, names: QuerySourcesParts['names'] = {}): string {
  switch (connection.kind) {
    case 'logs': {
      const environment = names.environment?.();
      return environment === undefined ? 'Log Analytics' : `Log Analytics: ${environment}`;
    }
    case 'workspace':
      return `Log Analytics: ${names.resource?.(connection.id) ?? lastPart(connection.id)}`;
    case 'resource': {
      const name = names.resource?.(connection.id) ?? lastPart(connection.id);
      if (/\/microsoft\.operationalinsights\/workspaces\/[^/]+$/i.test(connection.id)) return `Log Analytics: ${name}`;
      if (/\/microsoft\.insights\/components\/[^/]+$/i.test(connection.id)) return `Application Insights: ${name}`;
      return `Logs of ${name}`;
    }
    case 'graph':
      return 'Resource Graph';
    case 'adx':
      return `Azure Data Explorer: ${connection.cluster.replace(/^https?:\/\//i, '').split('.')[0] ?? connection.cluster}/${connection.database}`;
    case 'files':
      if (connection.paths.length === 0) return 'Files: results of other cells';
      return `Files: ${connection.paths.slice(0, 3).join(', ')}${connection.paths.length > 3 ? ` and ${connection.paths.length - 3} more` : ''}`;
  }
}

function lastPart(id: string): string {
  return id.split('/').findLast((part) => part !== '') ?? id;
}

/** Undefined for the workspaces of the scope. A workspace by its ARM id is asked like any resource. */
function targetOf(connection: QueryConnection): LogTarget | undefined {
  if (connection.kind === 'resource') return { kind: 'resource', id: connection.id };
  if (connection.kind !== 'workspace') return undefined;
  return { kind: connection.id.startsWith('/') ? 'resource' : 'workspace', id: connection.id };
}

async function remote(
  stores: Awaited<ReturnType<QuerySourcesParts['stores']>>,
  query: SourceQuery,
  { signal }: SourceOptions,
): Promise<SourceAnswer> {
  const { connection, kql, window, timeoutSeconds } = query;
  const seconds = timeoutSeconds === undefined ? {} : { timeoutSeconds };
  if (connection.kind === 'graph') {
    const { value, provenance, failures } = await stores.resourceGraph.query({ kql }, signal);
    return { tables: [value.table], totalRows: value.totalRows, failures, warnings: [], provenance };
  }
  const { value, provenance, failures } =
    connection.kind === 'adx'
      ? await stores.clusters.query({ cluster: connection.cluster, database: connection.database, kql, ...seconds }, signal)
      : await stores.logs.query({ kql, ...seconds, ...(window !== undefined && { window }), ...targetPart(connection) }, signal);
  const { tables, render, statistics } = value;
  return {
    tables,
    ...(render !== undefined && { render }),
    ...(statistics !== undefined && { statistics }),
    failures,
    warnings: [],
    provenance,
  };
}

function targetPart(connection: QueryConnection): { readonly target?: LogTarget } {
  const target = targetOf(connection);
  return target === undefined ? {} : { target };
}

/** What is documented stands in for what cannot be read, and the failure says so. */
async function merged(
  read: () => Promise<Sourced<readonly TableSchema[]>>,
  known: readonly TableSchema[],
  merge: QuerySourcesParts['merge'],
): Promise<SourceSchema> {
  try {
    const { value, failures } = await read();
    return { tables: await merge(value, known), failures };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === undefined) throw error;
    return { tables: known, failures: [failure] };
  }
}

function failureIn(error: unknown): Failure | undefined {
  if (error instanceof SourceError) return error.failure;
  return error instanceof Error && error.name === 'SourceError' && 'failure' in error ? (error.failure as Failure) : undefined;
}
