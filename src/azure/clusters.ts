import { type Failure, SourceError } from '../model/failure';
import type { ColumnType, LogAnswer, QueryTable, TableSchema } from '../model/query';
import type { ClusterStore, Sourced } from '../model/stores';
import { abortError, throwIfAborted } from './abort';
import { type ClusterAccess, type ClusterLink, cancelPrefix } from './clusterAccess';
import { parseFrames, parseManagementAnswer } from './clusterAnswer';
import { clusterFailure, type ClusterContext, missingPart, toClusterError } from './clusterErrors';
import { asText, at, isRecord, need } from './json';
import { columnTypeOf, type QueryErrorInfo } from './queryParsing';
import { traced } from './requestTrace';

const defaultTimeout = 240;
/** Metadata commands answer at once or not at all. */
const commandTimeout = 60;
const cancelTimeout = 10;

/** Queries to clusters of Azure Data Explorer, by the library's client over the connection's transport. */
export function createClusterStore(access: ClusterAccess): ClusterStore {
  return {
    query: (query, signal) =>
      work(contextOf(query.cluster, query.database, `query the database ${query.database}`), async (context) => {
        const isCommand = query.kql.trimStart().startsWith('.');
        if (isCommand && !/^\s*\.show\b/i.test(query.kql)) throw refusedCommand(context);
        const link = await access.reach(context, signal);
        const text = await ask(link, isCommand ? 'command' : 'query', query, signal);
        return answerOf(isCommand ? ofCommand(text) : parseFrames(text), context);
      }),

    databases: (cluster, signal) =>
      work(contextOf(cluster, undefined, 'read the databases'), async (context) => {
        const link = await access.reach(context, signal);
        const table = whole(await command(link, undefined, '.show databases', signal), context);
        const column = columnOf(table, 'DatabaseName');
        return { value: table.rows.map((row) => need(asText(row[column]), 'the name of a database')), failures: [] };
      }),

    tables: (cluster, database, signal) =>
      work(contextOf(cluster, database, `read the tables of the database ${database}`), async (context) => {
        const link = await access.reach(context, signal);
        const kql = `.show database ['${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'] schema as json`;
        const table = whole(await command(link, database, kql, signal), context);
        return { value: schemaOf(table, database), failures: [] };
      }),
  };
}

function contextOf(cluster: string, database: string | undefined, action: string): ClusterContext {
  const host = URL.canParse(cluster) ? new URL(cluster).hostname.split('.')[0] : undefined;
  return {
    source: 'clusters',
    resource: cluster,
    action: host === undefined ? action : `${action} of the cluster ${host}`,
    ...(database === undefined ? {} : { database }),
  };
}

interface Outcome<T> {
  readonly value: T;
  readonly failures: readonly Failure[];
}

/** Runs one piece of work with its provenance, turning its errors into SourceErrors. */
function work<T>(context: ClusterContext, run: (context: ClusterContext) => Promise<Outcome<T>>): Promise<Sourced<T>> {
  return traced(async (trace) => {
    const known = { ...context, trace };
    try {
      const { value, failures } = await run(known);
      return { value, failures, provenance: trace.requests.map((request) => ({ service: 'clusters' as const, request })) };
    } catch (error) {
      throw toClusterError(error, known);
    }
  });
}

function refusedCommand(context: ClusterContext): SourceError {
  return new SourceError({
    source: 'clusters',
    kind: 'badRequest',
    message: `Could not ${context.action ?? 'query the cluster'}: only the commands that begin with .show are run, because others may change something.`,
    resource: context.resource,
    position: { line: 1, column: 0 },
    nextAction: 'Correct the query and run it again.',
  });
}

const command = (
  link: ClusterLink,
  database: string | undefined,
  kql: string,
  signal: AbortSignal | undefined,
): Promise<string> => ask(link, 'command', { database, kql, timeoutSeconds: commandTimeout }, signal);

interface Asked {
  /** The client's own default when absent: commands about the cluster need none. */
  readonly database?: string | undefined;
  readonly kql: string;
  readonly timeoutSeconds?: number | undefined;
}

/** Sends a query or a command and gives the text of the answer. On abort the cluster is told to stop, and the request is given up. */
async function ask(
  link: ClusterLink,
  kind: 'query' | 'command',
  { database, kql, timeoutSeconds = defaultTimeout }: Asked,
  signal: AbortSignal | undefined,
): Promise<string> {
  throwIfAborted(signal);
  const id = `SRE.${kind};${crypto.randomUUID()}`;
  const properties = await propertiesOf(id, timeoutSeconds);
  properties.setOption('request_readonly', true);
  const bound = link.bind(id, signal);
  const onAbort = (): void => {
    if (bound.sent()) void cancel(link, database, id);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const run = kind === 'query' ? 'executeQuery' : 'executeMgmt';
    // With `raw` the client hands on what the transport gave: the text.
    const answer: unknown = await link.client[run](database ?? null, kql, properties);
    if (signal?.aborted === true) throw abortError();
    return need(typeof answer === 'string' ? answer : undefined, 'the text of the answer');
  } finally {
    signal?.removeEventListener('abort', onAbort);
    bound.release();
  }
}

