import fc from 'fast-check';
import type { NotebookCell, NotebookFile } from '../../../../src/kql/notebook/notebookFile';
import type { AppliedTime, CellResult, ResultTable } from '../../../../src/model/cellResult';
import type { Failure } from '../../../../src/model/failure';
import type { Cell, ColumnType } from '../../../../src/model/query';
import type { QueryConnection, TimeRange } from '../../../../src/model/queryConnection';

/** Pieces that a careless format would trip over. */
const pieces = [
  '---',
  'kqlnb: 1',
  'kqlnb: 2',
  'time: last 24h',
  '```',
  '````',
  '`````',
  '```kusto',
  '```kql name=a',
  '````csl',
  '```ask',
  '```ask window-1=a',
  '````ASK escaped',
  '```asking',
  '   ```',
  '    ```',
  '~~~',
  '~~~~ kusto',
  '<!-- cell -->',
  '<!-- text -->',
  '<!-- /text -->',
  '<!-- text 2 -->',
  '<!-- /text 2 -->',
  '<!-- /text 3 -->',
  '<!-- text escaped -->',
  '<!-- attachments',
  '<!-- output',
  '-->',
  '{}',
  '<<<<<<<',
  '<<<<<<< HEAD',
  '>>>>>>> main',
  '|||||||',
  '=======',
  '\\',
  '\\u000d',
  '\\\\',
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '\r\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\ufeff',
  '\u0000',
  '\ud83d\ude00',
  '\ud83d',
  '\ude00',
  '\t',
  ' ',
  '  ',
  'AppRequests | take 5',
  "let s = '```';",
  '// note',
  '"',
  "'",
  'é',
  'x'.repeat(3000),
  '`',
  '``',
  '-',
  '$',
  '{"a":1}',
  '\u00a0',
  '\f',
  '\v',
  '\u200b',
];

export const nastyText = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 5 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

/** Text without line breaks at all, or with one kind of them. */
const tidyText = fc
  .tuple(fc.array(fc.constantFrom('a', '', '```', '# head', 'T | take 1', '  '), { maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, lineBreak]) => lines.join(lineBreak));

const word = fc.oneof(nastyText, fc.string({ minLength: 1, maxLength: 8 })).filter((text) => text !== '');
const guid = fc.uuid();
const segment = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => !/[/\r\n]/.test(text));
const armId = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => `/subscriptions/${parts.join('/')}`);
const cluster = fc.constantFrom(
  'https://help.kusto.windows.net',
  'https://a.westeurope.kusto.windows.net:8443',
  'http://localhost:8080',
  'http://127.0.0.1:9000',
  'http://[::1]:9000',
);

export const connection: fc.Arbitrary<QueryConnection> = fc.oneof(
  fc.constantFrom<QueryConnection>({ kind: 'logs' }, { kind: 'graph' }),
  fc.oneof(guid, armId).map((id): QueryConnection => ({ kind: 'workspace', id })),
  armId.map((id): QueryConnection => ({ kind: 'resource', id })),
  fc.tuple(cluster, word).map(([origin, database]): QueryConnection => ({ kind: 'adx', cluster: origin, database })),
  fc.array(word, { maxLength: 3 }).map((paths): QueryConnection => ({ kind: 'files', paths })),
);

const latest = 8_640_000_000_000_000;
const window = fc
  .oneof(
    fc.tuple(fc.integer({ min: -latest, max: latest - 1 }), fc.integer({ min: 1, max: 86_400_000_000 })),
    fc.tuple(
      fc.integer({ min: 0, max: 2e9 }).map((s) => s * 1000),
      fc.constantFrom(1, 999, 1000, 3_600_000),
    ),
  )
  .map(([from, length]) => ({ from, to: Math.min(latest, from + length) }));

export const timeRange: fc.Arbitrary<TimeRange> = fc.oneof(
  fc
    .oneof(
      fc.integer({ min: 1, max: 400 }).map((n) => n * 3_600_000),
      fc.maxSafeInteger().filter((n) => n > 0),
    )
    .map((milliseconds): TimeRange => ({ kind: 'last', milliseconds })),
  window.map((between): TimeRange => ({ kind: 'between', window: between })),
  fc.tuple(window, nastyText).map(([between, label]): TimeRange => ({ kind: 'incident', window: between, label })),
);

