import assert from 'node:assert/strict';
import type { ParsePart } from '../../../../src/kql/engine/plan.js';
import { col, plan, rows, run } from './plans.js';

/** `* "a=" a:long`: constants are quoted, a column without a type is a string. */
function pattern(source: string): ParsePart[] {
  return Array.from(source.matchAll(/\*|"([^"]*)"|(\w+)(?::(\w+))?/g), ([whole, text, name, type = 'string']): ParsePart => {
    if (whole === '*') return { kind: 'star' };
    return text === undefined ? ({ kind: 'column', name, type } as ParsePart) : { kind: 'text', text };
  });
}

interface ParseCase {
  readonly text: string;
  readonly with: string;
  readonly mode?: 'simple' | 'relaxed' | 'regex';
  readonly flags?: string;
  readonly want: readonly unknown[] | 'none';
}

const cases: readonly ParseCase[] = [
  { text: 'level=err msg', with: '"level=" level " " body', want: ['err', 'msg'] },
  { text: 'x level=err', with: '"level=" level', want: ['none'] },
  { text: 'x level=err y', with: '* "level=" level " " *', want: ['err'] },
  { text: 'a;b;c', with: 'first ";" rest', want: ['a', 'b;c'] },
  { text: 'a;b;c;', with: 'first ";" rest ";"', want: ['a', 'b;c'] },
  { text: '(n=5)', with: '* "n=" n:long ")"', want: [5] },
  { text: 'n=5 more', with: '* "n=" n:long', want: ['none'] },
  { text: 'n=5, m=6', with: '"n=" n:long * "m=" m:int', want: [5, 6] },
  { text: 'n=x, m=6', with: '"n=" n:long * "m=" m:int', want: ['none'] },
  { text: 'n=x, m=6', with: '"n=" n:long ", m=" m:int', mode: 'relaxed', want: [null, 6] },
  { text: 'at 2026-11-17 02:45:00 x', with: '"at " t:datetime *', want: ['2026-11-17T02:45:00.0000000Z'] },
  { text: 'a\nb=1', with: '* "b=" b:int', want: [1] },
  { text: '3.5 s', with: 'd:real " s"', want: [3.5] },
  { text: 'a=1,b=2,c', with: '* "a=" a "," *', mode: 'regex', want: ['1,b=2'] },
  { text: 'a=1,b=2,c', with: '* "A=" a "," *', mode: 'regex', flags: 'Ui', want: ['1'] },
  { text: 'n=12, x', with: '"(.*?)n=" n:long *', mode: 'regex', want: [12] },
  { text: 'n=12, x', with: '"(.*?)n=" n:long *', mode: 'regex', flags: 'U', want: [12] },
  { text: 'a=1\nb', with: '* "a=" a', mode: 'regex', want: ['none'] },
  { text: 'a=1\nb', with: '* "a=" a', mode: 'regex', flags: 's', want: ['1\nb'] },
  { text: 'cat: x', with: '"cat|dog" ": " a', mode: 'regex', want: ['x'] },
];

describe('parse', () => {
  for (const { text, with: source, mode = 'simple', flags = '', want } of cases) {
    const input = rows('s:string', [text]);
    const parse = (op: 'parse' | 'parse-where'): ReturnType<typeof run> =>
      run(plan({ op, input, mode, flags, expr: col('s'), parts: pattern(source) }));
    it(`${mode} ${flags} ${source} of ${JSON.stringify(text)}`, () => {
      const matches = want[0] !== 'none';
      const [row] = parse('parse').rows;
      if (matches) assert.deepEqual(row?.slice(1), want);
      else assert.ok(row?.slice(1).every((value) => value === null || value === ''));
      assert.equal(parse('parse-where').rows.length, matches ? 1 : 0);
    });
  }

  it('replaces a column of the same name and keeps the others', () => {
    const input = rows('s:string, n:long', ['a=1', 7], ['b', 8]);
    const { columns, rows: found } = run(
      plan({ op: 'parse', input, mode: 'simple', flags: '', expr: col('s'), parts: pattern('"a=" s:int') }),
    );
    assert.deepEqual(columns, ['s:int', 'n:long']);
    assert.deepEqual(found, [
      [1, 7],
      [null, 8],
    ]);
  });
});

describe('parse-kv', () => {
  const input = (text: string): ReturnType<typeof rows> => rows('s:string', [text]);
  const read = (text: string, columns: string, properties: Record<string, unknown> = {}): readonly unknown[] => {
    const declared = columns.split(', ').map((column) => {
      const [name, type = 'string'] = column.split(':');
      return { name, type };
    });
    return run(plan({ op: 'parse-kv', input: input(text), expr: col('s'), columns: declared, properties })).rows[0]!.slice(1);
  };
  const spaced = { pairDelimiter: ' ', kvDelimiter: '=' };
  const table: readonly (readonly [
    text: string,
    columns: string,
    properties: Record<string, unknown>,
    want: readonly unknown[],
  ])[] = [
    [
      'Id:45, Node:N1, Text: is up, L: I',
      'Text, Id:long, None:int',
      { pairDelimiter: ',', kvDelimiter: ':' },
      ['is up', 45, null],
    ],
    ['a=1 f="x y" "k k"=z', 'f, k k, a:int', { ...spaced, quotes: ['"'] }, ['x y', 'z', 1]],
    ['f=(x y) (k k)=z', 'f, k k', { ...spaced, quotes: ['(', ')'] }, ['x y', 'z']],
    ['f="sent \\"bye\\"" a=1', 'f, a:int', { ...spaced, quotes: ['"'], escape: '\\' }, ['sent "bye"', 1]],
    ['name=John Doe phone=5 5', 'name, phone', spaced, ['John', '5']],
    ['name=John Doe phone=5 5', 'name, phone', { ...spaced, greedy: true }, ['John Doe', '5 5']],
    ['01:34 [INFO] Id:45, Node:N1, Text: Started', 'Text, Id:long', {}, ['Started', 45]],
    ["x Text: 'it \\' is' b", 'Text', { quotes: ["'"], escape: '\\' }, ["it ' is"]],
    ['[k1=v1][k2=v2]', 'k1, k2', { pairDelimiter: '][', kvDelimiter: '=' }, ['', 'v2]']],
    ['"a b: x:y" "c: z"', 'a b, c', { regex: '"([\\w ]+)\\s*:\\s*([^"]*)"' }, ['x:y', 'z']],
    ['a= b=2', 'a, b:int', spaced, ['', 2]],
  ];
  for (const [text, columns, properties, want] of table) {
    it(`${text} as ${columns}`, () => assert.deepEqual(read(text, columns, properties), want));
  }
  it('refuses a regular expression without two groups', () =>
    assert.throws(() => read('a', 'a', { regex: '(a)' }), /two groups/));
});