async function propertiesOf(id: string, timeoutSeconds: number) {
  const { ClientRequestProperties } = await import('azure-kusto-data');
  const properties = new ClientRequestProperties(undefined, undefined, id);
  properties.raw = true;
  properties.setTimeout(timeoutSeconds * 1000);
  return properties;
}

/**
 * Tells the cluster to stop. Never rejects: whoever cancelled does not wait for it, the request itself is given up as well, and the
 * connection's observer hears how it went.
 */
async function cancel(link: ClusterLink, database: string | undefined, id: string): Promise<boolean> {
  const properties = await propertiesOf(`${cancelPrefix}${crypto.randomUUID()}`, cancelTimeout);
  return traced(() => link.client.executeMgmt(database ?? null, `.cancel query "${id}"`, properties)).then(
    () => true,
    () => false,
  );
}

/** The answer of a command, like that of a query. */
function ofCommand(text: string): ReturnType<typeof parseFrames> {
  const { table, errors } = parseManagementAnswer(text);
  return { answer: { tables: [table] }, errors, hasRows: true };
}

/** An answer without any table of the query is none; its error is the reason. */
function answerOf({ answer, errors, hasRows }: ReturnType<typeof parseFrames>, context: ClusterContext): Outcome<LogAnswer> {
  const [first] = errors;
  if (!hasRows && first !== undefined) throw refusal(first, context);
  return { value: answer, failures: errors.map((error) => missingPart(error, context)) };
}

function whole(text: string, context: ClusterContext): QueryTable {
  const { table, errors } = parseManagementAnswer(text);
  if (errors[0] !== undefined) throw refusal(errors[0], context);
  return table;
}

/** A refusal that came with status 200. */
function refusal(error: QueryErrorInfo, context: ClusterContext): SourceError {
  const failure = clusterFailure(new Error(error.message ?? ''), context);
  const isLimit = /LimitsExceeded|E_RUNAWAY|E_LOW_MEMORY|80DA|80DF/.test(`${error.code ?? ''} ${error.message ?? ''}`);
  return new SourceError({
    ...failure,
    kind: isLimit ? 'server' : 'badRequest',
    message: `Could not ${context.action ?? 'query the cluster'}: ${error.message ?? 'the cluster does not say why'}`,
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.position === undefined ? {} : { position: error.position }),
    nextAction: isLimit ? 'Ask for less data or a shorter time window.' : 'Correct the query and run it again.',
  });
}

function columnOf(table: QueryTable, name: string): number {
  const index = table.columns.findIndex((column) => column.name === name);
  return need(index < 0 ? undefined : index, `the column ${name}`);
}

/** Tables and materialized views: what a query may name as it stands. */
function schemaOf(table: QueryTable, database: string): TableSchema[] {
  const text = need(asText(table.rows[0]?.[0]), 'the schema of the database');
  const databases = at(JSON.parse(text), 'Databases');
  const found = need(at(databases, database) ?? (isRecord(databases) ? Object.values(databases)[0] : undefined), 'the database');
  return ['Tables', 'MaterializedViews'].flatMap((kind) => {
    const entities = at(found, kind);
    return isRecord(entities) ? Object.entries(entities).map(([name, entity]) => tableSchema(name, entity)) : [];
  });
}

function tableSchema(key: string, entity: unknown): TableSchema {
  const columns = need(listAt(entity, 'OrderedColumns'), `the columns of ${key}`);
  return {
    name: asText(at(entity, 'Name')) ?? key,
    columns: columns.map((column) => ({
      name: need(asText(at(column, 'Name')), 'the name of a column'),
      type: columnType(column),
      ...described(column),
    })),
    ...described(entity),
  };
}

function listAt(value: unknown, key: string): readonly unknown[] | undefined {
  const found = at(value, key);
  return Array.isArray(found) ? (found as readonly unknown[]) : undefined;
}

const columnType = (column: unknown): ColumnType => columnTypeOf(asText(at(column, 'CslType')) ?? '');

function described(value: unknown): { description?: string } {
  const description = asText(at(value, 'DocString'));
  return description === undefined ? {} : { description };
}
