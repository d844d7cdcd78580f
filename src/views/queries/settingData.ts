import { isSlot } from '../../kql/notebook/questionAttributes';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import type { TimeWindow } from '../../model/time';

/** The connection in plain data that was kept or that another program may have written; undefined when it is none. */
export function connectionIn(value: unknown): QueryConnection | undefined {
  const field = fieldsOf(value);
  switch (field('kind')) {
    case 'logs':
    case 'graph':
      return { kind: field('kind') === 'logs' ? 'logs' : 'graph' };
    case 'workspace':
    case 'resource': {
      const id = field('id');
      if (typeof id !== 'string') return undefined;
      return { kind: field('kind') === 'workspace' ? 'workspace' : 'resource', id };
    }
    case 'adx': {
      const [cluster, database] = [field('cluster'), field('database')];
      return typeof cluster === 'string' && typeof database === 'string' ? { kind: 'adx', cluster, database } : undefined;
    }
    case 'files': {
      const paths = field('paths');
      return Array.isArray(paths) && paths.every((path) => typeof path === 'string') ? { kind: 'files', paths } : undefined;
    }
    default:
      return undefined;
  }
}

/** The time range in plain data; undefined when it is none. */
export function timeRangeIn(value: unknown): TimeRange | undefined {
  const field = fieldsOf(value);
  const kind = field('kind');
  if (kind === 'last') {
    const milliseconds = field('milliseconds');
    return typeof milliseconds === 'number' && milliseconds > 0 ? { kind, milliseconds } : undefined;
  }
  const window = windowIn(field('window'));
  if (window === undefined) return undefined;
  if (kind === 'between') return { kind, window };
  const label = field('label');
  return kind === 'incident' && typeof label === 'string' ? { kind, window, label } : undefined;
}

/** Readings by parts of a question in plain data; undefined when there are none. */
export function choicesIn(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const choices = Object.entries(value as Readonly<Record<string, unknown>>).filter(
    (entry): entry is [string, string] => isSlot(entry[0]) && typeof entry[1] === 'string',
  );
  return choices.length === 0 ? undefined : Object.fromEntries(choices);
}

function windowIn(value: unknown): TimeWindow | undefined {
  const field = fieldsOf(value);
  const [from, to] = [field('from'), field('to')];
  return typeof from === 'number' && typeof to === 'number' && from < to ? { from, to } : undefined;
}

function fieldsOf(value: unknown): (name: string) => unknown {
  const fields = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return (name) => fields.get(name);
}
