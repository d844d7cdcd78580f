import { HOUR, MINUTE, SECOND } from '../../model/time';
import { ClusterError } from '../clusters/clusterErrors';
import { describeTables, type ClusterTable } from '../clusters/clusterTables';
import { faultsOf } from '../faults';
import { field, ok, type Call, type Reply, type Route } from '../http';
import type { StoryCluster, StoryDatabase } from '../story/clusterTypes';
import type { Story } from '../story/types';

/** The cluster that a host name means, if the story has it. */
export function clusterAt(story: Story, host: string): StoryCluster | undefined {
  return story.clusters?.find(({ origin }) => new URL(origin).host === host);
}

export const metadataPath = '/v1/rest/auth/metadata';
const badRequest = 'General_BadRequest';
const serviceException = 'Kusto.Data.Exceptions.KustoBadRequestException';
const defaultTimeout = 4 * MINUTE;

function clusterOf(call: Call): StoryCluster {
  const found = clusterAt(call.state.story, call.host);
  if (found === undefined) throw new RangeError(`no cluster at ${call.host}`);
  return found;
}

function textOf(call: Call): string {
  const csl = field(call.body, 'csl');
  if (typeof csl === 'string' && csl.trim() !== '') return csl;
  throw new ClusterError(400, badRequest, serviceException, "Request is invalid: 'csl' is missing or empty.");
}

function databaseOf(call: Call, name: unknown): StoryDatabase {
  const found = clusterOf(call).databases.find((database) => database.name === name);
  if (found !== undefined) return found;
  throw new ClusterError(
    400,
    'BadRequest_EntityNotFound',
    'Kusto.Data.Exceptions.EntityNotFoundException',
    `Entity ID '${String(name)}' of kind 'Database' was not found.`,
  );
}

const requestId = (call: Call): string | undefined => {
  const id = call.headers['x-ms-client-request-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** `hh:mm:ss.fff` or a number of seconds; an hour at most. */
function timeoutOf(call: Call): number {
  const asked = field(field(field(call.body, 'properties'), 'Options'), 'servertimeout');
  const [, hours, minutes, seconds] = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(typeof asked === 'string' ? asked : '') ?? [];
  if (seconds === undefined) return defaultTimeout;
  return Math.min(HOUR, Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND);
}

async function query(call: Call): Promise<Reply> {
  const cluster = clusterOf(call);
  const text = textOf(call);
  if (text.trimStart().startsWith('.')) {
    const message = 'Syntax error: A control command cannot be sent to the query endpoint. [line:position=1:0]';
    throw new ClusterError(400, badRequest, 'Kusto.Data.Exceptions.SyntaxException', message);
  }
  const database = databaseOf(call, field(call.body, 'db'));
  const struck = faultsOf(call.state.faults, 'clusters');
  const spoilt = struck.has('empty') ? 'empty' : struck.has('partial') ? 'partial' : undefined;
  const { status, body } = await call.state.throttle(cluster.origin).run(
    () =>
      call.queries.answer(
        {
          kind: 'cluster',
          text,
          now: call.state.now,
          cluster: cluster.origin,
          database: database.name,
          milliseconds: timeoutOf(call),
          clientRequestId: requestId(call) ?? '',
          ...(spoilt === undefined ? {} : { spoilt }),
        },
        call.left,
      ),
    call.left,
  );
  return { status, text: body };
}

interface Command {
  readonly pattern: RegExp;
  readonly run: (call: Call, found: RegExpExecArray) => Reply;
}

const commands: readonly Command[] = [
  {
    pattern: /^\.cancel\s+query\s+"([^"]+)"\s*$/i,
    run: (call, [, id = '']) => {
      if (!call.state.running.cancel(id)) {
        const message = `Entity ID '${id}' of kind 'Query' was not found.`;
        throw new ClusterError(400, 'BadRequest_EntityNotFound', 'Kusto.Data.Exceptions.EntityNotFoundException', message);
      }
      return answer(
        [
          ['ClientRequestId', 'string'],
          ['ReasonPhrase', 'string'],
        ],
        [[id, '']],
      );
    },
  },
  {
    pattern: /^\.show\s+databases\s*$/i,
    run: (call) => {
      const { databases } = clusterOf(call);
      const current = field(call.body, 'db');
      return answer(
        [
          ['DatabaseName', 'string'],
          ['PersistentStorage', 'string'],
          ['Version', 'string'],
          ['IsCurrent', 'bool'],
          ['DatabaseAccessMode', 'string'],
          ['PrettyName', 'string'],
          ['DatabaseId', 'guid'],
        ],
        (isEmpty(call) ? [] : databases).map(({ name }) => [name, '', 'v1.0', name === current, 'ReadWrite', '', null]),
      );
    },
  },
  {
    pattern: /^\.show\s+tables\s*$/i,
    run: (call) => {
      const database = databaseOf(call, field(call.body, 'db'));
      return answer(
        [
          ['TableName', 'string'],
          ['DatabaseName', 'string'],
          ['Folder', 'string'],
          ['DocString', 'string'],
        ],
        (isEmpty(call) ? [] : describeTables(database)).map(({ name, description }) => [name, database.name, '', description]),
      );
    },
  },
  {
    pattern: /^\.show\s+database\s+(?:\['([^']+)'\]|\["([^"]+)"\]|(\w+))\s+schema\s+as\s+json\s*$/i,
    run: (call, [, quoted, doubled, plain]) => {
      const database = databaseOf(call, quoted ?? doubled ?? plain);
      const tables = isEmpty(call) ? [] : describeTables(database);
      const schema = { Databases: { [database.name]: databaseSchema(database, tables) } };
      return answer([['DatabaseSchema', 'string']], [[JSON.stringify(schema)]]);
    },
  },
];

