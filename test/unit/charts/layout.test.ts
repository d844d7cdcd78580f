import assert from 'node:assert/strict';
import { layout, usualHeight } from '../../../src/charts/layout';
import type { ChartScene, LayoutOptions } from '../../../src/charts/layoutTypes';
import type { SceneNode } from '../../../src/charts/scene';
import { stackSeries } from '../../../src/charts/stack';
import { summary } from '../../../src/charts/summary';
import { plainTheme } from '../../../src/charts/theme';
import { chart, iso, perComputer, perOperation, render, START, table } from './tables';

const theme = plainTheme('dark');
const options: LayoutOptions = { width: 800, height: 300, timeZone: 'Europe/Madrid', theme };

const all = (nodes: readonly SceneNode[]): SceneNode[] => nodes.flatMap((node) => [node, ...all(node.children)]);
const texts = (scene: ChartScene): string[] =>
  all(scene.nodes)
    .filter(({ tag }) => tag === 'text')
    .map(({ text = '' }) => text);

/** Paths of a series. */
function paths(scene: ChartScene, name: string): string[] {
  const group = all(scene.nodes).find(({ attributes }) => attributes['data-series'] === name);
  return (group?.children ?? []).map(({ attributes }) => String(attributes['d']));
}

const parts = (path: string | undefined): number => (path?.match(/M/g) ?? []).length;

