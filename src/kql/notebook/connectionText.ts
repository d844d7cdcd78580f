import type { QueryConnection } from '../../model/queryConnection';
import { printWord, splitWords } from './quotedWords';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const armId = /^\/subscriptions\/[^/\r\n]+(?:\/[^/\r\n]+)*$/i;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** One line, as notebooks have it: `logs`, `workspace ID`, `resource ID`, `graph`, `adx CLUSTER DATABASE`, `files PATH…`. */
export function printConnection(connection: QueryConnection): string {
  const problem = connectionProblem(connection);
  if (problem !== undefined) throw new RangeError(problem);
  return [connection.kind, ...argumentsOf(connection).map(printWord)].join(' ');
}

/** Throws a RangeError with a sentence when the line is no connection. */
export function parseConnection(text: string): QueryConnection {
  const [kind = '', ...words] = splitWords(text);
  const connection = connectionOf(kind, words);
  const problem = connectionProblem(connection);
  if (problem !== undefined) throw new RangeError(problem);
  return connection;
}

/** What is wrong with a connection, as a sentence; undefined when nothing is. */
export function connectionProblem(connection: QueryConnection): string | undefined {
  switch (connection.kind) {
    case 'logs':
    case 'graph':
      return undefined;
    case 'workspace':
      return guid.test(connection.id) || armId.test(connection.id)
        ? undefined
        : `a workspace is named by its customer id (a GUID) or its ARM id, not by ${JSON.stringify(connection.id)}`;
    case 'resource':
      return armId.test(connection.id)
        ? undefined
        : `a resource is named by its ARM id, which begins with /subscriptions/, not by ${JSON.stringify(connection.id)}`;
    case 'adx':
      return clusterProblem(connection.cluster) ?? (connection.database === '' ? 'the database has no name' : undefined);
    case 'files':
      return connection.paths.includes('') ? 'a path is empty' : undefined;
  }
}

/** What is wrong with the address of a cluster, as a sentence; undefined when nothing is. */
export function clusterProblem(cluster: string): string | undefined {
  const url = URL.canParse(cluster) ? new URL(cluster) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return `a cluster is an address such as https://help.kusto.windows.net, not ${JSON.stringify(cluster)}`;
  }
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) return `the cluster ${cluster} must be reached by https`;
  if (url.origin !== cluster) return `a cluster is an address without path, query or sign-in: ${url.origin}`;
  return undefined;
}

function argumentsOf(connection: QueryConnection): readonly string[] {
  switch (connection.kind) {
    case 'logs':
    case 'graph':
      return [];
    case 'workspace':
    case 'resource':
      return [connection.id];
    case 'adx':
      return [connection.cluster, connection.database];
    case 'files':
      return connection.paths;
  }
}

function connectionOf(kind: string, words: readonly string[]): QueryConnection {
  const [first = '', second = ''] = words;
  const expect = (count: number, form: string): void => {
    if (words.length !== count) throw new RangeError(`expected "${form}"`);
  };
  switch (kind) {
    case 'logs':
    case 'graph':
      expect(0, kind);
      return { kind };
    case 'workspace':
    case 'resource':
      expect(1, `${kind} ID`);
      return { kind, id: first };
    case 'adx':
      expect(2, 'adx CLUSTER DATABASE');
      return { kind, cluster: first.replace(/\/$/, ''), database: second };
    case 'files':
      return { kind, paths: words };
    default:
      throw new RangeError(
        `${JSON.stringify(kind)} is no kind of connection (expected logs, workspace, resource, graph, adx or files)`,
      );
  }
}
