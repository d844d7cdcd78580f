import assert from 'node:assert/strict';
import type { NotebookFile } from '../../../../src/kql/notebook/notebookFile';
import { decodeNotebook, parseNotebook } from '../../../../src/kql/notebook/parseNotebook';
import { encodeNotebook, printNotebook } from '../../../../src/kql/notebook/printNotebook';
import { emptyNotebook } from './notebooks';

const head = '---\nkqlnb: 1\n---\n';
const query = (text: string, more: object = {}) => ({ kind: 'query' as const, text, ...more });
const text = (value: string, more: object = {}) => ({ kind: 'text' as const, text: value, ...more });
const cellsOf = (body: string): NotebookFile['cells'] => parseNotebook(head + body).cells;

describe('parseNotebook', () => {
  it('reads an empty file as an empty notebook', () => {
    for (const file of ['', ' ', '\n\n', '\r\n\t']) assert.deepEqual(parseNotebook(file), emptyNotebook);
    assert.deepEqual(parseNotebook('\ufeff'), { ...emptyNotebook, hasByteOrderMark: true });
    assert.deepEqual(decodeNotebook(new Uint8Array()), emptyNotebook);
  });

  it('reads head, text, query, attributes', () => {
    const file = parseNotebook(
      [
        '---',
        'kqlnb: 1',
        'connection: workspace 0c9be1a4-5b0f-4d59-a7f1-7b1f5f1c2d22',
        'time: last 7d',
        'owner: platform',
        '---',
        '',
        '# Title',
        '',
        '```kusto name=errors connection="adx https://help.kusto.windows.net Samples"',
        'T | take 1',
        '```',
        '',
        '~~~~ text of another fence',
        '```kusto',
        '~~~~',
        '',
      ].join('\n'),
    );
    assert.deepEqual(file, {
      connection: { kind: 'workspace', id: '0c9be1a4-5b0f-4d59-a7f1-7b1f5f1c2d22' },
      time: { kind: 'last', milliseconds: 7 * 86_400_000 },
      otherLines: ['owner: platform'],
      hasByteOrderMark: false,
      cells: [
        text('# Title'),
        query('T | take 1', {
          name: 'errors',
          connection: { kind: 'adx', cluster: 'https://help.kusto.windows.net', database: 'Samples' },
        }),
        text('~~~~ text of another fence\n```kusto\n~~~~'),
      ],
    });
  });

  const bodies: readonly (readonly [title: string, body: string, cells: NotebookFile['cells']])[] = [
    ['kql for kusto', '```kql\na\n```\n', [query('a')]],
    ['csl for kusto', '````CSL\na\n```\n````\n', [query('a\n```')]],
    ['blanks before the language', '``` kusto\na\n```\n', [query('a')]],
    ['no blank lines around a query', 'x\n```kusto\na\n```\ny\n', [text('x'), query('a'), text('y')]],
    ['one blank line around a query', '\nx\n\n```kusto\na\n```\n\ny\n', [text('x'), query('a'), text('y')]],
    ['more blank lines', '\n\nx\n\n\n```kusto\na\n```\n', [text('\nx\n'), query('a')]],
    ['blank lines only', '\n\n\n```kusto\na\n```\n\n\n\n```kusto\nb\n```\n\n\n', [query('a'), query('b')]],
    ['no line break at the end', 'x', [text('x')]],
    ['CRLF', '\r\nx\r\n\r\n```kusto\r\na\r\nb\r\n```\r\n', [text('x'), query('a\r\nb')]],
    ['a query without lines', '```kusto\n```\n', [query('')]],
    ['a query with an empty line', '```kusto\n\n```\n', [query('')]],
    ['a separator', 'x\n<!-- cell -->\ny\n\n<!-- cell -->\n', [text('x'), text('y')]],
    ['a wrapped text', '<!-- text -->\n```kusto\n<!-- /text 2 -->\n<!-- /text -->\n', [text('```kusto\n<!-- /text 2 -->')]],
    ['an empty wrapped text', '<!-- text 7 -->\n<!-- /text 7 -->\n', [text('')]],
    [
      'escapes',
      '<!-- text escaped -->\n\\ud83d\\\\n\n<!-- /text -->\n```kusto escaped\na\\u000d\n```\n',
      [text('\ud83d\\n'), query('a\r')],
    ],
    ['an indented query, which is text', '1. x\n   ```kusto\n   a\n   ```\n', [text('1. x\n   ```kusto\n   a\n   ```')]],
    ['kusto as a part of a word', '```kustodian\na\n```\n', [text('```kustodian\na\n```')]],
    ['a query in a block of text', '````markdown\n```kusto\n```\n````\n', [text('````markdown\n```kusto\n```\n````')]],
    [
      'attachments',
      'x\n\n<!-- attachments\n{"a.png": {"image/png": ["AA", "BB"]}}\n-->\n',
      [text('x', { attachments: { 'a.png': { 'image/png': 'AABB' } } })],
    ],
  ];
  for (const [title, body, cells] of bodies) it(`takes ${title}`, () => assert.deepEqual(cellsOf(body), cells));

  const failures: readonly (readonly [title: string, file: string, line: number, problem: RegExp])[] = [
    ['another text', 'hello', 1, /begins with a line "---"/],
    ['JSON', '\n{"cells": []}', 1, /begins with/],
    ['JSON at once', '{"cells": []}', 1, /JSON and no KQL notebook.*imported/],
    ['an open head', '---\nkqlnb: 1\n', 1, /not closed/],
    ['no version', '---\ntime: last 1h\n---\n', 1, /no line "kqlnb: 1"/],
    ['a newer version', '---\nowner: me\nkqlnb: 3\n---\n', 3, /newer version.*format 3.*update/],
    ['an odd version', '---\nkqlnb: one\n---\n', 2, /"one" is no version/],
    ['a second time', '---\nkqlnb: 1\ntime: last 1h\ntime: last 2h\n---\n', 4, /more than one time/],
    ['an invalid time', '---\nkqlnb: 1\ntime: yesterday\n---\n', 3, /"yesterday" is no time range/],
    ['a time that ends first', '---\nkqlnb: 1\ntime: 2026-01-02T00:00:00Z .. 2026-01-01T00:00:00Z\n---\n', 3, /ends .* before/],
    ['an invalid connection', '---\nkqlnb: 1\n\nconnection: adx http://x.example Db\n---\n', 4, /must be reached by https/],
    ['an open query', `${head}x\n\`\`\`\`kusto\na\n\`\`\`\n`, 5, /query that begins here has no closing ````/],
    ['an open block of text', `${head}x\n~~~\n\`\`\`kusto\n\`\`\`\n`, 5, /code block that opens here is not closed/],
    ['an open wrapped text', `${head}<!-- text 2 -->\nx\n<!-- /text -->\n`, 4, /no line <!-- \/text 2 -->/],
    ['a wrapped text that only ends', `${head}x\n<!-- /text -->\n`, 5, /does not begin/],
    ['an unknown attribute', `${head}\`\`\`kusto title=x\n\`\`\`\n`, 4, /no attribute "title"/],
    ['a malformed attribute', `${head}\`\`\`kusto name="x\n\`\`\`\n`, 4, /expected name=VALUE/],
    ['a second name', `${head}\`\`\`kusto name=a name=b\n\`\`\`\n`, 4, /more than one name/],
    ['a name without value', `${head}\`\`\`kusto name\n\`\`\`\n`, 4, /name has no value/],
    ['a name that is none', `${head}\`\`\`kusto name=2nd\n\`\`\`\n`, 4, /"2nd" cannot name a result/],
    [
      'a cell with an invalid connection',
      `${head}\n\`\`\`kusto connection="resource contoso"\n\`\`\`\n`,
      5,
      /begins with \/subscriptions\//,
    ],
    ['a wrong escape', `${head}\`\`\`kusto escaped\n\\n\n\`\`\`\n`, 4, /backslash/],
    ['an output without query', `${head}x\n\n<!-- output\n{}\n-->\n`, 6, /does not follow a query/],
    ['attachments without text', `${head}\`\`\`kusto\n\`\`\`\n<!-- attachments\n{}\n-->\n`, 6, /do not follow a text/],
    ['a second output', `${head}\`\`\`kusto\n\`\`\`\n<!-- output\n{}\n-->\n`, 7, /cannot be read: it has no version/],
    ['an open output', `${head}\`\`\`kusto\n\`\`\`\n<!-- output\n{}\n`, 6, /not closed by a line -->/],
    [
      'broken JSON in an output',
      `${head}\`\`\`kusto\n\`\`\`\n<!-- output\n{\n  "version": 1,\n  "id" "x"\n}\n-->\n`,
      9,
      /not valid JSON: "\\"x\\""/,
    ],
    ['JSON that ends too early', `${head}\`\`\`kusto\n\`\`\`\n<!-- output\n{\n  "version": 1\n-->\n`, 8, /ends too early/],
    ['a newer output', `${head}\`\`\`kusto\n\`\`\`\n<!-- output\n{"version": 2}\n-->\n`, 7, /newer version/],
    ['a conflict', `${head}x\n\`\`\`kusto\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n\`\`\`\n`, 6, /merge conflict/],
    ['a conflict in the head', '---\n<<<<<<< HEAD\nkqlnb: 1\n---\n', 2, /merge conflict/],
    ['the rest of a conflict', `${head}a\r\n>>>>>>> main\r\n`, 5, /merge conflict/],
  ];
  for (const [title, file, line, problem] of failures) {
    it(`refuses ${title}`, () => {
      assert.throws(() => parseNotebook(file), { name: 'NotebookFormatError', line, message: problem });
      assert.throws(() => parseNotebook(file), { message: new RegExp(`^Line ${line}: `) });
    });
  }
});