const types: readonly ColumnType[] = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'string',
  'guid',
  'dynamic',
];
const cell: fc.Arbitrary<Cell> = fc.oneof(
  nastyText,
  fc.jsonValue({ maxDepth: 2, noUnicodeString: false }) as fc.Arbitrary<Cell>,
  fc.constantFrom<Cell>(null, true, -0, 0, 1.5, 1e300, '-->', '<!-- output', '--!>'),
);
const table: fc.Arbitrary<ResultTable> = fc.integer({ min: 0, max: 4 }).chain((width) =>
  fc.record({
    name: nastyText,
    columns: fc.array(fc.record({ name: nastyText, type: fc.constantFrom(...types) }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 4 }),
    totalRows: fc.nat().map((more) => more + 4),
  }),
);
const appliedTime: fc.Arbitrary<AppliedTime> = fc.oneof(
  fc.record({ from: fc.constantFrom('range' as const, 'default' as const), window, text: nastyText }),
  fc.record({ from: fc.constantFrom('query' as const, 'none' as const), text: nastyText }),
);
const failure: fc.Arbitrary<Failure> = fc.record(
  {
    source: fc.constantFrom('logs' as const, 'clusters' as const),
    kind: fc.constantFrom('partial' as const, 'timeout' as const),
    message: nastyText,
    nextAction: nastyText,
    status: fc.nat(),
  },
  { requiredKeys: ['source', 'kind', 'message', 'nextAction'] },
);
const properties = fc.dictionary(fc.string({ maxLength: 6 }), cell, { maxKeys: 3 });

export const cellResult: fc.Arbitrary<CellResult> = fc.record(
  {
    version: fc.constant(1 as const),
    id: fc.string(),
    source: nastyText,
    ranAt: fc.nat(),
    milliseconds: fc.nat(),
    time: appliedTime,
    timeZone: fc.constantFrom('Europe/Madrid', 'UTC'),
    tables: fc.array(table, { maxLength: 2 }),
    notices: fc.array(nastyText, { maxLength: 2 }),
    failures: fc.array(failure, { maxLength: 2 }),
    render: fc.record({ visualization: fc.string(), properties }),
    statistics: fc.record({ seconds: fc.nat(), detail: properties }, { requiredKeys: ['detail'] }),
  },
  { requiredKeys: ['version', 'id', 'source', 'ranAt', 'milliseconds', 'time', 'timeZone', 'tables', 'notices', 'failures'] },
);

const base64 = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const attachments = fc.dictionary(
  nastyText,
  fc.dictionary(fc.constantFrom('image/png', 'image/svg+xml', '-->'), fc.oneof(base64, nastyText), { maxKeys: 2 }),
  { maxKeys: 3 },
);

const notebookCell = (text: fc.Arbitrary<string>): fc.Arbitrary<NotebookCell> =>
  fc.oneof(
    { weight: 4, arbitrary: text.map((value): NotebookCell => ({ kind: 'text', text: value })) },
    { weight: 4, arbitrary: text.map((value): NotebookCell => ({ kind: 'query', text: value })) },
    fc.record({ kind: fc.constant('text' as const), text, attachments }),
    fc.record(
      {
        kind: fc.constant('query' as const),
        text,
        name: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
        connection,
        asked: fc.stringMatching(/^[0-9a-f]{8}$/),
        output: cellResult,
      },
      { requiredKeys: ['kind', 'text'] },
    ),
    fc.record(
      {
        kind: fc.constant('question' as const),
        text,
        choices: fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,8}-[0-9]{1,3}$/), fc.oneof(nastyText, fc.string()), {
          minKeys: 1,
          maxKeys: 3,
        }),
      },
      { requiredKeys: ['kind', 'text'] },
    ),
  );

const otherLine = fc.constantFrom(
  '',
  '# a comment',
  'owner: sre',
  '  nested: true',
  'kqlnb',
  'tags: [a, b]',
  '--- ---',
  '\u2028',
  'time for tea',
  ' time: later',
  'émoji 😀',
);

export const notebook: fc.Arbitrary<NotebookFile> = fc.record(
  {
    connection,
    time: timeRange,
    cells: fc.oneof(fc.array(notebookCell(nastyText), { maxLength: 6 }), fc.array(notebookCell(tidyText), { maxLength: 6 })),
    otherLines: fc.array(otherLine, { maxLength: 3 }),
    hasByteOrderMark: fc.boolean(),
  },
  { requiredKeys: ['cells', 'otherLines', 'hasByteOrderMark'] },
);

export const emptyNotebook: NotebookFile = { cells: [], otherLines: [], hasByteOrderMark: false };
