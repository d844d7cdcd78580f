import assert from 'node:assert/strict';
import { clockLabel } from '../../../src/documents/clock';
import { displayWidth } from '../../../src/documents/displayWidth';
import { formatDuration, formatHoursMinutes, formatNumber, formatValue, unitOfMetric } from '../../../src/documents/format';
import { escapeMarkdown, toMarkdown } from '../../../src/documents/markdown';
import { toText } from '../../../src/documents/text';
import type { Block, ReadableDocument, Span } from '../../../src/model/document';
import type { Unit } from '../../../src/model/fact';
import { HOUR, MINUTE, parseIso } from '../../../src/model/time';

function documentOf(...blocks: Block[]): ReadableDocument {
  const fact = { id: 'f', label: 'F', value: 1, unit: 'count', provenance: [] } as const;
  return { title: 'Title', subtitle: 'Sub', demo: false, blocks, facts: { f: fact } };
}

const text = (words: string, style?: 'strong' | 'code'): Span => ({
  kind: 'text',
  text: words,
  ...(style === undefined ? {} : { style }),
});
const paragraph = (...spans: Span[]): Block => ({ kind: 'paragraph', spans });
const table = (columns: string[], ...rows: string[][]): Block => ({
  kind: 'table',
  label: 'T',
  columns,
  rows: rows.map((row) => row.map((cell) => [text(cell)])),
});
const body = (...blocks: Block[]): string =>
  toMarkdown(documentOf(...blocks))
    .replace('# Title\n\nSub\n\n', '')
    .trimEnd();

describe('markdown', () => {
  const hostile: readonly (readonly [text: string, escaped: string])[] = [
    ['[run](command:delete)', '\\[run\\]\\(command\\:delete\\)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['**bold** `code`', '\\*\\*bold\\*\\* \\`code\\`'],
    ['see https://evil.example', 'see https\\://evil.example'],
    ['www.evil.example', 'www\\.evil.example'],
    ['a@b.example', 'a\\@b.example'],
    ['$(trash)', '\\$\\(trash\\)'],
    ['a | b', 'a \\| b'],
    ['&lt;', '\\&lt;'],
    ['line\n# heading', 'line \\# heading'],
    ['\u202egnp.exe\u001b[31m', '\ufffdgnp.exe\ufffd\\[31m'],
  ];
  for (const [from, to] of hostile) it(`escapes ${JSON.stringify(from)}`, () => assert.equal(escapeMarkdown(from), to));

  it('keeps the start of a paragraph and of a list item from being markup', () => {
    assert.equal(body(paragraph(text('- item'))), '\\- item');
    assert.equal(body({ kind: 'list', items: [[text('1. one')], [text('    code')]] }), '- 1\\. one\n- code');
  });

  it('fences code by more backticks than it holds', () => assert.equal(body(paragraph(text('a``b', 'code'))), '```a``b```'));

  it('writes links only where it is told an address, and escapes the address', () => {
    const link: Span = { kind: 'link', to: { kind: 'alert', id: 'x' }, text: 'A]' };
    assert.equal(body(paragraph(link)), 'A\\]');
    assert.match(
      toMarkdown(documentOf(paragraph(link)), { linkFor: (to) => `http://h/${to.kind} >` }),
      /\[A\\\]\]\(<http:\/\/h\/alert%20%3E>\)/,
    );
    const fact: Span = { kind: 'fact', fact: 'f', text: '1', style: 'strong' };
    assert.match(toMarkdown(documentOf(paragraph(fact)), { factLinkFor: ({ id }) => `fact:${id}` }), /\[\*\*1\*\*\]\(<fact:f>\)/);
  });

  it('writes tables and details, and marks an embedded environment', () => {
    assert.equal(body(table(['A', 'B'], ['1|2', 'x'])), '| A | B |\n| --- | --- |\n| 1\\|2 | x |');
    assert.equal(body({ kind: 'details', summary: [text('More')], blocks: [paragraph(text('inside'))] }), '**More**\n\ninside');
    assert.match(toMarkdown({ ...documentOf(), demo: true }), /Demo: an embedded environment, not live data/);
  });
});