describe('layout', () => {
  it('draws a line with a gap at every null', () => {
    const data = table('T:datetime v:real', [
      [iso(0), 1],
      [iso(1), 2],
      [iso(2), null],
      [iso(3), 3],
      [iso(4), 4],
      [iso(5), null],
      [iso(6), 5],
    ]);
    const [path] = paths(layout(chart(data, render('timechart')), options), 'v');
    assert.equal(parts(path), 3);
    assert.match(path ?? '', /h0$/, 'a point alone is a dot');
  });

  it('has round ticks, times of the zone and titles', () => {
    const scene = layout(chart(perComputer, render('timechart', { ytitle: 'Load' })), options);
    const found = texts(scene);
    for (const expected of ['Load', '0', '10', '20', '30', '00:00', '00:10', '9 Jun', 'TimeGenerated (Europe/Madrid)']) {
      assert.ok(found.includes(expected), `${expected} is not among ${found.join(' | ')}`);
    }
  });

  it('puts bars beside each other or on each other', () => {
    const grouped = layout(chart(perOperation, render('columnchart')), options);
    assert.deepEqual(
      ['count_', 'failed'].map((name) => parts(paths(grouped, name)[0])),
      [3, 3],
    );
    const tops = (scene: ChartScene, name: string): number[] =>
      [...(paths(scene, name)[0] ?? '').matchAll(/M[\d.]+ ([\d.]+)/g)].map((match) => Number(match[1]));
    const stacked = layout(chart(perOperation, render('columnchart', { kind: 'stacked' })), options);
    const [low, high] = [tops(stacked, 'count_'), tops(stacked, 'failed')];
    assert.ok(
      low.every((top, index) => (high[index] ?? Infinity) < top),
      'the second stands on the first',
    );
  });

  it('draws as many categories as there is room for, and says how many there are', () => {
    const many = table(
      'key:string count_:long',
      Array.from({ length: 5000 }, (_, index) => [`key ${index}`, index]),
    );
    for (const kind of ['columnchart', 'barchart']) {
      const scene = layout(chart(many, render(kind)), options);
      const bars = parts(paths(scene, 'count_')[0]);
      assert.ok(bars > 5 && bars < 800, `${kind}: ${bars}`);
      assert.match(scene.notes.join(), /^first \d+ of 5,000 categories$/);
    }
  });

  it('says how many series are not drawn', () => {
    const rows = Array.from({ length: 9 }, (_, index) => [iso(0), `s${index}`, index]);
    const scene = layout(chart(table('T:datetime s:string v:long', rows), render('timechart'), 4), options);
    assert.deepEqual(scene.notes, ['4 of 9 series']);
    assert.deepEqual(
      scene.legend.map(({ name }) => name),
      ['s5', 's6', 's7', 's8'],
    );
  });

  it('cuts long names and keeps them in full', () => {
    const name = 'GET /api/customers/{customerId}/preferences/notifications/history';
    const data = table('Operation:string count_:long', [
      [name, 1],
      ['GET /', 2],
    ]);
    const scene = layout(chart(data, render('barchart')), { ...options, width: 400 });
    const cut = all(scene.nodes).find(({ tag, text }) => tag === 'text' && text?.endsWith('…') === true);
    assert.equal(cut?.children[0]?.text, name);
  });

  it('does not draw what is hidden, and fits the axis to the rest', () => {
    const made = chart(perComputer, render('timechart'));
    const scene = layout(made, { ...options, hidden: new Set(['db']) });
    assert.deepEqual([paths(scene, 'db'), paths(scene, 'web').length], [[], 1]);
    assert.deepEqual(
      scene.legend.map(({ name, hidden }) => [name, hidden]),
      [
        ['web', false],
        ['db', true],
      ],
    );
    assert.ok(!texts(scene).includes('30'));
    assert.doesNotThrow(() => layout(made, { ...options, hidden: new Set(['db', 'web']) }));
  });

  it('shows a part of the axis', () => {
    const scene = layout(chart(perComputer, render('timechart')), { ...options, xDomain: [START, START + 300_000] });
    assert.deepEqual([scene.hover.invert?.(scene.plot.x), scene.hover.position?.(START)], [START, scene.plot.x]);
  });

  it('finds all values at the nearest x, largest first', () => {
    const { hover, plot } = layout(chart(perComputer, render('timechart')), options);
    const at = hover.nearest(plot.x + 3, plot.y + 5);
    assert.equal(at?.title, 'Tue 9 Jun 2026 00:00 UTC+2');
    assert.deepEqual(
      at.values.map(({ name, text }) => `${name} ${text}`),
      ['db 10', 'web 1'],
    );
    // db has no value there.
    const middle = hover.nearest(plot.x + plot.width / 2, 0);
    assert.deepEqual(
      middle?.values.map(({ name }) => name),
      ['web'],
    );
    assert.equal(hover.count, 3);
  });

  it('finds slices, bars and points', () => {
    const pie = layout(chart(perOperation, render('piechart')), options);
    assert.equal(pie.hover.nearest(pie.plot.x + pie.plot.width / 2 + 100, 150)?.values[0]?.text, '30 (50 %)');
    assert.equal(pie.hover.nearest(400, 150), undefined, 'the hole');
    const bars = layout(chart(perOperation, render('barchart', { kind: 'stacked100' })), options);
    assert.deepEqual(
      bars.hover.nearest(500, bars.plot.y + 2)?.values.map(({ text }) => text),
      ['10 (90.9 %)', '1 (9.1 %)'],
    );
    const points = layout(
      chart(
        table('x:real y:real', [
          [1, 1],
          [2, 5],
          [3, 2],
        ]),
        render('scatterchart'),
      ),
      options,
    );
    const found = points.hover.at(1);
    assert.deepEqual([found?.title, found?.values[0]?.value], ['2', 5]);
    assert.equal(points.hover.nearest(-500, -500), undefined);
  });

  it('puts many small slices together', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`s${index}`, 40 - index]);
    const scene = layout(chart(table('s:string v:long', rows), render('piechart')), options);
    assert.deepEqual([scene.legend.length, scene.legend.at(-1)?.name], [11, '30 others']);
  });

  it('colours names alike, whichever rows come first', () => {
    const rows: readonly (readonly [string, string, number])[] = ['b', 'c', 'a'].flatMap((name, index) => [
      [iso(0), name, index + 1] as const,
      [iso(1), name, 5 - index] as const,
    ]);
    const looks = (kind: string, some: typeof rows): unknown[] => {
      const data =
        kind === 'timechart'
          ? table('T:datetime name:string v:long', some)
          : table(
              'name:string v:long',
              some.map(([, name, value]) => [name, value]),
            );
      return layout(chart(data, render(kind)), options)
        .legend.map(({ name, color, dash }) => [name, color, dash])
        .sort();
    };
    for (const kind of ['timechart', 'columnchart', 'piechart']) {
      const there = looks(kind, rows);
      const back = rows.toReversed().map(([at, name, value]) => [at, name, value ** 3] as const);
      assert.deepEqual(looks(kind, back), there);
      if (kind !== 'columnchart')
        assert.deepEqual(
          there,
          ['a', 'b', 'c'].map((name, i) => [name, theme.palette[i], undefined]),
        );
    }
  });

  it('stands alone with title, legend and notes', () => {
    const scene = layout(chart(perComputer, render('timechart', { title: 'Load & more' })), { ...options, standalone: true });
    const found = texts(scene);
    for (const expected of ['Load & more', 'web', 'db']) assert.ok(found.includes(expected), expected);
  });

  it('has dashes from the eighth line on, and from the second in high contrast', () => {
    const rows = Array.from({ length: 9 }, (_, index) => [iso(0), `s${index}`, index]);
    const made = chart(table('T:datetime s:string v:long', rows), render('timechart'));
    const dashed = (highContrast: boolean): number =>
      layout(made, { ...options, theme: { ...theme, highContrast } }).legend.findIndex(({ dash }) => dash !== undefined);
    assert.deepEqual([dashed(false), dashed(true)], [7, 1]);
  });

  it('gives a bar chart the height that its bars need', () => {
    const rows = Array.from({ length: 20 }, (_, index) => [`s${index}`, index]);
    const made = chart(table('s:string v:long', rows), render('barchart'));
    const scene = layout(made, { ...options, height: usualHeight(made) });
    assert.deepEqual(scene.notes, []);
    assert.equal(parts(paths(scene, 'v')[0]), 19, 'all but the bar of zero');
  });
});

