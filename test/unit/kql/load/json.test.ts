import assert from 'node:assert/strict';
import { loadJson } from '../../../../src/kql/engine/load/json';
import { loadNdjson } from '../../../../src/kql/engine/load/ndjson';
import type { Loaded } from '../../../../src/kql/engine/load/loadOptions';
import { ResultTable } from '../../../../src/kql/engine/result';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rowsOf = ({ table }: Loaded): unknown => new ResultTable(table).rows();
const typesOf = ({ table }: Loaded): string => table.schema.map(({ name, type }) => `${name}:${type}`).join(' ');

describe('JSON documents', () => {
  const objects = '{"a":1,"b":"x"}, {"b":null,"a":2.5}';
  const same: readonly [name: string, text: string][] = [
    ['an array', `[${objects}]`],
    ['an array with a byte order mark and blanks', `\uFEFF \n[ ${objects}\n]\n`],
    ['objects one after the other', objects.replace('}, {', '}\n\n{')],
    ['the rows of an API in "value"', `{"count":2,"value":[${objects}],"nextLink":null}`],
  ];
  for (const [name, text] of same) {
    it(`reads ${name}`, () => {
      const loaded = loadJson(bytes(text));
      assert.equal(typesOf(loaded), 'a:real b:string');
      assert.deepEqual(rowsOf(loaded), [
        [1, 'x'],
        [2.5, ''],
      ]);
    });
  }

  it('reads an answer of Log Analytics with its types', () => {
    const loaded = loadJson(
      bytes(
        JSON.stringify({
          tables: [
            {
              name: 'PrimaryResult',
              columns: [
                { name: 'TimeGenerated', type: 'datetime' },
                { name: 'Count', type: 'long' },
                { name: 'Properties', type: 'dynamic' },
              ],
              rows: [
                ['2026-11-17T02:45:00.1234567Z', 5, '{"a":[1]}'],
                ['2026-11-17T02:45:00Z', null, null],
              ],
            },
          ],
        }),
      ),
    );
    assert.equal(typesOf(loaded), 'TimeGenerated:datetime Count:long Properties:dynamic');
    assert.deepEqual(rowsOf(loaded), [
      ['2026-11-17T02:45:00.1234567Z', 5, { a: [1] }],
      ['2026-11-17T02:45:00.0000000Z', null, null],
    ]);
  });

  it('refuses what is no document of rows', () => {
    for (const text of ['', '42', '[{"a":1}', '{"a":'])
      assert.throws(() => loadJson(bytes(text), { name: 'T' }), { code: 'data' }, text);
  });
});

describe('NDJSON', () => {
  const load = (...lines: string[]): Promise<Loaded> => loadNdjson(() => [bytes(lines.join('\n'))]);

  it('keeps 64-bit integers, escapes, nested JSON and members in another order', async () => {
    const loaded = await load(
      '{"n":9007199254740993,"s":"a\\"b\\u00fc\\n","d":{"x":[1.50,"é"]},"t":"2026-11-17T02:45:00Z"}',
      '{"t":"2026-11-17T03:00:00Z", "s":"", "n":1 , "d":null}',
    );
    assert.equal(typesOf(loaded), 'n:long s:string d:dynamic t:datetime');
    assert.deepEqual(rowsOf(loaded), [
      ['9007199254740993', 'a"bü\n', { x: [1.5, 'é'] }, '2026-11-17T02:45:00.0000000Z'],
      [1, '', null, '2026-11-17T03:00:00.0000000Z'],
    ]);
  });

  const types: readonly [name: string, first: string, second: string, type: string][] = [
    ['different kinds', '1', '"x"', 'dynamic'],
    ['digits in quotes', '"0012"', '"13"', 'string'],
    ['numbers', '1', '1.5', 'real'],
    ['bools', 'true', 'null', 'bool'],
    ['nulls only', 'null', 'null', 'string'],
    ['arrays', '[1]', '[]', 'dynamic'],
  ];
  for (const [name, first, second, type] of types) {
    it(`infers ${type} for ${name}`, async () => {
      assert.equal(typesOf(await load(`{"v":${first}}`, `{"v":${second}}`)), `v:${type}`);
    });
  }

  it('reports lines that are no objects and goes on', async () => {
    const loaded = await load('{"a":1}', 'oops', '', '{"a":2', '[3]', '{"a":4}');
    assert.deepEqual(rowsOf(loaded), [[1], [4]]);
    assert.equal(loaded.dirty.count, 3);
  });

  it('finds columns that come after the sample', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => (i < 2999 ? `{"a":${i}}` : '{"a":2999,"late":"x"}'));
    const loaded = await load(...lines);
    assert.equal(typesOf(loaded), 'a:long late:string');
    assert.deepEqual(new ResultTable(loaded.table).rows(2998), [
      [2998, ''],
      [2999, 'x'],
    ]);
  });
});
