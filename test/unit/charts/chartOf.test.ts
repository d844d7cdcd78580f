import assert from 'node:assert/strict';
import type { Cell } from '../../../src/model/query';
import { chart, iso, perComputer, perOperation, pointsOf, reason, render, START, table } from './tables';

describe('chartOf', () => {
  it('takes the first datetime as x, text as series and numbers as y of a timechart', () => {
    const made = chart(perComputer, render('timechart', { title: 'Load' }));
    assert.deepEqual(pointsOf(made), {
      web: [
        [0, 1],
        [5, 2],
        [10, NaN],
      ],
      db: [
        [0, 10],
        [5, NaN],
        [10, 30],
      ],
    });
    const { kind, title, xTitle, yTitle, xKind, seriesInData, stacking, legend } = made;
    assert.deepEqual(
      { kind, title, xTitle, yTitle, xKind, seriesInData, stacking, legend },
      {
        kind: 'timechart',
        title: 'Load',
        xTitle: 'TimeGenerated',
        yTitle: 'avg_Value',
        xKind: 'time',
        seriesInData: 2,
        stacking: 'none',
        legend: true,
      },
    );
  });

  it('names series by all text columns, and by the y column where there are several', () => {
    const data = table('T:datetime Region:string Ok:bool p50:real p95:real', [
      [iso(0), 'west', true, 1, 2],
      [iso(0), '', null, 3, 4],
    ]);
    assert.deepEqual(Object.keys(pointsOf(chart(data, render('timechart')))), [
      'west, true: p50',
      'west, true: p95',
      '(empty), (null): p50',
      '(empty), (null): p95',
    ]);
    const named = chart(data, render('timechart', { series: 'Region', ycolumns: ['p95'], xcolumn: 'T' }));
    assert.deepEqual(Object.keys(pointsOf(named)), ['west', '(empty)']);
  });

  const kinds: readonly [kind: string, asked: string, stacking: string][] = [
    ['areachart', 'default', 'none'],
    ['areachart', 'unstacked', 'none'],
    ['areachart', 'stacked', 'stacked'],
    ['areachart', 'stacked100', 'stacked100'],
    ['stackedareachart', 'default', 'stacked'],
    ['columnchart', 'default', 'none'],
    ['columnchart', 'stacked', 'stacked'],
    ['barchart', 'stacked100', 'stacked100'],
    ['timechart', 'stacked', 'none'],
  ];
  for (const [kind, asked, stacking] of kinds) {
    it(`stacks ${kind} with kind=${asked}: ${stacking}`, () => {
      assert.equal(chart(perComputer, render(kind, { kind: asked })).stacking, stacking);
    });
  }

  it('takes numbers as x of a linechart', () => {
    const data = table('n:int name:string value:decimal', [
      [3, 'a', '1.5'],
      [1, 'a', '2.5'],
      [1, 'a', '0.5'],
    ]);
    const made = chart(data, render('linechart'));
    assert.equal(made.xKind, 'number');
    // Sorted by x; equal x stay as they came.
    assert.deepEqual(pointsOf(made), {
      a: [
        [1, 2.5],
        [1, 0.5],
        [3, 1.5],
      ],
    });
  });

  it('takes text as categories in the order of the rows', () => {
    for (const kind of ['columnchart', 'barchart', 'linechart']) {
      const made = chart(perOperation, render(kind));
      assert.deepEqual([made.xKind, made.categories], ['category', ['GET /', 'POST /login', 'GET /search']], kind);
      assert.deepEqual(pointsOf(made)['failed'], [
        [0, 1],
        [1, 2],
        [2, 3],
      ]);
    }
  });

  it('splits columns over time by a text column that comes first', () => {
    const rows = [0, 5].flatMap((minute) => ['info', 'error'].map((level): Cell[] => [level, iso(minute), minute + 1]));
    const made = chart(table('Level:string TimeGenerated:datetime count_:long', rows), render('columnchart'));
    assert.equal(made.xKind, 'time');
    assert.deepEqual(Object.keys(pointsOf(made)), ['info', 'error']);
  });

  it('puts bins of a number on an axis and scattered numbers beside each other', () => {
    const columns = 'n:int count_:long';
    const bins = table(columns, [
      [0, 5],
      [100, 3],
      [300, 1],
    ]);
    const codes = table(columns, [
      [200, 5],
      [404, 3],
      [500, 1],
    ]);
    assert.equal(chart(bins, render('columnchart')).xKind, 'number');
    assert.deepEqual(chart(codes, render('columnchart')).categories, ['200', '404', '500']);
    assert.equal(chart(bins, render('barchart')).xKind, 'category');
  });

  it('makes every number of a single row a category', () => {
    const made = chart(table('ok:long failed:long', [[90, 10]]), render('piechart'));
    assert.deepEqual(made.categories, ['ok', 'failed']);
    assert.deepEqual(
      made.series.map(({ points }) => points.map(({ y }) => y)),
      [[90, 10]],
    );
  });

  it('takes the first column of numbers alone for a piechart', () => {
    const made = chart(perOperation, render('piechart'));
    assert.deepEqual(Object.keys(pointsOf(made)), ['count_']);
    assert.deepEqual(made.categories, ['GET /', 'POST /login', 'GET /search']);
  });

  describe('arrays of make-series', () => {
    const times = [0, 5, 10].map(iso);
    const made = table('Computer:string avg_Value:dynamic TimeGenerated:dynamic', [
      ['web', [1, null, 3], times],
      ['db', ['NaN', 20, 30], times],
    ]);
    for (const kind of ['timechart', 'areachart', 'columnchart', 'scatterchart', 'stackedareachart']) {
      it(`are points in a ${kind}`, () => {
        const result = chart(made, render(kind));
        assert.equal(result.xKind, 'time');
        assert.deepEqual(pointsOf(result), {
          web: [
            [0, 1],
            [5, NaN],
            [10, 3],
          ],
          db: [
            [0, NaN],
            [5, 20],
            [10, 30],
          ],
        });
      });
    }

    it('are numbered without an axis', () => {
      const result = chart(table('name:string values:dynamic', [['a', [5, 6]]]), render('linechart'));
      assert.deepEqual(pointsOf(result), {
        a: [
          [0, 5],
          [1, 6],
        ],
      });
    });

    it('have anomalies where the named column is not zero', () => {
      const data = table('id:string num:dynamic T:dynamic flags:dynamic score:dynamic baseline:dynamic', [
        ['a', [1, 9, null, 2], [...times, iso(15)], [0, 1, -1, 0], [0, 3, 0, 0], [1, 1, 1, 1]],
      ]);
      const result = chart(data, render('anomalychart', { anomalycolumns: 'flags' }));
      assert.deepEqual(
        result.series.map(({ name, anomalies }) => [name, anomalies]),
        [
          ['a: num', [1]],
          ['a: score', undefined],
          ['a: baseline', undefined],
        ],
      );
    });

    it('have anomalies in the column that series_decompose_anomalies names itself', () => {
      const name = 'series_decompose_anomalies_num_ad_flag';
      const data = table(`num:dynamic T:dynamic ${name}:dynamic`, [[[1, 9], times.slice(0, 2), [0, -1]]]);
      assert.deepEqual(chart(data, render('anomalychart')).series[0]?.anomalies, [1]);
    });
  });

  it('reads numbers in every form that services send', () => {
    const values: readonly [type: string, cell: Cell, expected: number][] = [
      ['long', '9007199254740993', 9007199254740992],
      ['real', '-Infinity', NaN],
      ['real', 'NaN', NaN],
      ['decimal', '0.10', 0.1],
      ['timespan', '1.02:03:04.5000000', 93_784.5],
      ['timespan', '-00:00:01', -1],
      ['int', null, NaN],
      ['real', '1e3', 1000],
    ];
    for (const [type, cell, expected] of values) {
      const made = chart(table(`T:datetime v:${type} w:real`, [[iso(0), cell, 1]]), render('timechart', { ycolumns: 'v,w' }));
      assert.equal(made.series[0]?.points[0]?.y, expected, `${type} ${JSON.stringify(cell)}`);
    }
  });

  it('reads datetimes as UTC, with any number of digits, and leaves rows without one out', () => {
    const data = table('T:datetime v:long', [
      ['2026-06-08T22:00:00', 1],
      ['2026-06-08T22:01:00.1230000Z', 2],
      ['2026-06-08 22:02:00', 3],
      [null, 4],
    ]);
    const xs = chart(data, render('timechart')).series[0]?.points.map(({ x }) => x - START);
    assert.deepEqual(xs, [0, 60_123, 120_000]);
  });

  it('draws the largest series where there are more, in the order of the data', () => {
    const rows = ['a', 'b', 'c', 'd'].map((name, index): Cell[] => [iso(0), name, [1, -50, 2, 40][index] ?? 0]);
    const made = chart(table('T:datetime name:string v:long', rows), render('timechart'), 2);
    assert.deepEqual([Object.keys(pointsOf(made)), made.seriesInData], [['b', 'd'], 4]);
  });

  it('tells series apart whose names would be the same', () => {
    const data = table('T:datetime a:string b:string v:long', [
      [iso(0), 'x, y', 'z', 1],
      [iso(0), 'x', 'y, z', 2],
    ]);
    assert.deepEqual(Object.keys(pointsOf(chart(data, render('timechart')))), ['x, y, z', 'x, y, z (2)']);
  });

  it('adds up what came before with accumulate', () => {
    const made = chart(perComputer, render('timechart', { accumulate: true }));
    assert.deepEqual(pointsOf(made)['db'], [
      [0, 10],
      [5, NaN],
      [10, 40],
    ]);
  });

  it('reads properties in any case and in the forms of a service', () => {
    const properties = {
      yMin: 'NaN',
      YMax: '100',
      Legend: 'hidden',
      xAxis: 'log',
      yAxis: 'log',
      yTitle: 'y',
      XTitle: 'x',
      ySplit: 'panels',
    };
    const { yMin, yMax, legend, xScale, yScale, xTitle, yTitle } = chart(perComputer, render('TimeChart', properties));
    assert.deepEqual(
      { yMin, yMax, legend, xScale, yScale, xTitle, yTitle },
      { yMin: undefined, yMax: 100, legend: false, xScale: 'log', yScale: 'log', xTitle: 'x', yTitle: 'y' },
    );
  });

  it('shows the first row as cards', () => {
    const data = table('Requests:long Big:long P95:timespan At:datetime Ok:bool Nothing:string', [
      [1234567, '9007199254740993', '00:00:01.5', iso(0), true, null],
      [1, '1', '00:00:00', iso(0), false, 'x'],
    ]);
    assert.deepEqual(chart(data, render('card')).cards, [
      { value: '1,234,567', label: 'Requests' },
      { value: '9007199254740993', label: 'Big' },
      { value: '00:00:01.5', label: 'P95' },
      { value: '2026-06-08T22:00:00Z', label: 'At' },
      { value: 'true', label: 'Ok' },
      { value: '–', label: 'Nothing' },
    ]);
  });

  const notDrawn: readonly [visualization: string, properties: Record<string, Cell>, words: RegExp][] = [
    ['ladderchart', {}, /^ladderchart is not drawn; the rows are in the table\.$/],
    ['table', {}, /asks for a table/],
    ['treemap', {}, /treemap is not drawn/],
    ['piechart', { kind: 'map' }, /piechart on a map is not drawn/],
    ['timechart', { ycolumns: 'nothing' }, /names the column nothing, which the result does not have/],
    ['timechart', {}, /timechart needs a datetime column/],
  ];
  for (const [visualization, properties, words] of notDrawn) {
    it(`says why ${visualization} ${JSON.stringify(properties)} is not drawn`, () => {
      assert.match(reason(perOperation, render(visualization, properties)), words);
    });
  }

  it('says that there are no rows, no numbers or no values', () => {
    assert.match(reason(table('T:datetime v:long', []), render('timechart')), /no rows/);
    assert.match(reason(table('T:datetime s:string', [[iso(0), 'x']]), render('timechart')), /needs a column of numbers/);
    assert.match(reason(table('T:datetime v:real', [[iso(0), 'NaN']]), render('timechart')), /no values/);
  });
});