const isEmpty = (call: Call): boolean => faultsOf(call.state.faults, 'clusters').has('empty');

function manage(call: Call): Reply {
  const text = textOf(call).trim();
  for (const { pattern, run } of commands) {
    const found = pattern.exec(text);
    if (found !== null) return run(call, found);
  }
  throw new ClusterError(
    400,
    badRequest,
    'EmbeddedEnvironment.NotSupportedException',
    `The embedded environment does not run the command '${text.slice(0, 80)}'; it knows .show databases, .show tables, .show database schema as json and .cancel query.`,
  );
}

const clrTypes: Readonly<Record<string, string>> = {
  bool: 'SByte',
  int: 'Int32',
  long: 'Int64',
  real: 'Double',
  decimal: 'SqlDecimal',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  string: 'String',
  guid: 'Guid',
  dynamic: 'Object',
};

function answer(columns: readonly (readonly [name: string, type: string])[], rows: readonly (readonly unknown[])[]): Reply {
  const named = columns.map(([ColumnName, ColumnType]) => ({ ColumnName, DataType: clrTypes[ColumnType], ColumnType }));
  return ok({ Tables: [{ TableName: 'Table_0', Columns: named, Rows: rows }] });
}

function databaseSchema({ name }: StoryDatabase, tables: readonly ClusterTable[]): object {
  const table = ({ columns, description, ...rest }: ClusterTable): object => ({
    Name: rest.name,
    Folder: '',
    DocString: description,
    OrderedColumns: columns.map((column) => ({
      Name: column.name,
      Type: `System.${clrTypes[column.type] ?? 'Object'}`,
      CslType: column.type,
      DocString: column.description,
    })),
  });
  return {
    Name: name,
    Tables: Object.fromEntries(tables.map((one) => [one.name, table(one)])),
    ExternalTables: {},
    MaterializedViews: {},
    Functions: {},
  };
}

/** How the cluster signs people in; told to everyone. */
function metadata(): Reply {
  return ok({
    AzureAD: {
      LoginEndpoint: 'https://login.microsoftonline.com',
      LoginMfaRequired: false,
      KustoClientAppId: 'db662dc1-0cfe-4e1c-a843-19a68e65be58',
      KustoClientRedirectUri: 'https://microsoft/kustoclient',
      KustoServiceResourceId: 'https://kusto.kusto.windows.net',
      FirstPartyAuthorityUrl: 'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    },
    dSTS: {},
  });
}

const isCancel = (call: Call): boolean => /^\s*\.cancel\b/i.test(String(field(call.body, 'csl')));

export const clusterRoutes: readonly Route[] = [
  { method: 'GET', path: metadataPath, action: '', handle: metadata },
  { method: 'POST', path: '/v2/rest/query', service: 'clusters', action: 'query', cancelBy: requestId, handle: query },
  {
    method: 'POST',
    path: '/v1/rest/mgmt',
    // Whatever goes wrong with a cluster, a query can be cancelled.
    service: (call) => (isCancel(call) ? undefined : 'clusters'),
    action: 'query',
    handle: manage,
  },
];
