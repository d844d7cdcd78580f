import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Cell, QueryTable } from '../../../../../src/model/query';
import { DAY, MINUTE, toIso, type TimeWindow } from '../../../../../src/model/time';
import type { ScanPart } from '../../../../../src/kql/ask/answer';
import { findUnusual } from '../../../../../src/kql/ask/scan/findUnusual';
import { isRare, medianOf, spreadOf } from '../../../../../src/kql/ask/scan/statistics';
import { ask, now } from './workspace';

const window: TimeWindow = { from: now - 30 * MINUTE, to: now };

const part = (unit: string, bad: ScanPart['bad'] = 'high'): ScanPart => ({
  id: 'part',
  title: 'CPU by database',
  store: 'metrics',
  kql: '',
  window,
  unit,
  bad,
});

/** A value for each five minutes of the window and of the seven days before it. */
function table(valueAt: (day: number, bin: number) => number | undefined, of = 'shop-db'): QueryTable {
  const rows: Cell[][] = [];
  for (let day = 7; day >= 0; day--) {
    for (let bin = 0; bin < 6; bin++) {
      const value = valueAt(day, bin);
      if (value !== undefined) rows.push([of, toIso(window.from - day * DAY + bin * 5 * MINUTE), value]);
    }
  }
  return {
    name: 'PrimaryResult',
    columns: [
      { name: 'Resource', type: 'string' },
      { name: 'Time', type: 'datetime' },
      { name: 'Value', type: 'real' },
    ],
    rows,
  };
}

describe('what was unusual', () => {
  it('finds a gauge that jumped, with its value and time', () => {
    const [finding, ...others] = findUnusual(
      [{ part: part('%'), table: table((day, bin) => (day === 0 && bin === 3 ? 90 : 30 + (bin % 3))) }],
      window,
    );
    equal(others.length, 0);
    deepEqual([finding?.of, finding?.value, finding?.at], ['shop-db', 90, window.from + 15 * MINUTE]);
    ok(finding?.sentence.includes('90 %'));
  });

  it('leaves a gauge alone that is as on other days', () => {
    deepEqual(findUnusual([{ part: part('%'), table: table((_, bin) => 60 + bin) }], window), []);
  });

  it('counts what never happens at these hours', () => {
    const quiet = table((day) => (day === 0 ? undefined : 100), 'usual');
    const rows = [...quiet.rows, ['payments', toIso(window.from), 5]];
    const findings = findUnusual([{ part: part('count'), table: { ...quiet, rows } }], window);
    deepEqual(
      findings.map(({ of, value }) => [of, value]),
      [['payments', 5]],
    );
  });

  it('leaves counts alone that vary as they do', () => {
    deepEqual(
      findUnusual([{ part: part('count', 'both'), table: table((day, bin) => 100 + ((day * 7 + bin * 13) % 20)) }], window),
      [],
    );
  });

  it('finds what fell silent', () => {
    const findings = findUnusual([{ part: part('count', 'low'), table: table((day) => (day === 0 ? undefined : 5)) }], window);
    deepEqual(
      findings.map(({ value, usual }) => [value, usual]),
      [[0, 30]],
    );
  });

  it('asks for a scan over the tables that are there', async () => {
    const answer = await ask('what was unusual around 2 AM?');
    ok(answer.kind === 'scan');
    const ids = answer.parts.map(({ id }) => id);
    ok(['requests', 'dependencyTimeouts', 'cpu', 'heartbeats'].every((id) => ids.includes(id)));
    ok(!ids.includes('metricCpu'));
    ok(answer.parts.every(({ kql }) => /datetime\(/.test(kql)));
  });
});

describe('statistics', () => {
  it('median and spread', () => {
    equal(medianOf([3, 1, 2]), 2);
    equal(medianOf([4, 1, 2, 3]), 2.5);
    equal(spreadOf([1, 1, 1, 9]), 0);
    ok(Number.isNaN(medianOf([])));
  });

  it('rare counts', () => {
    ok(isRare(5, 0));
    ok(!isRare(1, 0));
    ok(!isRare(110, 100));
    ok(isRare(400, 300));
  });
});
