import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadCsv } from '../../../../src/kql/engine/load/csv';
import { ResultTable } from '../../../../src/kql/engine/result';
import type { Cell, ColumnType, QueryTable } from '../../../../src/model/query';
import { copyText } from '../../../../src/results/formats/copyText';
import { uniqueNames } from '../../../../src/results/formats/uniqueNames';
import { everyType, tables } from './sampleTable';

const column = (type: ColumnType, ...cells: readonly Cell[]): QueryTable => ({
  name: 'one',
  columns: [{ name: 'c', type }],
  rows: cells.map((cell) => [cell]),
});

/** Fields of a text with quotes, read without the code that wrote it. */
function fieldsOf(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let [row, field, quoted] = [[] as string[], '', false];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[i + 1] === '"') field += text[++i]!;
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === delimiter) [row, field] = [[...row, field], ''];
    else if (character === '\r') [rows[rows.length], row, field, i] = [[...row, field], [], '', i + 1];
    else field += character;
  }
  return rows;
}

describe('a table as CSV and tab-separated text', () => {
  const cases: readonly (readonly [what: string, type: ColumnType, cell: Cell, csv: string])[] = [
    ['a plain text', 'string', 'a b', 'a b'],
    ['a comma', 'string', 'a,b', '"a,b"'],
    ['quotes', 'string', 'say "x"', '"say ""x"""'],
    ['a line break', 'string', 'a\nb', '"a\nb"'],
    ['a formula', 'string', '=1+1', "'=1+1"],
    ['a formula that calls', 'string', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula behind a tab', 'string', '\t=1', "'\t=1"],
    ['a full-width formula', 'string', '＝1', "'＝1"],
    ['a command', 'string', "-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['a text that is a negative number', 'string', '-5.5', '-5.5'],
    ['a text that is a dash', 'string', '-', '-'],
    ['a formula in a dynamic value', 'dynamic', '=1+1', "'=1+1"],
    ['a negative number', 'long', -5, '-5'],
    ['a long beyond 2^53', 'long', '-9223372036854775808', '-9223372036854775808'],
    ['a negative timespan', 'timespan', '-00:05:00', '-00:05:00'],
    ['an infinity', 'real', '-Infinity', '-Infinity'],
    ['a bag', 'dynamic', { a: 1 }, '"{""a"":1}"'],
    ['true', 'bool', true, 'true'],
    ['nothing, which is a row all the same', 'long', null, '""'],
  ];
  for (const [what, type, cell, csv] of cases) {
    it(`writes ${what}`, () => assert.equal(copyText(column(type, cell), 'csv'), `c\r\n${csv}\r\n`));
  }

  it('guards names of columns, which data may choose', () => {
    const table: QueryTable = {
      name: 't',
      columns: [
        { name: '=x', type: 'long' },
        { name: 'a,b', type: 'long' },
      ],
      rows: [],
    };
    assert.equal(copyText(table, 'csv'), `'=x,"a,b"\r\n`);
  });

  it('separates by tabs and puts tabs in quotes', () => {
    const table: QueryTable = { name: 't', columns: everyType.columns.slice(0, 2), rows: [[true, null]] };
    assert.equal(copyText(table, 'tsv'), 'flag\tsmall\r\ntrue\t\r\n');
    assert.equal(copyText(column('string', 'a\tb,c'), 'tsv'), 'c\r\n"a\tb,c"\r\n');
  });

  for (const [format, delimiter] of [
    ['csv', ','],
    ['tsv', '\t'],
  ] as const) {
    it(`can be read again as ${format}`, () => {
      const isWritten = (field: string, text: string): void =>
        assert.ok(field === text || field === `'${text}`, `${field} for ${text}`);
      fc.assert(
        fc.property(tables, (table) => {
          const [head, ...rows] = fieldsOf(copyText(table, format), delimiter);
          head!.forEach((field, place) => isWritten(field, table.columns[place]!.name));
          assert.equal(rows.length, table.rows.length);
          rows.forEach((fields, i) =>
            fields.forEach((field, place) => {
              const cell = table.rows[i]![place] ?? null;
              const text = cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
              isWritten(field, text);
            }),
          );
        }),
      );
    });
  }

  it('is loaded by the engine with the same rows', async () => {
    const columns = everyType.columns.filter(({ name }) => name !== 'text' && name !== 'bag');
    const places = columns.map(({ name }) => everyType.columns.findIndex((each) => each.name === name));
    const table = { columns, rows: everyType.rows.map((row) => places.map((place) => row[place] ?? null)) };
    const { table: loaded } = await loadCsv(() => [Buffer.from(copyText(table, 'csv'))], { schema: columns });
    const read = new ResultTable(loaded).rows().map((row) => row.map((cell) => (cell === '12.5' ? '12.50' : cell)));
    assert.deepEqual(read, table.rows);
  });
});

describe('a table as JSON', () => {
  it('has an object per row, and a number behind a name that comes again', () => {
    const table: QueryTable = {
      name: 't',
      columns: [
        { name: 'a', type: 'long' },
        { name: 'a', type: 'string' },
        { name: '__proto__', type: 'dynamic' },
      ],
      rows: [
        [1, 'x', { b: [null] }],
        ['9007199254740993', '', null],
      ],
    };
    const text = copyText(table, 'json');
    assert.equal(text.split('\n')[1], '  {"a":1,"a_2":"x","__proto__":{"b":[null]}},');
    const [first, second] = JSON.parse(text) as Readonly<Record<string, unknown>>[];
    assert.equal(first!['a_2'], 'x');
    assert.equal(second!['a'], '9007199254740993');
  });

  it('keeps every cell', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const read = JSON.parse(copyText(table, 'json')) as Readonly<Record<string, Cell>>[];
        const names = uniqueNames(table.columns.map(({ name }) => name));
        assert.deepEqual(
          read.map((row) => names.map((name) => Object.entries(row).find(([key]) => key === name)?.[1])),
          table.rows,
        );
      }),
    );
  });

  it('is an empty array without rows', () => assert.deepEqual(JSON.parse(copyText(column('long'), 'json')), []));
});

