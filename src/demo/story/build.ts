import type { Severity } from '../../model/alert';
import { HOUR, MINUTE, type Instant } from '../../model/time';
import { guid } from './random';
import type {
  EventRule,
  LogRule,
  MetricRule,
  PrometheusRule,
  SmartDetectorRule,
  StateChange,
  StoryActivity,
  StoryAlert,
  StoryResource,
  StoryRule,
} from './types';
import type { Episode } from './rhythm';

export interface ResourceOptions {
  readonly tags?: Readonly<Record<string, string>>;
  readonly kind?: string;
  readonly sku?: Readonly<Record<string, string | number>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly location?: string;
}

/** Where resources are made: a resource group of a subscription, its region, and the tags that all of them carry. */
export interface Place {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const groupId = (place: Place): string => `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;

/** `type` and `name` may be nested: `Microsoft.Sql/servers/databases` with `server/database`. */
export function makeResource(place: Place, type: string, name: string, options: ResourceOptions = {}): StoryResource {
  const [provider = '', ...types] = type.split('/');
  const names = name.split('/');
  const path = types.map((part, index) => `${part}/${names[index] ?? ''}`).join('/');
  return {
    id: `${groupId(place)}/providers/${provider}/${path}`,
    name,
    type,
    resourceGroup: place.resourceGroup,
    subscriptionId: place.subscriptionId,
    location: options.location ?? place.location,
    tags: { ...place.tags, ...options.tags },
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(options.sku === undefined ? {} : { sku: options.sku }),
    properties: { provisioningState: 'Succeeded', ...options.properties },
  };
}

const ruleTypes: Readonly<Record<StoryRule['kind'], string>> = {
  metric: 'microsoft.insights/metricAlerts',
  log: 'microsoft.insights/scheduledQueryRules',
  activityLog: 'microsoft.insights/activityLogAlerts',
  serviceHealth: 'microsoft.insights/activityLogAlerts',
  resourceHealth: 'microsoft.insights/activityLogAlerts',
  smartDetection: 'microsoft.alertsManagement/smartDetectorAlertRules',
  prometheus: 'Microsoft.AlertsManagement/prometheusRuleGroups',
};

type Made = 'id' | 'resourceGroup' | 'subscriptionId' | 'enabled';
type RuleSpec =
  | (Omit<MetricRule, Made | 'dimensions'> & { readonly dimensions?: Readonly<Record<string, string>> })
  | Omit<LogRule, Made>
  | Omit<EventRule, Made>
  | Omit<SmartDetectorRule, Made>
  | Omit<PrometheusRule, Made>;

/** Gives a rule its ARM id. A Prometheus rule has the id of its group. */
export function makeRule(place: Place, spec: RuleSpec): StoryRule {
  const name = spec.kind === 'prometheus' ? spec.group : spec.name;
  const made = {
    id: `${groupId(place)}/providers/${ruleTypes[spec.kind]}/${name}`,
    resourceGroup: place.resourceGroup,
    subscriptionId: place.subscriptionId,
    enabled: true,
  };
  return spec.kind === 'metric' ? { dimensions: {}, ...spec, ...made } : { ...spec, ...made };
}

export interface Firing {
  readonly firedAt: Instant;
  readonly resolvedAt?: Instant;
  /** For metric rules: what the series does; its first breaching window starts at `firedAt`. */
  readonly episode?: Episode;
  readonly target?: string;
  readonly severity?: Severity;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly states?: readonly StateChange[];
  readonly value?: number;
  readonly fields?: Readonly<Record<string, string>>;
}

export function makeAlerts(rule: StoryRule, firings: readonly Firing[]): StoryAlert[] {
  return firings.map((firing) => ({
    id: guid(`${rule.id}|${rule.name}|${firing.firedAt}`),
    rule: rule.id,
    target: firing.target ?? rule.scopes[0] ?? rule.id,
    firedAt: firing.firedAt,
    ...(firing.resolvedAt === undefined ? {} : { resolvedAt: firing.resolvedAt }),
    severity: firing.severity ?? rule.severity,
    dimensions: firing.dimensions ?? {},
    states: firing.states ?? [],
    ...(firing.value === undefined ? {} : { value: firing.value }),
    ...(firing.fields === undefined ? {} : { fields: firing.fields }),
  }));
}

export const episodesOf = (firings: readonly Firing[]): Episode[] =>
  firings.flatMap(({ episode }) => (episode === undefined ? [] : [episode]));

/** A breach whose values begin with `lead` minutes below the threshold; resolved so many minutes after it fired. */
export function breach(
  firedAt: Instant,
  resolvedAfter: number,
  values: readonly number[],
  lead = 0,
  states?: readonly StateChange[],
): Firing {
  return {
    firedAt,
    resolvedAt: firedAt + resolvedAfter * MINUTE,
    episode: { at: firedAt - lead * MINUTE, values },
    ...(states === undefined ? {} : { states }),
  };
}

export interface ActivitySpec {
  readonly at: Instant;
  readonly resource: StoryResource;
  readonly operation: string;
  readonly label: string;
  readonly caller: string;
  readonly description?: string;
  readonly category?: StoryActivity['category'];
  readonly level?: StoryActivity['level'];
  readonly status?: StoryActivity['status'];
  readonly properties?: Readonly<Record<string, string>>;
}

/** One entry of the activity log, written against the resource itself. */
export function makeActivity(spec: ActivitySpec): StoryActivity {
  const key = `${spec.resource.id}|${spec.operation}|${spec.at}`;
  return {
    id: guid(`activity|${key}`),
    at: spec.at,
    resourceId: spec.resource.id,
    resourceGroup: spec.resource.resourceGroup,
    resourceType: spec.resource.type,
    subscriptionId: spec.resource.subscriptionId,
    operation: spec.operation,
    operationLabel: spec.label,
    caller: spec.caller,
    category: spec.category ?? 'Administrative',
    level: spec.level ?? 'Informational',
    status: spec.status ?? 'Succeeded',
    correlationId: guid(`correlation|${key}`),
    description: spec.description ?? '',
    properties: {
      entity: spec.resource.id,
      message: spec.operation,
      hierarchy: spec.resource.subscriptionId,
      ...spec.properties,
    },
  };
}

/** How far the telemetry of a story reaches around its opening moment. */
export const reach = (opensAt: Instant): { readonly from: Instant; readonly to: Instant } => ({
  from: opensAt - 14 * 24 * HOUR,
  to: opensAt + 6 * HOUR,
});
