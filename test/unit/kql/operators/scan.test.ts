import assert from 'node:assert/strict';
import { call, col, long, member, plan, rows, run, text, yes } from './plans.js';

const events = rows(
  't:long, event:string',
  [0, 'A'],
  [1, 'Start'],
  [2, 'B'],
  [4, 'Stop'],
  [5, 'C'],
  [8, 'Start'],
  [11, 'E'],
  [12, 'Stop'],
);
const step = (name: string, condition: ReturnType<typeof call>, more: Record<string, unknown> = {}) => ({
  name,
  optional: false,
  output: 'all',
  condition,
  assignments: [],
  ...more,
});
const scan = (input: ReturnType<typeof rows>, more: Record<string, unknown>) =>
  run(plan({ op: 'scan', input, orderBy: [], partitionBy: [], declare: [], ...more }));

describe('scan', () => {
  it('numbers sequences from a start to a stop', () => {
    const is = (name: string) => call('==', col('event'), text(name));
    const within = call('<=', call('-', col('t'), member('s1', 't')), long(5));
    const { columns, rows: result } = scan(events, {
      withMatchId: 'm',
      steps: [
        step('s1', is('Start')),
        step(
          's2',
          call('and', call('!=', col('event'), text('Start')), call('and', call('!=', col('event'), text('Stop')), within)),
        ),
        step('s3', call('and', is('Stop'), within)),
      ],
    });
    assert.deepEqual(columns, ['t:long', 'event:string', 'm:long']);
    assert.deepEqual(result, [
      [1, 'Start', 0],
      [2, 'B', 0],
      [4, 'Stop', 0],
      [8, 'Start', 1],
      [11, 'E', 1],
      [12, 'Stop', 1],
    ]);
  });

  it('carries declared columns from row to row, per partition', () => {
    const input = rows('g:string, x:long', ['a', 1], ['b', 10], ['a', 2], ['b', 20]);
    const { rows: result } = scan(input, {
      partitionBy: [col('g')],
      declare: [{ name: 'sum', type: 'long', default: long(0) }],
      steps: [step('s', yes, { assignments: [{ name: 'sum', expr: call('+', col('x'), member('s', 'sum')) }] })],
    });
    assert.deepEqual(result, [
      ['a', 1, 1],
      ['a', 2, 3],
      ['b', 10, 10],
      ['b', 20, 30],
    ]);
  });

  it('gives the last row of a repeated step with output=last and skips optional steps', () => {
    const is = (name: string) => call('==', col('event'), text(name));
    const input = rows('t:long, event:string', [1, 'x'], [2, 'x'], [3, 'z'], [4, 'x'], [5, 'y'], [6, 'z']);
    const { rows: result } = scan(input, {
      steps: [
        step('s1', is('x'), { output: 'last' }),
        step('s2', is('y'), { optional: true, output: 'none' }),
        step('s3', is('z')),
      ],
    });
    assert.deepEqual(result, [
      [2, 'x'],
      [3, 'z'],
      [4, 'x'],
      [6, 'z'],
    ]);
  });
});
