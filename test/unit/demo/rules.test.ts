import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY, MINUTE, toIso } from '../../../src/model/time';
import { storyOf } from '../../../src/demo/story/catalog';
import { breaks, ruleValue } from '../../../src/demo/story/evaluate';
import { metricsOf } from '../../../src/demo/story/metricCatalog';
import { stories } from '../../../src/demo/stories';
import type { MetricRule, Story } from '../../../src/demo/story/types';

interface Run {
  readonly start: number;
  readonly end: number;
}

/** The maximal spans of consecutive windows in which the rule is broken. */
function runs(story: Story, rule: MetricRule, from: number, to: number, step = rule.windowSize): Run[] {
  const series = story.series.find(({ resourceId, metric }) => resourceId === rule.scopes[0] && metric === rule.metricName);
  assert.ok(series, `${rule.name}: no series`);
  const found: Run[] = [];
  for (let at = from; at < to; at += step) {
    const value = ruleValue({ ...rule, windowSize: step }, series, story.from, at);
    if (value === undefined || !breaks(rule, value)) continue;
    const last = found.at(-1);
    if (last?.end === at) found[found.length - 1] = { start: last.start, end: at + step };
    else found.push({ start: at, end: at + step });
  }
  return found;
}

const metricRules = stories.flatMap(({ id }) => {
  const story = storyOf(id);
  return story.rules.flatMap((rule) => (rule.kind === 'metric' ? [{ story, rule }] : []));
});

describe('the rules of the stories', () => {
  it('are there', () => assert.ok(metricRules.length >= 12));

  for (const { story, rule } of metricRules) {
    const spans = [
      ['the last 24 hours', story.info.opensAt - DAY, story.info.opensAt],
      ['all its data', story.from, story.to],
    ] as const;
    for (const [label, from, to] of spans) {
      it(`${story.info.id}: ${rule.name} is broken exactly when its alerts fired, over ${label}`, () => {
        const alerts = story.alerts
          .filter((alert) => alert.rule === rule.id && alert.firedAt >= from && alert.firedAt < to)
          .sort((a, b) => a.firedAt - b.firedAt);
        const found = runs(story, rule, from, to);
        assert.deepEqual(
          found.map(({ start }) => toIso(start)),
          alerts.map(({ firedAt }) => toIso(firedAt)),
        );
        found.forEach(({ end }, index) => {
          const resolvedAt = alerts[index]?.resolvedAt;
          if (resolvedAt === undefined) assert.ok(end >= to, 'a rule that never resolves is broken to the end');
          else
            assert.ok(
              resolvedAt >= end && resolvedAt - end <= 5 * MINUTE,
              `resolved at ${toIso(resolvedAt)}, healthy from ${toIso(end)}`,
            );
        });
      });
    }
    if (rule.aggregation === 'Average') {
      it(`${story.info.id}: ${rule.name} gives the same moments minute by minute`, () => {
        assert.deepEqual(runs(story, rule, story.from, story.to, MINUTE), runs(story, rule, story.from, story.to));
      });
    }
    it(`${story.info.id}: ${rule.name} names a metric that its resource has`, () => {
      const resource = story.resources.find(({ id }) => id === rule.scopes[0]);
      const metric = metricsOf(resource?.type ?? '')?.metrics.find(({ name }) => name === rule.metricName);
      assert.ok(metric?.aggregations.includes(rule.aggregation));
    });
  }
});

