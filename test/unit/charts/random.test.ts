import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chartKinds } from '../../../src/charts/chartModel';
import { chartOf } from '../../../src/charts/chartOf';
import { layout } from '../../../src/charts/layout';
import type { SceneNode } from '../../../src/charts/scene';
import { summary } from '../../../src/charts/summary';
import { svgText } from '../../../src/charts/svgText';
import { plainTheme } from '../../../src/charts/theme';
import type { Cell, ColumnType, QueryTable } from '../../../src/model/query';

const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 'NaN', 'Infinity', '-Infinity', '9223372036854775807', null),
);
const time = fc.oneof(
  fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((at) => at.toISOString()),
  fc.integer({ min: 0, max: 100 }).map((minute) => new Date(Date.parse('2026-06-09') + minute * 60_000).toISOString()),
  fc.constant(null),
);
const cells: Readonly<Record<string, fc.Arbitrary<Cell>>> = {
  datetime: time,
  real: number,
  long: number,
  timespan: fc.constantFrom('00:00:01', '-1.00:00:00.5', null),
  string: fc.oneof(fc.constantFrom('a', 'b', 'c', '', '<&>"\''), fc.string({ unit: 'binary', maxLength: 30 })),
  bool: fc.constantFrom(true, false, null),
  dynamic: fc.oneof(fc.array(number, { maxLength: 8 }), fc.array(time, { maxLength: 8 }), fc.constantFrom(null, 1, 'x')),
};
const types = Object.keys(cells) as ColumnType[];

const tables: fc.Arbitrary<QueryTable> = fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 5 }).chain((columns) =>
  fc.array(fc.tuple(...columns.map((type) => cells[type] ?? fc.constant(null))), { maxLength: 60 }).map((rows) => ({
    name: 'PrimaryResult',
    columns: columns.map((type, index) => ({ name: `c${index}`, type })),
    rows: rows,
  })),
);
const properties = fc.record(
  {
    kind: fc.constantFrom('default', 'stacked', 'stacked100', 'unstacked'),
    xaxis: fc.constantFrom('linear', 'log'),
    yaxis: fc.constantFrom('linear', 'log'),
    ymin: number,
    ymax: number,
    accumulate: fc.boolean(),
    title: fc.string(),
    xcolumn: fc.constantFrom('c0', 'c1'),
  },
  { requiredKeys: [] },
);
const sizes = fc.record({ width: fc.integer({ min: 0, max: 900 }), height: fc.integer({ min: 0, max: 500 }) });

function assertFinite({ tag, attributes, children }: SceneNode): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'data-series') assert.doesNotMatch(String(value), /NaN|Infinity|undefined/, `${tag} ${name}`);
  }
  children.forEach(assertFinite);
}

describe('any table, drawn in any way', () => {
  it('gives a reason, or a picture with a number in every place', function () {
    this.timeout(30_000);
    const zones = fc.constantFrom('UTC', 'Europe/Madrid', 'Asia/Kolkata');
    let drawn = 0;
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(...chartKinds),
        properties,
        sizes,
        zones,
        fc.boolean(),
        (table, kind, asked, size, timeZone, standalone) => {
          const outcome = chartOf(table, { visualization: kind, properties: asked }, { mostSeries: 5 });
          if ('reason' in outcome) {
            assert.match(outcome.reason, /^\S.*\.$/s);
            return;
          }
          drawn++;
          const theme = plainTheme('dark');
          const hidden = new Set(outcome.chart.series.slice(1, 2).map(({ name }) => name));
          const scene = layout(outcome.chart, { ...size, timeZone, theme, standalone, hidden });
          scene.nodes.forEach(assertFinite);
          assert.doesNotMatch(svgText(scene, theme, timeZone), /\u0000/);
          assert.doesNotMatch(summary(outcome.chart, timeZone), /undefined/);
          const at = scene.hover.nearest(size.width / 2, size.height / 2);
          for (const index of [0, scene.hover.count - 1]) scene.hover.at(index);
          assert.ok(at === undefined || at.values.every(({ value }) => !Number.isNaN(value)));
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(drawn > 100, `only ${drawn} were drawn`);
  });
});
