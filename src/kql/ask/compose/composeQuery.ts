import type { TimeWindow } from '../../../model/time';
import type { Frame } from '../interpret/frame';
import type { Expr, Operator, QueryTree } from './ast';
import { or, within } from './build';
import { compareOperators } from './composeCompare';
import { wheres } from './composeExpr';
import { latestOperators, rowsOperators, valuesOperators } from './composeRows';
import { missingOperators, numberOperators, shareLets } from './composeSummary';

/** The query of a frame. It decides nothing: what a person might want otherwise is in the frame. */
export function composeQuery(frame: Frame): QueryTree {
  const source = { kind: 'table', name: frame.table.name } as const;
  const filters = filterOperators(frame);
  return {
    lets:
      frame.result.kind === 'number' && frame.result.number.kind === 'share'
        ? shareLets(frame, frame.result.number, { source, operators: filters })
        : [],
    body: { source, operators: [...filters, ...resultOperators(frame)] },
  };
}

/** The time first, which the services use to read less, then the rest in the order of the question. */
export function filterOperators(frame: Frame): Operator[] {
  return wheres([windowTest(frame), ...frame.filters.map(({ test }) => test)]);
}

function windowTest({ time, window, against }: Frame): Expr | undefined {
  if (time === undefined || window === undefined) return undefined;
  if (against === undefined) return within(time, window);
  const whole = touching(window, against);
  return whole === undefined ? or(within(time, against), within(time, window)) : within(time, whole);
}

/** Two windows of which one begins where the other ends, as one. */
function touching(a: TimeWindow, b: TimeWindow): TimeWindow | undefined {
  if (a.from === b.to) return { from: b.from, to: a.to };
  return b.from === a.to ? { from: a.from, to: b.to } : undefined;
}

function resultOperators(frame: Frame): Operator[] {
  switch (frame.result.kind) {
    case 'rows':
      return rowsOperators(frame, frame.result.by);
    case 'latest':
      return latestOperators(frame, frame.result.which, frame.result.value?.value);
    case 'values':
      return valuesOperators(frame);
    case 'missing':
      return missingOperators(frame, frame.result.since);
    case 'number':
      return frame.against === undefined
        ? numberOperators(frame, frame.result.number)
        : compareOperators(frame, frame.result.number, frame.against);
  }
}
