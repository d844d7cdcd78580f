import type { AskTable } from '../answer';
import type { Entity, TableKnowledge } from '../catalogue/types';
import { splitName } from './nameWords';

/** A column, or a path into a dynamic one with dots, and how much its values are worth knowing. */
interface Worth {
  readonly name: string;
  readonly worth: number;
}

/** Names of columns that hold what must not be gathered: secrets, and texts that may hold anything. */
const never = new Set(
  `
  key ikey token tokens secret password pwd credential credentials cookie signature hash etag sas thumbprint certificate auth authorization
  message messages text body stack trace details detail exception description reason query querytext statement sql command
  cmdline line raw data xml json payload header headers referer referrer useragent agent agents parameters params properties
  claims hierarchy httprequest md5 sport output input content entry log uri url querystring note comment comments summary tags measurements dimensions stacktrace
  `
    .trim()
    .split(/\s+/),
);

/** Names of columns about persons. */
const personal = new Set(
  `
  user users username usernames upn mail email caller callers principal identity person people phone login alias owner
  ip ipaddress client clients latitude longitude city postcode displayname givenname surname initiated initiatedby requester session
  employee customer contact account device sid
  `
    .trim()
    .split(/\s+/),
);

/** Names of columns whose few values questions name. */
const telling = new Set(
  `
  level severity status state result code category type kind role region location zone environment method computer host hostname node
  server machine namespace pod container image operation event task source facility process counter metric object instance name
  database db service component app application cluster queue topic table rule action outcome success channel tier sku version
  protocol country os platform product team tenant target resource resourcegroup group provider class site page test function job endpoint
  stem path route
  `
    .trim()
    .split(/\s+/),
);

const sampled: readonly Entity[] = [
  'role',
  'host',
  'operation',
  'container',
  'pod',
  'namespace',
  'process',
  'database',
  'target',
  'code',
  'level',
  'type',
];
const forbidden: readonly Entity[] = ['user', 'client', 'message'];

/** Of every table, or known from elsewhere. */
const standard = new Set(
  'TenantId SourceSystem _ResourceId _SubscriptionId _ItemId _IsBillable _BilledSize MG ManagementGroupName ResourceId SubscriptionId Type itemType iKey appId tenantId subscriptionId managedBy id'.split(
    ' ',
  ),
);

/**
 * Columns whose values are worth knowing, the most useful first: levels, codes, names, roles, hosts. Never texts and what may be secret;
 * none about persons and their addresses unless `isPersonalWanted`.
 */
export function columnsToSample(table: AskTable, known: TableKnowledge | undefined, isPersonalWanted = false): readonly string[] {
  const found: Worth[] = [];
  const entities = Object.entries(known?.entities ?? {}) as [Entity, string][];
  const hidden = new Set(entities.filter(([entity]) => forbidden.includes(entity)).map(([, name]) => name));
  const rankOf = new Map(
    entities.filter(([entity]) => sampled.includes(entity)).map(([entity, name]) => [name, sampled.indexOf(entity)]),
  );
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const paths = Object.keys(known?.columns ?? {}).filter(
    (name) => !types.has(name) && types.get(name.split('.')[0] ?? '') === 'dynamic',
  );
  for (const name of [...types.keys(), ...paths]) {
    if (hidden.has(name) && !isPersonalWanted) continue;
    const worth = worthOf(name, types.get(name) ?? 'string', rankOf.get(name), known, isPersonalWanted);
    if (worth > 0) found.push({ name, worth });
  }
  return found.toSorted((a, b) => b.worth - a.worth).map(({ name }) => name);
}

function worthOf(
  name: string,
  type: string,
  rank: number | undefined,
  known: TableKnowledge | undefined,
  isPersonalWanted: boolean,
): number {
  if (standard.has(name)) return 0;
  const words = splitName(name.split('.').at(-1) ?? name);
  const isCode = type === 'int' || type === 'long';
  if (type !== 'string' && !isCode) return 0;
  if (words.some((word) => never.has(word)) && rank === undefined) return 0;
  if (words.some((word) => ['token', 'secret', 'password', 'cookie', 'signature', 'body', 'query'].includes(word))) return 0;
  if (!isPersonalWanted && words.some((word) => personal.has(word)) && rank === undefined) return 0;
  if (rank !== undefined) return 100 - rank;
  const isId = /^(?:id|guid|uuid|ids)$/.test(words.at(-1) ?? '');
  if (isCode) return /code|status|level|severity|^event_?id$/i.test(name) ? 60 : 0;
  if (isId) return 0;
  const column = known?.columns[name];
  if (column?.values !== undefined) return 80;
  if (words.some((word) => telling.has(word))) return column === undefined ? 40 : 55;
  if (column !== undefined) return 30;
  // What nothing is known of may be anything: of a table that the catalogue has, it is left out.
  return known === undefined ? 20 : 0;
}