describe('a table as Markdown', () => {
  it('escapes whatever would be more than text', () => {
    const evil = '| <img src=x> [a](command:b) `c` **d** $e$ https://x.example www.y.example ![i](j)\nnext #1 @me ~~f~~ \\';
    const [, , row] = copyText(column('string', evil), 'markdown').split('\n');
    assert.equal(
      row,
      '| \\| \\<img src=x\\> \\[a\\]\\(command\\:b\\) \\`c\\` \\*\\*d\\*\\* \\$e\\$ https\\://x.example www\\.y.example ' +
        '\\!\\[i\\]\\(j\\) next \\#1 \\@me \\~\\~f\\~\\~ \\\\ |',
    );
  });

  it('is a table with numbers to the right', () => {
    const table = {
      columns: everyType.columns.slice(0, 2),
      rows: [
        [true, -5],
        [null, null],
      ],
    };
    assert.equal(copyText(table, 'markdown'), '| flag | small |\n| --- | ---: |\n| true | -5 |\n|  |  |\n');
  });

  it('has one line per row and the same number of cells in each', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const lines = copyText(table, 'markdown').split('\n');
        assert.equal(lines.length, table.rows.length + 3);
        for (const line of lines.slice(0, -1))
          assert.equal(line.replace(/\\./gu, '').split('|').length, table.columns.length + 2, line);
      }),
    );
  });
});

describe('names of columns', () => {
  it('are made unique without taking a name that another has', () => {
    assert.deepEqual(uniqueNames(['a', 'a', 'a_2', 'a', 'b']), ['a', 'a_3', 'a_2', 'a_4', 'b']);
  });
});
