import type {
  Alert,
  AlertKind,
  AlertModification,
  MonitorCondition,
  Severity,
  TargetResource,
  UserResponse,
} from '../model/alert';
import { readContext } from './alertContext';
import { asBoolean, asInstant, asList, asText, at, isRecord, need, ShapeError } from './json';
import { redact } from './redact';
import { parseResourceId } from './resourceId';

const severities: Readonly<Record<string, Severity>> = { sev0: 0, sev1: 1, sev2: 2, sev3: 3, sev4: 4 };
const conditions: Readonly<Record<string, MonitorCondition>> = { fired: 'Fired', resolved: 'Resolved' };
const responses: Readonly<Record<string, UserResponse>> = { new: 'New', acknowledged: 'Acknowledged', closed: 'Closed' };

const kinds: readonly (readonly [RegExp, AlertKind])[] = [
  [/^platform$/i, 'metric'],
  [/^log alerts|^log analytics$|^application insights$/i, 'log'],
  [/^service\s?health$|^activitylog servicehealth$/i, 'serviceHealth'],
  [/^resource\s?health$|^activitylog resourcehealth$/i, 'resourceHealth'],
  [/^activitylog/i, 'activityLog'],
  [/^smart\s?detector$/i, 'smartDetection'],
  [/^prometheus$/i, 'prometheus'],
];

/** The kind of alert that a `monitorService` raises; services that are not known, such as those of partners, are `other`. */
export function alertKind(monitorService: string): AlertKind {
  return kinds.find(([pattern]) => pattern.test(monitorService))?.[1] ?? 'other';
}

function oneOf<T>(table: Readonly<Record<string, T>>, value: unknown, what: string): T {
  const text = need(asText(value), what);
  const found = Object.hasOwn(table, text.toLowerCase()) ? table[text.toLowerCase()] : undefined;
  if (found === undefined) throw new ShapeError(`${what} has the unknown value ${JSON.stringify(text)}`);
  return found;
}

/**
 * Reads one alert instance of the 2019-03-01 interface, with or without its context. Throws a ShapeError that names the
 * alert when a required part is missing or has a value that this version does not know.
 */
export function parseAlert(wire: unknown): Alert {
  const id = asText(at(wire, 'id'));
  try {
    return readAlert(wire, need(id, 'id'));
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const label = asText(at(wire, 'name')) ?? id ?? 'without a name';
    throw new ShapeError(`alert ${label}: ${error.message}`);
  }
}

function readAlert(wire: unknown, id: string): Alert {
  const essentials = at(wire, 'properties', 'essentials');
  if (!isRecord(essentials)) throw new ShapeError('essentials is missing or not of the expected kind');
  const text = (key: string): string => asText(at(essentials, key)) ?? '';
  const firedAt = need(asInstant(at(essentials, 'startDateTime')), 'startDateTime');
  const monitorCondition = oneOf(conditions, at(essentials, 'monitorCondition'), 'monitorCondition');
  const resolvedAt = asInstant(at(essentials, 'monitorConditionResolvedDateTime'));
  const monitorService = text('monitorService');
  const kind = alertKind(monitorService);
  return {
    id,
    name: asText(at(wire, 'name')) ?? parseResourceId(text('alertRule')).name,
    rule: text('alertRule'),
    severity: oneOf(severities, at(essentials, 'severity'), 'severity'),
    kind,
    monitorService,
    signalType: text('signalType'),
    monitorCondition,
    userResponse: oneOf(responses, at(essentials, 'alertState'), 'alertState'),
    suppressed: asBoolean(at(essentials, 'actionStatus', 'isSuppressed')) ?? false,
    firedAt,
    ...(monitorCondition === 'Resolved' && resolvedAt !== undefined ? { resolvedAt } : {}),
    modifiedAt: asInstant(at(essentials, 'lastModifiedDateTime')) ?? firedAt,
    modifiedBy: text('lastModifiedUserName'),
    target: readTarget(essentials),
    description: redact(asText(at(essentials, 'description')) ?? asText(at(wire, 'properties', 'context', 'Description')) ?? ''),
    ...readContext(kind, at(wire, 'properties', 'context')),
  };
}

function readTarget(essentials: Readonly<Record<string, unknown>>): TargetResource {
  const id = need(asText(essentials['targetResource']), 'targetResource');
  const { name, type, resourceGroup, subscriptionId } = parseResourceId(id);
  return {
    id,
    name: asText(essentials['targetResourceName']) ?? name,
    type,
    resourceGroup: asText(essentials['targetResourceGroup']) ?? resourceGroup,
    subscriptionId,
  };
}

/** Reads an alert's history. Lines without a moment are refused. */
export function parseHistory(wire: unknown): readonly AlertModification[] {
  const modifications = at(wire, 'properties', 'modifications');
  if (!Array.isArray(modifications)) throw new ShapeError('modifications is missing or not of the expected kind');
  return asList(modifications).map((line) => ({
    event: asText(at(line, 'modificationEvent')) ?? '',
    at: need(asInstant(at(line, 'modifiedAt')), 'modifiedAt'),
    by: asText(at(line, 'modifiedBy')) ?? '',
    oldValue: asText(at(line, 'oldValue')) ?? '',
    newValue: asText(at(line, 'newValue')) ?? '',
    comments: redact(asText(at(line, 'comments')) ?? ''),
  }));
}
