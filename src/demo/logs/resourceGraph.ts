import type { Table } from '../../kql/engine/chunk';
import { columnOf } from '../../kql/engine/columns/column';
import { parseDynamic } from '../../kql/engine/dynamicText';
import type { Schema, Value } from '../../kql/engine/types';
import { DAY, toIso } from '../../model/time';
import { recommendation } from '../routes/advisor';
import { renderRule } from '../routes/alertRules';
import { availabilityStatus, serviceEvent, statuses } from '../routes/health';
import { full } from '../routes/resources';
import { metricsOf } from '../story/metricCatalog';
import { guid } from '../story/random';
import type { Story, StoryActivity, StoryResource } from '../story/types';
import { lazyTable } from './fills';
import type { GraphState } from './queryJob';
import { parseSchema } from './schemas';

/** Resource Graph's tables of a story; small, made when they are asked for. */
export interface GraphTables {
  readonly names: () => readonly string[];
  /** This and `table` throw a RangeError for a name that is not in `names`. */
  readonly schema: (name: string) => Schema;
  readonly table: (name: string) => Table;
}

/** All tables have the same columns. */
const schema = parseSchema(
  `id name type tenantId kind location resourceGroup subscriptionId managedBy sku:j plan:j properties:j tags:j identity:j zones:j
   extendedLocation:j apiVersion`,
);

/** A row as plain JSON; columns that it does not name are null ("" in text columns). */
type GraphRow = Readonly<Record<string, unknown>>;

interface Seen {
  readonly story: Story;
  readonly state: GraphState;
}

const makers: Readonly<Record<string, (seen: Seen) => readonly GraphRow[]>> = {
  resources: ({ story }) => [...story.resources.map(resourceRow), ...story.rules.map(ruleRow)],
  resourcecontainers: containers,
  alertsmanagementresources: ({ state }) =>
    state.alerts.map(({ id, name, essentials }) => ({
      ...placeOf(id),
      id,
      name,
      type: 'microsoft.alertsmanagement/alerts',
      properties: { essentials },
    })),
  advisorresources: ({ story }) =>
    story.advice.map((item) => ({
      ...placeOf(item.resourceId),
      ...recommendation(story, item),
      type: 'microsoft.advisor/recommendations',
    })),
  healthresources: ({ story, state }) => {
    const seen = { story, now: state.now };
    return story.resources
      .filter(({ type }) => metricsOf(type) !== undefined)
      .flatMap((resource) =>
        statuses(seen, resource)
          .slice(0, 1)
          .map((status) => ({
            ...placeOf(resource.id),
            ...availabilityStatus(seen, resource, status, true),
            type: 'microsoft.resourcehealth/availabilitystatuses',
          })),
      );
  },
  servicehealthresources: ({ story, state }) =>
    story.serviceEvents
      .filter(({ start }) => start <= state.now)
      .map((item) => ({
        ...placeOf(`/subscriptions/${item.subscriptionId}`),
        ...serviceEvent({ story, now: state.now }, item),
        type: 'microsoft.resourcehealth/events',
      })),
  resourcechanges: ({ story, state }) =>
    story.activity.filter(({ at, properties }) => at <= state.now && properties['newValue'] !== undefined).map(changeRow),
  policyresources: ({ story }) =>
    story.advice.filter(({ category }) => category === 'Security').flatMap((item) => policyRows(story, item.id)),
  securityresources: ({ story }) => story.advice.filter(({ category }) => category === 'Security').map(assessmentRow),
  maintenanceresources: () => [],
  patchassessmentresources: () => [],
  insightsresources: () => [],
};

/** Resource Graph as it is at a moment; without a state at the opening of the story, before any alert was seen. */
export function resourceGraphTables(story: Story, state: GraphState = { now: story.info.opensAt, alerts: [] }): GraphTables {
  const tables = new Map<string, Table>();
  const makerOf = (name: string): ((seen: Seen) => readonly GraphRow[]) => {
    const maker = makers[name];
    if (maker === undefined) throw new RangeError(`no Resource Graph table ${name}`);
    return maker;
  };
  return {
    names: () => Object.keys(makers),
    schema: (name) => {
      makerOf(name);
      return schema;
    },
    table: (name) => {
      const table = tables.get(name) ?? tableOf(story, makerOf(name)({ story, state }));
      tables.set(name, table);
      return table;
    },
  };
}

function tableOf(story: Story, rows: readonly GraphRow[]): Table {
  const fills = schema.map(
    ({ name, type }) =>
      [
        name,
        (from: number, to: number) =>
          columnOf(
            type,
            rows.slice(from, to).map((row): Value => {
              const value = name === 'tenantId' ? story.tenant.id : row[name];
              if (type !== 'dynamic') return typeof value === 'string' ? value : '';
              return value === undefined ? null : parseDynamic(JSON.stringify(value));
            }),
          ),
      ] as const,
  );
  return lazyTable(schema, rows.length, Object.fromEntries(fills));
}

