import { AskCore, type KeptContext } from '../../../../../src/kql/ask/askCore';
import type {
  AskAnswer,
  AskChoices,
  AskDraft,
  AskResource,
  AskTable,
  ColumnValues,
  Slot,
} from '../../../../../src/kql/ask/answer';
import { knownTables } from '../../../../../src/kql/schema/knownTables';

/** Wednesday, 09:00 in Oslo; the clocks went back on 25 October. */
export const now = Date.parse('2026-10-28T08:00:00Z');

const logs = new Set(['AppRequests', 'AppDependencies', 'AppExceptions', 'AppTraces', 'Perf', 'Heartbeat', 'Syslog']);
const graph = new Set(['resources', 'alertsmanagementresources']);

const parcels: AskTable = {
  name: 'Parcels_CL',
  store: 'logs',
  flavour: 'workspace',
  rows: 10,
  columns: Object.entries({
    TimeGenerated: 'datetime',
    ParcelId: 'string',
    Depot: 'string',
    WeightKg: 'real',
    SortingMs: 'real',
    Attributes: 'dynamic',
  }).map(([name, type]) => ({ name, type })),
};

const resource = (name: string, type: string, resourceGroup = 'rg-parcels'): AskResource => ({
  id: `/subscriptions/s/resourceGroups/${resourceGroup}/providers/${type}/${name}`,
  name,
  type,
  resourceGroup,
  tags: {},
});

const values = (table: string, column: string, isComplete: boolean, ...all: readonly (string | number)[]): ColumnValues => ({
  table,
  column,
  values: all.map((value, index) => ({ value, count: 100 - index })),
  isComplete,
  sampledAt: now,
});

const context: KeptContext = {
  environment: 'Parcel Desk',
  timeZone: 'Europe/Oslo',
  tables: [
    ...knownTables('logs')
      .filter(({ name }) => logs.has(name))
      .map((table): AskTable => ({ ...table, store: 'logs', flavour: 'workspace', rows: 100 })),
    ...knownTables('graph')
      .filter(({ name }) => graph.has(name))
      .map((table): AskTable => ({ ...table, store: 'graph', flavour: 'graph' })),
    parcels,
  ],
  resources: [
    resource('desk-web', 'microsoft.web/sites'),
    resource('desk-api', 'microsoft.web/sites'),
    resource('desk-db', 'microsoft.sql/servers/databases'),
    resource('sorter-1', 'microsoft.compute/virtualmachines'),
    resource('sorter-2', 'microsoft.compute/virtualmachines'),
    resource('spare', 'microsoft.compute/virtualmachines', 'rg-east'),
    resource('spare', 'microsoft.compute/virtualmachines', 'rg-west'),
  ],
  values: [
    values('AppRequests', 'AppRoleName', true, 'desk-web', 'desk-api'),
    values('AppRequests', 'Name', false, 'GET /track', 'POST /label', "GET /o'brien"),
    values('AppRequests', 'ResultCode', true, '200', '404', '500', '503'),
    values('AppTraces', 'AppRoleName', true, 'desk-web', 'desk-api'),
    values('AppDependencies', 'Target', true, 'maps.example.net', 'desk-db'),
    values('Perf', 'Computer', true, 'sorter-1', 'sorter-2'),
    values('Heartbeat', 'Computer', true, 'sorter-1', 'sorter-2'),
    values('Syslog', 'Facility', true, 'cron', 'auth', 'kern'),
    values('Parcels_CL', 'Depot', true, 'north', 'south', 'harbour'),
  ],
  events: [],
};

const core = new AskCore();
core.setContext('desk', context);

export const ask = (question: string, choices: AskChoices = {}): Promise<AskAnswer> =>
  core.ask({ question, key: 'desk', now, choices });

/** The draft of a question that is answered; fails where it is not. */
export async function draft(question: string, choices: AskChoices = {}): Promise<AskDraft> {
  const answer = await ask(question, choices);
  if (answer.kind !== 'query') throw new Error(`${question}: ${JSON.stringify(answer).slice(0, 600)}`);
  return answer;
}

/** The slot of a draft; fails where there is none. */
export function slotOf({ slots }: Pick<AskDraft, 'slots'>, id: string): Slot {
  const slot = slots.find((one) => one.id === id);
  if (slot === undefined) throw new Error(`no ${id} among ${slots.map((one) => one.id).join(', ')}`);
  return slot;
}
