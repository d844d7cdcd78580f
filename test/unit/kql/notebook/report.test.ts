import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printOutput } from '../../../../src/kql/notebook/keptBlocks';
import { limitOutput } from '../../../../src/kql/notebook/limitOutput';
import { markdownTable } from '../../../../src/kql/notebook/markdownTable';
import { reportOf, type ReportCell, type ReportOptions } from '../../../../src/kql/notebook/report';
import type { CellResult } from '../../../../src/model/cellResult';
import { cellResult } from './notebooks';

const now = Date.UTC(2026, 5, 9, 7, 0);
const result: CellResult = {
  version: 1,
  id: 'r1',
  source: 'Log Analytics: logs',
  ranAt: now + 5_400,
  milliseconds: 1234,
  time: { from: 'range', text: 'last 24 hours' },
  timeZone: 'Europe/Madrid',
  tables: [
    {
      name: 'PrimaryResult',
      columns: [
        { name: 'Name', type: 'string' },
        { name: 'n', type: 'long' },
      ],
      rows: Array.from({ length: 60 }, (_, index) => [`row ${index}`, index]),
      totalRows: 1234,
    },
  ],
  notices: ['A notice.'],
  failures: [],
};
const options: ReportOptions = { now, exportedAt: now, timeZone: 'Europe/Madrid', mostRows: 50, imageFolder: 'check images' };
const report = (cells: readonly ReportCell[], more: Partial<ReportOptions> = {}) =>
  reportOf(
    {
      title: 'morning_check',
      connection: 'Log Analytics: logs',
      time: { kind: 'last', milliseconds: 86_400_000 },
      cells,
    },
    { ...options, ...more },
  );

