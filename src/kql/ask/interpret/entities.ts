import type { Entity } from '../catalogue/types';

/** What people call the kinds of things that rows are of. A table says by which column, in its knowledge. */
export const entityWords: Readonly<Record<Entity, readonly string[]>> = {
  role: [
    'role',
    'app role',
    'cloud role',
    'role name',
    'service',
    'app',
    'application',
    'component',
    'microservice',
    'web app',
    'site',
    'function app',
  ],
  resource: ['resource', 'resource id', 'app service'],
  host: ['computer', 'host', 'machine', 'vm', 'virtual machine', 'server', 'node', 'instance', 'hostname', 'box', 'web server'],
  operation: ['operation', 'operation name', 'endpoint', 'url', 'route', 'api', 'page', 'path', 'request name', 'uri'],
  user: ['user', 'caller', 'account', 'who', 'identity', 'person', 'user name', 'visitor'],
  client: ['client', 'client ip', 'ip', 'ip address', 'source ip', 'client address', 'caller ip', 'source address'],
  target: ['target', 'dependency', 'external service', 'downstream service', 'dependency target', 'remote host', 'destination'],
  container: ['container', 'container name'],
  pod: ['pod', 'pod name'],
  namespace: ['namespace', 'kubernetes namespace'],
  process: ['process', 'program', 'process name', 'executable'],
  database: ['database', 'db', 'database name', 'sql database'],
  message: ['message', 'text', 'error message', 'log message', 'error text'],
  code: [
    'status code',
    'result code',
    'response code',
    'http status',
    'http code',
    'status',
    'code',
    'error code',
    'http status code',
  ],
  level: ['level', 'severity', 'severity level', 'log level', 'priority'],
  type: ['type', 'kind', 'category', 'exception type', 'error type'],
};

const singleWords = new Set(
  Object.entries(entityWords).flatMap(([entity, words]) =>
    entity === 'message' || entity === 'target' ? [] : words.filter((word) => !word.includes(' ')),
  ),
);

/** A word for things that rows of many tables are of: it does not tell which table is meant. */
export const isEntityWord = (word: string): boolean => singleWords.has(word) || word === 'call' || word === 'data';
