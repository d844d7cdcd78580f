import type { Instant, TimeWindow } from '../../../model/time';
import type { AskContext } from '../answer';
import { columnValuesOf } from './columnValues';
import { eventsOf } from './contextEvents';
import { resourcesOf } from './contextResources';
import { askTableOf, type SampledTable } from './sampledTable';

export interface ContextOptions {
  readonly environment: string;
  readonly now: Instant;
  /** IANA. */
  readonly timeZone: string;
  readonly pinned?: TimeWindow;
}

/** What questions are asked about, from the tables of a connection and a sample of their rows. */
export function makeContext(tables: readonly SampledTable[], options: ContextOptions): AskContext {
  return {
    ...options,
    tables: tables.map(askTableOf),
    resources: resourcesOf(tables),
    values: tables.flatMap((table) => columnValuesOf(table, options.now)),
    events: eventsOf(tables),
  };
}