describe('reportOf', () => {
  it('says what it is of, when it was exported and what is missing in it', () => {
    const { markdown } = report([
      { kind: 'text', text: '## As *it* is' },
      { kind: 'query', text: 'T | take 1' },
      { kind: 'query', text: 'U', problem: 'The table U is not known.' },
      { kind: 'query', text: 'V', result, isStale: true },
    ]);
    assert.equal(
      markdown.slice(0, markdown.indexOf('| Name |')),
      [
        '# morning\\_check',
        '',
        '- Connection: Log Analytics: logs',
        '- Time range: last 24 hours, to 9 Jun 2026 09:00 \\(Europe/Madrid\\)',
        '- Exported: 9 Jun 2026 09:00 \\(Europe/Madrid\\)',
        '- **2 queries have no result**',
        '- **1 result is stale**',
        '',
        '## As *it* is',
        '',
        '```kusto\nT | take 1\n```',
        '',
        '*This query did not run.*',
        '',
        '```kusto\nU\n```',
        '',
        '**Failed:** The table U is not known.',
        '',
        '```kusto\nV\n```',
        '',
        'Log Analytics: logs, run 9 Jun 2026 09:00:05 \\(Europe/Madrid\\) in 1.2 s. Time: last 24 hours.',
        '',
        '**STALE:** the query or something that it uses has changed since it ran.',
        '',
        '- A notice.',
        '',
        'First 50 of 1,234 rows.',
        '',
        '',
      ].join('\n'),
    );
    assert.match(markdown, /\| row 49 \| 49 \|\n$/);
  });

  it('marks a partial answer with its reasons', () => {
    const failures = [
      { source: 'logs', kind: 'partial', message: 'One <b>shard</b> is away.', nextAction: 'Run it again.' },
    ] as const;
    const { markdown } = report([{ kind: 'query', text: 'T', result: { ...result, failures } }]);
    assert.match(
      markdown,
      /> \*\*PARTIAL:\*\* a part of the answer is missing\.\n>\n> - One \\<b\\>shard\\<\/b\\> is away\. Run it again\.\n/,
    );
  });

  it('links a picture of what can be drawn', () => {
    const render = { visualization: 'timechart', properties: {} };
    const cells: readonly ReportCell[] = [
      { kind: 'query', text: 'T', result: { ...result, render } },
      { kind: 'query', text: 'T', result },
    ];
    const { markdown, images } = report(cells, {
      chartSvg: (table, { visualization }) => `<svg>${visualization} ${table.name}</svg>`,
    });
    assert.deepEqual(images, [{ path: 'check images/query-1.svg', svg: '<svg>timechart PrimaryResult</svg>' }]);
    assert.match(markdown, /!\[timechart of query 1\]\(<check%20images\/query-1\.svg>\)/);
    const drawnNothing = report(cells, { chartSvg: () => undefined });
    assert.deepEqual(drawnNothing.images, []);
    assert.doesNotMatch(drawnNothing.markdown, /!\[/);
  });

  it('says how many rows there are', () => {
    const table = result.tables[0]!;
    const words = (rows: number, totalRows: number): string => {
      const tables = [{ ...table, rows: table.rows.slice(0, rows), totalRows }];
      return /^(.*rows?)\.$/m.exec(report([{ kind: 'query', text: 'T', result: { ...result, tables } }]).markdown)?.[1] ?? '';
    };
    assert.deepEqual([words(0, 0), words(1, 1), words(2, 2), words(2, 9)], ['No rows', '1 row', '2 rows', 'First 2 of 9 rows']);
  });

  it('keeps a cell from running into the next one', () => {
    const { markdown } = report([
      { kind: 'text', text: '\n~~~~ js\nopen' },
      { kind: 'query', text: '```\nx', name: 'a' },
    ]);
    assert.match(markdown, /\n\n~~~~ js\nopen\n~~~~\n\nResult \*\*a\*\*:\n\n````kusto\n```\nx\n````\n/);
  });

  it('has pictures of text cells inside', () => {
    const attachments = { 'a b.png': { 'image/png': 'AAAA' } };
    const { markdown } = report([{ kind: 'text', text: '![x](attachment:a%20b.png) ![y](attachment:c.png)', attachments }]);
    assert.match(markdown, /!\[x\]\(data:image\/png;base64,AAAA\) !\[y\]\(attachment:c\.png\)/);
  });
});

describe('markdownTable', function () {
  this.timeout(60_000);
  const columns = [{ name: 'a|b', type: 'string' }] as const;
  const cellOf = (value: string): string => markdownTable(columns, [[value]], { most: 1 }).split('\n')[2] ?? '';

  const escaped: readonly (readonly [text: string, cell: string])[] = [
    ['a|b', 'a\\|b'],
    ['a\r\nb\u2028c', 'a b c'],
    ['`x`', '\\`x\\`'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y\\>'],
    ['![x](https://x.example)', '\\!\\[x\\]\\(https\\://x.example\\)'],
    ['command:sre.run', 'command\\:sre.run'],
    ['\\', '\\\\'],
    ['\u202eabc', '\ufffdabc'],
  ];
  for (const [value, cell] of escaped) {
    it(`shows ${JSON.stringify(value)} as it is`, () => assert.equal(cellOf(value), `| ${cell} |`));
  }

  it('has a line per row and no more rows than asked', () => {
    fc.assert(
      fc.property(cellResult, fc.nat(5), ({ tables }, most) => {
        for (const { columns: some, rows } of tables) {
          const lines = markdownTable(some, rows, { most }).split(/[\r\n\u2028\u2029]/);
          assert.equal(lines.length, 2 + Math.min(most, rows.length));
        }
      }),
    );
  });

  it('aligns numbers and writes null as nothing', () => {
    const numbers = [
      { name: 'n', type: 'long' },
      { name: 'd', type: 'dynamic' },
    ] as const;
    assert.equal(markdownTable(numbers, [[null, { a: 1 }]], { most: 9 }), '| n | d |\n| ---: | --- |\n|  | \\{"a":1\\} |');
  });
});

describe('limitOutput', function () {
  this.timeout(60_000);
  const size = (value: CellResult): number => new TextEncoder().encode(printOutput(value)).length;

  it('keeps what fits', () => {
    const whole = { ...result, tables: [{ ...result.tables[0]!, totalRows: 60 }] };
    assert.deepEqual(limitOutput(whole, 100_000), whole);
  });

  it('keeps the first rows and says how many', () => {
    const limited = limitOutput(result, 1500);
    const kept = limited.tables[0]!.rows.length;
    assert.ok(kept > 10 && kept < 60, `${kept} rows`);
    assert.ok(size(limited) <= 1500);
    assert.deepEqual(limited.tables[0]!.rows, result.tables[0]!.rows.slice(0, kept));
    assert.deepEqual(limited.notices, ['A notice.', `The file keeps the first ${kept} of 1,234 rows.`]);
    assert.equal(limited.tables[0]!.totalRows, 1234);
  });

  it('says it once', () => {
    const once = limitOutput(result, 1500);
    assert.deepEqual(limitOutput(once, 1500), once);
    assert.equal(limitOutput(once, 1300).notices.length, 2);
  });

  it('fits whatever the result, unless nothing is left to leave out', () => {
    fc.assert(
      fc.property(cellResult, fc.nat(20_000), (value, bytes) => {
        const limited = limitOutput(value, bytes);
        const rows = limited.tables.reduce((sum, table) => sum + table.rows.length, 0);
        assert.ok(size(limited) <= bytes || (rows === 0 && (limited.statistics === undefined || size(limited) <= bytes)));
      }),
      { numRuns: 500 },
    );
  });
});