describe('the data of the stories', () => {
  for (const { id } of stories) {
    const story = storyOf(id);

    it(`${id}: every series belongs to a resource and a catalogued metric with its dimensions`, () => {
      for (const series of story.series) {
        const resource = story.resources.find((one) => one.id === series.resourceId);
        const metric = metricsOf(resource?.type ?? '')?.metrics.find(({ name }) => name === series.metric);
        assert.ok(metric, `${series.metric} of ${series.resourceId}`);
        for (const cell of series.cells)
          for (const name of Object.keys(cell.dimensions)) assert.ok(metric.dimensions.includes(name), name);
      }
    });

    it(`${id}: values are finite, not negative, and percentages at most 100`, () => {
      const cells = story.series.flatMap((series) => series.cells.map((cell) => ({ series, cell })));
      fc.assert(
        fc.property(fc.nat(cells.length - 1), fc.nat((story.to - story.from) / MINUTE - 1), (which, minute) => {
          const picked = cells[which];
          assert.ok(picked);
          const value = picked.cell.values()[minute] ?? NaN;
          const unit = metricsOf(picked.series.namespace)?.metrics.find(({ name }) => name === picked.series.metric)?.unit;
          return Number.isFinite(value) && value >= 0 && (unit !== 'Percent' || value <= 100);
        }),
        { numRuns: 2000 },
      );
    });

    it(`${id}: alerts name rules and targets that exist, and have ids of their own`, () => {
      assert.equal(new Set(story.alerts.map((alert) => alert.id)).size, story.alerts.length);
      for (const alert of story.alerts) {
        const rule = story.rules.find((one) => one.id === alert.rule);
        assert.ok(rule?.scopes.includes(alert.target), alert.rule);
      }
    });
  }

  it('contoso-hotels: what the night is about', () => {
    const story = storyOf('contoso-hotels');
    const local = (time: string): number => Date.parse(`2026-11-17T${time}:00+01:00`);
    const values = (name: string, metric: string, match: Readonly<Record<string, string>> = {}): Float64Array => {
      const series = story.series.find((one) => one.resourceId.endsWith(name) && one.metric === metric);
      const cell = series?.cells.find(({ dimensions }) =>
        Object.entries(match).every(([key, value]) => dimensions[key] === value),
      );
      assert.ok(cell, `${name} ${metric}`);
      return cell.values();
    };
    const minute = (time: string): number => (local(time) - story.from) / MINUTE;
    const cpu = values('/contoso-backend', 'Percentage CPU');
    assert.equal(cpu[minute('02:45')], 90);
    assert.equal(Math.max(...cpu.slice(minute('00:00'), minute('09:00'))), 90);
    assert.ok((cpu[minute('02:54')] ?? 0) > 85 && (cpu[minute('02:55')] ?? 100) < 85);
    const response = values('/contoso-web', 'HttpResponseTime');
    assert.equal(Math.max(...response.slice(minute('00:00'), minute('09:00'))), 8.4);
    assert.ok((response[minute('02:55')] ?? 9) < 3);
    const timeouts = values('/contoso-insights', 'dependencies/failed', { 'dependency/target': 'api.payments.example' });
    assert.equal(
      timeouts.slice(minute('02:41'), minute('02:44')).reduce((sum, value) => sum + value, 0),
      5,
    );
    assert.equal(
      timeouts.slice(minute('00:00'), minute('09:00')).reduce((sum, value) => sum + value, 0),
      5,
    );
    const database = values('/contoso-bookings', 'cpu_percent');
    for (const day of [0, 1, 5]) {
      const peak = Math.max(...database.slice(minute('02:00') - day * 1440, minute('02:20') - day * 1440));
      assert.ok(peak > 88 && peak <= 91, `peak ${peak}`);
    }
    const surge = values('/contoso-insights', 'requests/count', {
      'operation/name': 'GET /exportData',
      'request/success': 'True',
    });
    assert.ok((surge[minute('02:42')] ?? 99) < 10 && (surge[minute('02:45')] ?? 0) > 200);
    const grave = story.alerts.filter(
      ({ severity, firedAt }) => severity <= 1 && firedAt > story.info.opensAt - DAY / 2 && firedAt <= story.info.opensAt,
    );
    assert.deepEqual(
      grave.map(({ firedAt, resolvedAt = NaN }) => [toIso(firedAt), toIso(resolvedAt)]),
      [
        ['2026-11-17T01:45:00Z', '2026-11-17T01:58:00Z'],
        ['2026-11-17T01:50:00Z', '2026-11-17T01:59:00Z'],
      ],
    );
  });
});
