import assert from 'node:assert/strict';
import { metricQueryFor } from '../../../src/alerts/metricQuery';
import { peakOf, recoveryOf, seriesOf } from '../../../src/alerts/recovery';
import type { Alert, AlertCondition, ComparisonOperator } from '../../../src/model/alert';
import type { MetricSeries } from '../../../src/model/series';
import { DAY, HOUR, MINUTE } from '../../../src/model/time';
import { alert, T0 } from '../incidents/support';

type MetricCondition = Extract<AlertCondition, { kind: 'metric' }>;
const base: MetricCondition = {
  kind: 'metric',
  metricNamespace: 'n',
  metricName: 'cpu',
  aggregation: 'Average',
  operator: 'GreaterThan',
  threshold: 85,
  windowSize: 5 * MINUTE,
  dimensions: {},
};

function firing(change: Partial<MetricCondition> = {}, more: Partial<Alert> = {}): Alert {
  return alert({ condition: { ...base, ...change }, monitorCondition: 'Resolved', ...more });
}

/** One value a minute; the first is one minute before the firing. */
function cpu(values: readonly (number | null)[], change: Partial<MetricSeries> = {}): MetricSeries {
  const times = values.map((_, index) => T0 + (index - 1) * MINUTE);
  return { metric: 'CPU', aggregation: 'Average', unit: 'Percent', dimensions: {}, grain: MINUTE, times, values, ...change };
}

const NOW = T0 + HOUR;

describe('recovery', () => {
  const cases: readonly (readonly [
    name: string,
    operator: ComparisonOperator,
    threshold: number,
    values: readonly (number | null)[],
    expected: number | 'breaching' | 'unknown',
  ])[] = [
    ['first run of three', 'GreaterThan', 85, [90, 90, 80, 80, 90, 80, 80, 80, 80], 4],
    ['samples before the firing do not count', 'GreaterThan', 85, [10, 90, 90, 10, 10, 10], 2],
    ['missing samples neither count nor break', 'GreaterThan', 85, [90, 90, 80, null, 80, null, null, 80], 1],
    ['a breach between missing samples breaks', 'GreaterThan', 85, [90, 80, null, 90, null, 80, 80, 80], 4],
    ['the threshold itself is healthy for >', 'GreaterThan', 85, [90, 90, 85, 85, 85], 1],
    ['but not for ≥', 'GreaterThanOrEqual', 85, [90, 90, 85, 85, 85], 'breaching'],
    ['two healthy samples are too few', 'GreaterThan', 85, [90, 90, 80, 80], 'breaching'],
    ['less than', 'LessThan', 10, [5, 5, 10, 11, 12], 1],
    ['less or equal', 'LessThanOrEqual', 10, [5, 5, 10, 11, 12, 13], 2],
    ['equals', 'Equals', 0, [0, 0, 1, 2, -1], 1],
    ['no data after the firing', 'GreaterThan', 85, [90, null, null], 'unknown'],
    ['silent for long after a breach', 'GreaterThan', 85, [90, 90, ...Array.from({ length: 20 }, () => null)], 'unknown'],
  ];
  for (const [name, operator, threshold, values, expected] of cases) {
    it(name, () => {
      const recovery = recoveryOf(firing({ operator, threshold }), cpu(values), NOW);
      assert.deepEqual(recovery.state === 'recovered' ? (recovery.at - T0) / MINUTE : recovery.state, expected);
    });
  }

  it('does not use a sample that has not ended', () => {
    const series = cpu([90, 90, 80, 80, 80]);
    assert.equal(recoveryOf(firing(), series, T0 + 3 * MINUTE + 30_000).state, 'breaching');
    assert.equal(recoveryOf(firing(), series, T0 + 4 * MINUTE).state, 'recovered');
  });

  it('judges a sum over a longer window by its share of the threshold', () => {
    const total = firing({ aggregation: 'Total', threshold: 20 });
    const series = cpu([10, 10, 10, 3, 3, 3], { aggregation: 'Total' });
    assert.deepEqual(recoveryOf(total, series, NOW), { state: 'recovered', at: T0 + 2 * MINUTE });
    assert.equal(peakOf(total, cpu([10, 10, 10, 3], { aggregation: 'Total' }), { state: 'breaching' })?.value, 33);
  });

  const { threshold, ...dynamic } = base;
  assert.equal(threshold, 85);
  const unknown: readonly (readonly [name: string, alert: Alert, series: MetricSeries, reason: RegExp])[] = [
    ['dynamic threshold', alert({ condition: dynamic }), cpu([1, 2]), /dynamic threshold/],
    ['query', alert({ condition: { kind: 'query', language: 'kql', query: 'T' } }), cpu([1]), /query/],
    ['event', alert({ condition: { kind: 'event', fields: {} } }), cpu([1]), /event/],
    ['no condition', alert(), cpu([1]), /not known/],
    ['another metric', firing(), cpu([1], { metric: 'memory' }), /memory.*tests cpu/],
    ['another aggregation', firing(), cpu([1], { aggregation: 'Maximum' }), /Maximum.*Average/],
  ];
  for (const [name, one, series, reason] of unknown) {
    it(`unknown with its reason: ${name}`, () => {
      const recovery = recoveryOf(one, series, NOW);
      assert.match(recovery.state === 'unknown' ? recovery.reason : recovery.state, reason);
    });
  }

  it('finds the peak between firing and recovery, the lowest value for "less than"', () => {
    const recovered = { state: 'recovered', at: T0 + 2 * MINUTE } as const;
    assert.deepEqual(peakOf(firing(), cpu([99, 90, 93, 80, 97]), recovered), { value: 93, at: T0 + MINUTE });
    assert.deepEqual(peakOf(firing({ operator: 'LessThan' }), cpu([1, 5, 3, 80, 0]), recovered), { value: 3, at: T0 + MINUTE });
    assert.equal(peakOf(firing(), cpu([90, null]), recovered), undefined);
  });

  it('picks the series of the instance by its dimensions', () => {
    const one = firing({ dimensions: { role: '*' } }, { dimensions: { Role: 'B' } });
    const all = ['a', 'b'].map((role) => cpu([1], { dimensions: { role } }));
    assert.deepEqual(seriesOf(one, all)?.dimensions, { role: 'b' });
  });
});

describe('metric query', () => {
  it('asks from one window before the firing until after the resolution', () => {
    const query = metricQueryFor(
      firing({ dimensions: { role: '*', "it's": "o'k" } }, { dimensions: { Role: 'b' }, resolvedAt: T0 + 10 * MINUTE }),
      NOW,
    );
    assert.deepEqual(
      [query?.window, query?.grain, query?.aggregation],
      [{ from: T0 - 5 * MINUTE, to: T0 + 40 * MINUTE }, MINUTE, 'Average'],
    );
    assert.equal(query?.filter, "it's eq 'o''k' and role eq 'b'");
  });

  it('ends now for an alert that fires, coarser when it has fired for days, and is absent where nothing can be asked', () => {
    assert.equal(metricQueryFor(firing(), NOW)?.window.to, NOW);
    assert.equal(metricQueryFor(firing(), T0 + 5 * DAY)?.grain, 5 * MINUTE);
    assert.equal(metricQueryFor(alert(), NOW), undefined);
  });
});