describe('decodeNotebook', () => {
  it('keeps a byte order mark', () => {
    const bytes = encodeNotebook({ ...emptyNotebook, hasByteOrderMark: true });
    assert.deepEqual([...bytes.slice(0, 4)], [0xef, 0xbb, 0xbf, 0x2d]);
    assert.equal(decodeNotebook(bytes).hasByteOrderMark, true);
  });

  it('refuses what is not UTF-8, with the line', () => {
    const bytes = Buffer.concat([Buffer.from(`${head}é\n`), Buffer.from([0x61, 0xe9, 0x0a, 0x62])]);
    assert.throws(() => decodeNotebook(bytes), { name: 'NotebookFormatError', line: 5, message: /not valid UTF-8/ });
    assert.throws(() => decodeNotebook(Buffer.concat([Buffer.from(head), Buffer.from([0xc3])])), { line: 4 });
  });

  it('refuses UTF-16', () => {
    for (const order of ['\ufeff', '\ufffe']) {
      assert.throws(() => decodeNotebook(Buffer.from(order + head, 'utf16le')), { line: 1, message: /UTF-16; save it as UTF-8/ });
    }
  });
});

describe('printNotebook', () => {
  const printed = (cells: NotebookFile['cells']): string => printNotebook({ ...emptyNotebook, cells }).slice(head.length);

  it('writes what reads well', () => {
    assert.equal(
      printed([text('a'), text('b'), query('T'), query('')]),
      '\na\n\n<!-- cell -->\n\nb\n\n```kusto\nT\n```\n\n```kusto\n```\n',
    );
  });

  it('wraps only the text that needs it', () => {
    assert.equal(printed([text('```kusto')]), '\n<!-- text -->\n```kusto\n<!-- /text -->\n');
    assert.equal(printed([text('<!-- /text -->')]), '\n<!-- text 2 -->\n<!-- /text -->\n<!-- /text 2 -->\n');
    assert.equal(printed([text('a\n'), query('T')]), '\na\n\n\n```kusto\nT\n```\n');
    assert.equal(printed([text('')]), '\n<!-- text -->\n<!-- /text -->\n');
  });

  it('makes the fence longer than any in the query', () => {
    assert.equal(printed([query('let a = ```\nx\n  ````')]), '\n`````kusto\nlet a = ```\nx\n  ````\n`````\n');
  });

  it('writes CRLF where all cells have it', () => {
    assert.match(printNotebook({ ...emptyNotebook, cells: [query('a\r\nb'), text('c')] }), /^(?:[^\r\n]*\r\n)*$/);
    assert.doesNotMatch(printNotebook({ ...emptyNotebook, cells: [query('a\nb\r\nc')] }), /---\r/);
  });

  it('does not write a file that could not be opened', () => {
    const bad: readonly NotebookFile[] = [
      { ...emptyNotebook, otherLines: ['---'] },
      { ...emptyNotebook, otherLines: ['time: last 1h'] },
      { ...emptyNotebook, otherLines: ['a\nb'] },
      { ...emptyNotebook, cells: [query('', { name: 'a b' })] },
      { ...emptyNotebook, connection: { kind: 'resource', id: 'x' } },
      { ...emptyNotebook, time: { kind: 'last', milliseconds: 0 } },
    ];
    for (const file of bad) assert.throws(() => printNotebook(file), RangeError);
  });
});
