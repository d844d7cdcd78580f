import type { TimeWindow } from '../../../model/time';
import type { Frame, NumberOf } from '../interpret/frame';
import type { Operator } from './ast';
import { binary, column, literal, named, within } from './build';
import { aggregateOf, nameOf, percent, timeOf } from './composeNumber';
import { unnamed } from './composeExpr';
import { lengthOf, orderOperators } from './composeSummary';

/** The same number for both windows, side by side, with its change. */
export function compareOperators(frame: Frame, number: NumberOf, against: TimeWindow): Operator[] {
  if (frame.window === undefined) throw new TypeError('nothing to compare without a window');
  const name = nameOf(number);
  const before = `${name}Before`;
  const time = timeOf(frame);
  const change = binary(column(name), '-', column(before));
  return [
    {
      kind: 'summarize',
      aggregates: [
        named(name, aggregateOf(number, frame, lengthOf(frame), within(time, frame.window))),
        named(before, aggregateOf(number, frame, against.to - against.from, within(time, against))),
      ],
      by: frame.groups.map(unnamed),
    },
    {
      kind: 'extend',
      columns: [
        named('Change', change),
        named('ChangePercent', {
          kind: 'call',
          name: 'iff',
          args: [binary(column(before), '==', literal(0)), literal(null, 'real'), percent(change, column(before))],
        }),
      ],
    },
    ...orderOperators({ ...frame, step: undefined }, frame.groups.length > 0 ? 'Change' : name),
  ];
}