describe('a stack', () => {
  const series = [
    {
      name: 'a',
      points: [
        { x: 1, y: 2 },
        { x: 2, y: -1 },
        { x: 3, y: 4 },
      ],
    },
    {
      name: 'b',
      points: [
        { x: 1, y: 3 },
        { x: 1, y: 3 },
        { x: 2, y: -2 },
      ],
    },
  ];
  it('adds up each x, below zero apart, and counts what is missing as zero', () => {
    const { xs, layers } = stackSeries(series, 'stacked');
    assert.deepEqual(xs, [1, 2, 3]);
    assert.deepEqual(
      layers.map(({ low, high }) => [[...low], [...high]]),
      [
        [
          [0, 0, 0],
          [2, -1, 4],
        ],
        [
          [2, -1, 4],
          [8, -3, 4],
        ],
      ],
    );
    assert.ok(Number.isNaN(layers[1]?.own[2]));
  });
  it('makes parts of 100', () => {
    assert.deepEqual([...(stackSeries(series, 'stacked100').layers[1]?.high ?? [])].map(Math.round), [100, -100, 100]);
  });
});

describe('the summary', () => {
  it('says kind, series, range and extremes', () => {
    assert.equal(
      summary(chart(perComputer, render('timechart', { title: 'Load' })), 'Europe/Madrid'),
      'Time chart “Load” of 2 series (web, db), TimeGenerated from Tue 9 Jun 2026 00:00 to Tue 9 Jun 2026 00:10 (Europe/Madrid), ' +
        'lowest 1 at Tue 9 Jun 2026 00:00, highest 30 at Tue 9 Jun 2026 00:10.',
    );
    assert.equal(
      summary(chart(perOperation, render('piechart')), 'UTC'),
      'Pie chart of 3 parts, lowest 10 at GET /, highest 30 at POST /login.',
    );
    assert.equal(summary(chart(table('n:long', [[1234]]), render('card')), 'UTC'), 'Card: n 1,234.');
  });
});
