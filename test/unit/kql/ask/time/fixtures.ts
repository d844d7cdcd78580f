import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import type { AskEvent } from '../../../../../src/kql/ask/answer';
import type { TimeContext, TimeReading, TimeReadings } from '../../../../../src/kql/ask/time/window';

/** The moment of a wall clock; `16T18:00` is in November 2026. */
export const at = (wall: string, zone: string): number => {
  const moment = DateTime.fromISO(wall.length < 10 ? `2026-11-${wall}` : wall, { zone });
  assert.ok(moment.isValid, wall);
  return moment.toMillis();
};

/** With a deployment of each of two names, an incident, a restart. */
export const contextOf = (zone: string, now = '17T09:00'): TimeContext => {
  const event = (kind: AskEvent['kind'], name: string, from: string, until?: string): AskEvent => ({
    kind,
    name,
    at: at(from, zone),
    ...(until !== undefined && { until: at(until, zone) }),
  });
  return {
    now: at(now, zone),
    timeZone: zone,
    events: [
      event('deployment', 'payments-api v7', '15T11:00'),
      event('deployment', 'orders-api v42', '16T18:30'),
      event('incident', 'High CPU on the backend', '17T02:45', '17T03:30'),
      event('restart', 'web-01', '17T04:00'),
    ],
  };
};

/** The words that a part of the answer stands for. */
export const wordsOf = (question: string, { start, length }: { start: number; length: number }): string =>
  question.slice(start, start + length);

export const onlyWindow = (question: string, { windows, unknown }: TimeReadings): TimeReading => {
  assert.equal(windows.length, 1, `${windows.length} windows in "${question}" ${JSON.stringify(unknown ?? '')}`);
  return windows[0]!;
};
