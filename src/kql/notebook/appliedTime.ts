import type { AppliedTime } from '../../model/cellResult';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import { HOUR, toIso, type Instant, type TimeWindow } from '../../model/time';
import { rangeInWords, windowOf } from './timeWords';

/** Names that stand for the ends of the time range in a text. */
export const rangeNames = ['_startTime', '_endTime'] as const;

export interface TimeAsked {
  readonly connection: QueryConnection;
  readonly range?: TimeRange;
  readonly now: Instant;
  readonly timeZone: string;
  readonly defaultHours: number;
  /** The text limits a time column itself. */
  readonly limitsTime: boolean;
  /** The text uses `_startTime` or `_endTime`. */
  readonly usesRange: boolean;
  /** The text reads tables of the connection. */
  readonly readsTables: boolean;
}

export interface TimeChosen {
  readonly applied: AppliedTime;
  /** What the source is asked to limit beside the text. */
  readonly window?: TimeWindow;
  /** What `_startTime` and `_endTime` are, when the text uses them. */
  readonly named?: TimeWindow;
  readonly notices: readonly string[];
}

/** Who decides which time a query looks at: its text, then a person's range, then the default of logs. */
export function chooseTime(asked: TimeAsked): TimeChosen {
  const { connection, range, now, timeZone, defaultHours, limitsTime, usesRange, readsTables } = asked;
  const assumed: TimeRange = { kind: 'last', milliseconds: defaultHours * HOUR };
  const isLogs = connection.kind === 'logs' || connection.kind === 'workspace' || connection.kind === 'resource';
  const chosen = range ?? assumed;
  const ranged = (notices: readonly string[]): TimeChosen => {
    const window = windowOf(chosen, now);
    const text = rangeInWords(chosen, now, timeZone);
    return {
      applied: { from: range === undefined ? 'default' : 'range', window, text },
      // A text that limits the time itself may look further back on purpose, to compare.
      ...(isLogs && !limitsTime && { window }),
      ...(usesRange && { named: window }),
      notices,
    };
  };
  const span = defaultHours === 1 ? 'hour' : `${defaultHours} hours`;
  if (usesRange) {
    return ranged(
      range === undefined
        ? [`No time range is set: _startTime and _endTime are the last ${span}. Set a time range to choose another.`]
        : [],
    );
  }
  if (limitsTime) return { applied: { from: 'query', text: 'as the query says' }, notices: [] };
  if (!readsTables) return { applied: { from: 'none', text: 'no time range' }, notices: [] };
  if (isLogs) {
    const notice = `No time filter: looked at the last ${span} only. Set a time range, or limit TimeGenerated in the query.`;
    return ranged(range === undefined ? [notice] : []);
  }
  return { applied: { from: 'none', text: 'no time range' }, notices: range === undefined ? [] : [notApplied(connection)] };
}

function notApplied({ kind }: QueryConnection): string {
  if (kind === 'graph') return 'The time range was not applied: Resource Graph tells the state of the moment.';
  const where = kind === 'adx' ? 'tables of Azure Data Explorer' : 'files';
  return (
    `The time range was not applied: ${where} have no common time column. ` +
    'Use it in the query: where COLUMN between (_startTime .. _endTime).'
  );
}

/** The statements that give the ends of a window their names. */
export function rangeStatements({ from, to }: TimeWindow): readonly string[] {
  return [`let _startTime = datetime(${toIso(from)});`, `let _endTime = datetime(${toIso(to)});`];
}