describe('terminal text', () => {
  it('aligns tables by columns on screen and keeps to the width', () => {
    const lines = toText(documentOf(table(['Name', 'Value'], ['日本', '1'], ['ab', 'a long cell that has to wrap somewhere'])), {
      width: 30,
    }).split('\n');
    assert.ok(
      lines.every((line) => displayWidth(line) <= 30),
      lines.join('\n'),
    );
    assert.ok(lines.includes('日本  1'), lines.join('\n'));
    assert.ok(lines.includes('ab    a long cell that has to'), lines.join('\n'));
  });

  it('writes records where a table cannot fit', () => {
    const columns = ['Aaaaaaaa', 'Bbbbbbbb', 'Cccccccc', 'Dddddddd'];
    const out = toText(documentOf(table(columns, ['11111111', '22222222', '33333333', '44444444'])), { width: 24 });
    assert.match(out, /Aaaaaaaa: 11111111\nBbbbbbbb: 22222222/);
  });

  it('has no colour codes unless asked, and never those of the data', () => {
    const hostile = documentOf({ kind: 'paragraph', tone: 'bad', spans: [text('\u001b[2Jboo')] });
    assert.ok(!toText(hostile).includes('\u001b'));
    assert.equal(toText(hostile, { color: true }).split('\u001b[31m').length, 2);
    assert.ok(!toText(hostile, { color: true }).includes('\u001b[2J'));
  });

  it('marks an embedded environment', () => assert.match(toText({ ...documentOf(), demo: true }), /^DEMO: /));
});

describe('words of values', () => {
  const wording = { timeZone: 'Asia/Kathmandu', now: parseIso('2026-03-10T12:00:00Z') };
  const values: readonly (readonly [value: number | string, unit: Unit, words: string])[] = [
    [90, 'percent', '90 %'],
    [8.437, 'seconds', '8.4 s'],
    [0.04, 'seconds', '0.04 s'],
    [12345.6, 'count', '12,346'],
    [1536, 'bytes', '1.5 KiB'],
    [3 * 1024 ** 3, 'bytesPerSecond', '3 GiB/s'],
    [2 * HOUR + 20 * MINUTE, 'duration', '2 h 20 min'],
    [parseIso('2026-03-10T02:00:00Z'), 'instant', '07:45'],
    [parseIso('2026-03-09T02:00:00Z'), 'instant', 'Mon 07:45'],
    [parseIso('2026-02-09T02:00:00Z'), 'instant', '9 Feb 2026 07:45'],
    ['as is', 'text', 'as is'],
  ];
  for (const [value, unit, words] of values) it(words, () => assert.equal(formatValue(value, unit, wording), words));

  it('rounds durations to what is worth reading', () => {
    assert.deepEqual([1_400, 59_000, 59.6 * MINUTE, 25 * HOUR].map(formatDuration), ['1 s', '59 s', '1 h', '1 d 1 h']);
    assert.deepEqual([0, 170 * MINUTE + 59_000, 31 * HOUR].map(formatHoursMinutes), ['0:00', '2:50', '31:00']);
    assert.deepEqual([0, 0.00012, 999.5, Number.NaN].map(formatNumber), ['0', '0.00012', '1,000', 'NaN']);
  });

  it('takes the local day for today, also when the clocks change', () => {
    const now = parseIso('2026-03-08T13:00:00Z');
    assert.equal(clockLabel(parseIso('2026-03-08T04:59:00Z'), 'America/New_York', now), 'Sat 23:59');
    assert.equal(clockLabel(parseIso('2026-03-08T05:00:00Z'), 'America/New_York', now), '00:00');
    assert.throws(() => clockLabel(0, 'No/Zone', now), /"No\/Zone"/);
  });

  it('reads the units of Azure Monitor', () =>
    assert.deepEqual(['Percent', 'MilliSeconds', 'CountPerSecond'].map(unitOfMetric), ['percent', 'milliseconds', 'count']));
});
