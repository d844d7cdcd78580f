import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LanguageService, ResultFilter } from '../../../../src/kql/language/languageService';
import { inProcessExecutor } from '../../../../src/kql/host/inProcess';
import type { Cell, ColumnType } from '../../../../src/model/query';
import { edited, webLanguage } from './language';

describe('filter on a result', function () {
  this.timeout(60_000);
  let language: LanguageService;
  before(async () => {
    language = await webLanguage();
  });

  const five: ResultFilter = { column: 'duration', type: 'long', operator: '>', value: 5 };
  const places: readonly [what: string, text: string, expected: string][] = [
    ['a table', 'requests', 'requests\n| where duration > 5'],
    ['a pipeline', 'requests\n  | take 5', 'requests\n  | take 5\n  | where duration > 5'],
    [
      'what is drawn',
      'requests\n| take 5\n| render timechart with (title="x")',
      'requests\n| take 5\n| where duration > 5\n| render timechart with (title="x")',
    ],
    ['what is drawn, in one line', 'requests | render timechart', 'requests\n| where duration > 5 | render timechart'],
    ['a statement that is ended', 'requests | take 5; // all', 'requests | take 5\n| where duration > 5; // all'],
    [
      'lines that end with comments',
      'requests\r\n| take 5 // few\r\n// end\r\n',
      'requests\r\n| take 5\r\n| where duration > 5 // few\r\n// end\r\n',
    ],
    [
      'the last of two queries',
      'print 1\n\nlet a = 1;\nrequests\n\n// end',
      'print 1\n\nlet a = 1;\nrequests\n| where duration > 5\n\n// end',
    ],
    ['the last of two statements', 'requests;\nrequests | take 1', 'requests;\nrequests | take 1\n| where duration > 5'],
  ];
  for (const [what, text, expected] of places) {
    it(`goes behind ${what}`, async () =>
      assert.equal(edited(text, [await language.filterEdit({ text, schema: 'web', prelude: 'let b = 2;\n' }, five)]), expected));
  }

  it('says when there is nothing to filter', async () => {
    for (const text of ['', '// words', 'let a = requests;']) {
      await assert.rejects(language.filterEdit({ text, prelude: 'requests;\n' }, five), { code: 'semantic' });
    }
  });

  const conditions: readonly [filter: ResultFilter, expected: string][] = [
    [{ column: 'a', type: 'string', operator: '==', value: 'x "y" \\ \n' }, 'a == "x \\"y\\" \\\\ \\n"'],
    [{ column: 'a', type: 'string', operator: '>', value: 'x' }, 'strcmp(a, "x") > 0'],
    [{ column: 'a', type: 'string', operator: '==', value: '' }, 'isempty(a)'],
    [{ column: 'a', type: 'string', operator: '!=', value: null }, 'isnotempty(a)'],
    [{ column: 'a', type: 'long', operator: '==', value: null }, 'isnull(a)'],
    [{ column: 'a', type: 'dynamic', operator: '!=', value: null }, 'isnotnull(a)'],
    [{ column: 'odd name', type: 'long', operator: '==', value: '9007199254740993' }, "['odd name'] == long(9007199254740993)"],
    [{ column: 'a', type: 'long', operator: '<', value: '-9223372036854775808' }, 'a < long(-9223372036854775808)'],
    [{ column: 'a', type: 'int', operator: '!=', value: -3 }, 'a != -3'],
    [{ column: 'a', type: 'real', operator: '==', value: 5 }, 'a == 5.0'],
    [{ column: 'a', type: 'real', operator: '==', value: 1e21 }, 'a == 1e+21'],
    [{ column: 'a', type: 'real', operator: '==', value: 'NaN' }, 'isnan(a)'],
    [{ column: 'a', type: 'real', operator: '!=', value: 'NaN' }, 'not(isnan(a))'],
    [{ column: 'a', type: 'real', operator: '<', value: 'Infinity' }, 'a < real(+inf)'],
    [{ column: 'a', type: 'decimal', operator: '>', value: '1.50' }, 'a > decimal(1.50)'],
    [{ column: 'a', type: 'bool', operator: '==', value: true }, 'a == true'],
    [
      { column: 'a', type: 'datetime', operator: '>', value: '2026-06-09T09:00:00.1234567Z' },
      'a > datetime(2026-06-09T09:00:00.1234567Z)',
    ],
    [{ column: 'a', type: 'timespan', operator: '<', value: '-1.02:03:04.5' }, 'a < timespan(-1.02:03:04.5)'],
    [
      { column: 'a', type: 'guid', operator: '==', value: '74be27de-1e4e-49d9-b579-fe0b331d3642' },
      'a == guid(74be27de-1e4e-49d9-b579-fe0b331d3642)',
    ],
    [{ column: 'a', type: 'dynamic', operator: '==', value: { b: [1, 'x'] } }, 'tostring(a) == "{\\"b\\":[1,\\"x\\"]}"'],
    [{ column: 'a', type: 'dynamic', operator: '>', value: 1.5 }, 'todouble(a) > 1.5'],
  ];
  for (const [filter, expected] of conditions) {
    it(`writes ${expected}`, async () => {
      const { newText } = await language.filterEdit({ text: 'T' }, filter);
      assert.equal(newText, `\n| where ${expected}`);
    });
  }

  it('refuses what cannot be asked or written', async () => {
    const bad: readonly ResultFilter[] = [
      { column: 'a', type: 'long', operator: '<', value: null },
      { column: 'a', type: 'real', operator: '>', value: 'NaN' },
    ];
    for (const filter of bad) await assert.rejects(language.filterEdit({ text: 'T' }, filter), { code: 'semantic' });
    const injected: ResultFilter = { column: 'a', type: 'datetime', operator: '>', value: '2026) or (1 == 1' };
    await assert.rejects(language.filterEdit({ text: 'T' }, injected), { code: 'data' });
  });

  it('finds the very rows, whatever the value', async () => {
    const executor = inProcessExecutor();
    const values: Readonly<Partial<Record<ColumnType, fc.Arbitrary<Cell>>>> = {
      string: fc.string({ unit: 'grapheme' }),
      long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
      real: fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0)),
      bool: fc.boolean(),
      datetime: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
    };
    for (const [type, arbitrary] of Object.entries(values)) {
      const column = 'odd "name"';
      await fc.assert(
        fc.asyncProperty(arbitrary, async (value) => {
          const schema = [{ name: column, type: type as ColumnType }];
          await executor.load({ kind: 'rows', name: 'T', schema, rows: [[value], [null]] });
          const filter: ResultFilter = { column, type: type as ColumnType, operator: '==', value };
          const text = edited('T', [await language.filterEdit({ text: 'T' }, filter)]);
          const answer = await executor.run({ text });
          assert.equal(answer.rowCount, value === '' ? 2 : 1, text);
          answer.close();
        }),
        { numRuns: 25 },
      );
    }
    await executor.dispose();
  });
});