/** Where an ARM id lies, in the words of Resource Graph. */
function placeOf(id: string): GraphRow {
  return {
    subscriptionId: /\/subscriptions\/([^/]+)/i.exec(id)?.[1] ?? '',
    resourceGroup: (/\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '').toLowerCase(),
    location: 'global',
  };
}

function resourceRow(resource: StoryResource): GraphRow {
  const whole = full(resource);
  const isMachine = resource.type === 'Microsoft.Compute/virtualMachines';
  return {
    ...whole,
    ...placeOf(resource.id),
    location: resource.location,
    name: resource.id.split('/').at(-1),
    type: resource.type.toLowerCase(),
    properties: {
      ...(whole['properties'] as object),
      ...(isMachine
        ? { extended: { instanceView: { powerState: { code: 'PowerState/running', displayStatus: 'VM running' } } } }
        : {}),
    },
  };
}

function ruleRow(rule: Story['rules'][number]): GraphRow {
  const whole = renderRule(rule);
  return { ...placeOf(rule.id), ...whole, type: String(whole['type']).toLowerCase() };
}

function containers({ story }: Seen): GraphRow[] {
  const groups = new Map(
    story.resources.map((resource) => [`${resource.subscriptionId}|${resource.resourceGroup}`, resource] as const).reverse(),
  );
  return [
    ...story.subscriptions.map(({ id, name }) => ({
      id: `/subscriptions/${id}`,
      name,
      type: 'microsoft.resources/subscriptions',
      subscriptionId: id,
      properties: { state: 'Enabled', subscriptionPolicies: { quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' } },
    })),
    ...[...groups.values()].reverse().map((first) => ({
      id: `/subscriptions/${first.subscriptionId}/resourceGroups/${first.resourceGroup}`,
      name: first.resourceGroup,
      type: 'microsoft.resources/subscriptions/resourcegroups',
      location: first.location,
      resourceGroup: first.resourceGroup,
      subscriptionId: first.subscriptionId,
      tags: first.tags,
      properties: { provisioningState: 'Succeeded' },
    })),
  ];
}

/** A change of one property, as the log of the resource tells of it. */
function changeRow(entry: StoryActivity): GraphRow {
  const { setting = '', oldValue = '', newValue = '', requestbody = '' } = entry.properties;
  const path = setting === '' ? 'sku.capacity' : requestbody.includes('"tags"') ? `tags.${setting}` : `properties.${setting}`;
  const name = guid(`change|${entry.id}`);
  return {
    ...placeOf(entry.resourceId),
    id: `${entry.resourceId}/providers/Microsoft.Resources/changes/${name}`,
    name,
    type: 'microsoft.resources/changes',
    properties: {
      changeType: 'Update',
      targetResourceId: entry.resourceId,
      targetResourceType: entry.resourceType.toLowerCase(),
      changeAttributes: {
        timestamp: toIso(entry.at),
        changedBy: entry.caller,
        changedByType: entry.caller.includes('@') ? 'User' : 'Application',
        operation: entry.operation,
        correlationId: entry.correlationId,
        changesCount: 1,
        previousResourceSnapshotId: '',
        newResourceSnapshotId: '',
      },
      changes: { [path]: { propertyChangeType: 'Update', changeCategory: 'User', previousValue: oldValue, newValue } },
    },
  };
}

/** The resources of the recommendation's type against the policy that asks the same: the one named does not comply. */
function policyRows(story: Story, adviceId: string): GraphRow[] {
  const item = story.advice.find(({ id }) => id === adviceId);
  const named = story.resources.find(({ id }) => id === item?.resourceId);
  if (item === undefined || named === undefined) return [];
  return story.resources
    .filter(({ type }) => type === named.type)
    .map((resource) => {
      const complies = resource.id !== named.id;
      const name = guid(`policy|${item.typeId}|${resource.id}`);
      return {
        ...placeOf(resource.id),
        id: `${resource.id}/providers/Microsoft.PolicyInsights/policyStates/${name}`,
        name,
        type: 'microsoft.policyinsights/policystates',
        properties: {
          complianceState: complies ? 'Compliant' : 'NonCompliant',
          isCompliant: complies,
          resourceId: resource.id,
          resourceType: resource.type.toLowerCase(),
          policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${item.typeId}`,
          policyDefinitionName: item.problem,
          policyDefinitionAction: 'audit',
          timestamp: toIso(story.info.opensAt - DAY / 2),
        },
      };
    });
}

function assessmentRow(item: Story['advice'][number]): GraphRow {
  return {
    ...placeOf(item.resourceId),
    id: `${item.resourceId}/providers/Microsoft.Security/assessments/${item.typeId}`,
    name: item.typeId,
    type: 'microsoft.security/assessments',
    properties: {
      displayName: item.problem,
      status: { code: 'Unhealthy', cause: '', description: '' },
      resourceDetails: { Source: 'Azure', Id: item.resourceId },
      metadata: {
        displayName: item.problem,
        assessmentType: 'BuiltIn',
        severity: item.impact,
        remediationDescription: item.solution,
        policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${item.typeId}`,
      },
    },
  };
}
