import assert from 'node:assert/strict';
import type { LanguageService, LanguageText } from '../../../../src/kql/language/languageService';
import { textsOf, webLanguage } from './language';

describe('diagnostics', function () {
  this.timeout(60_000);
  let language: LanguageService;
  before(async () => {
    language = await webLanguage();
  });

  const found = async (at: LanguageText): Promise<string[]> =>
    (await language.diagnostics(at)).map((one) => `${one.severity} ${one.code} ${textsOf(at.text, [one])[0] ?? ''}`);

  const cases: readonly [what: string, at: LanguageText, expected: readonly string[]][] = [
    ['nothing', { text: 'requests | where duration > 5 | summarize count(name)', schema: 'web' }, []],
    ['an unknown column', { text: 'requests | where durtion > 5', schema: 'web' }, ['error KS142 durtion']],
    [
      'nothing of a column of a table with more columns',
      { text: 'AzureDiagnostics | where httpStatus_d > 5', schema: 'web' },
      [],
    ],
    ['a table that may be a saved function', { text: 'Reqs | take 5', schema: 'web' }, ['warning KS204 Reqs']],
    [
      'a function that may be saved',
      { text: 'requests | extend a = mine(name)', schema: 'web', dialect: 'adx' },
      ['warning KS211 mine'],
    ],
    ['a table that is not in the files', { text: 'Reqs | take 5', schema: 'web', dialect: 'engine' }, ['error KS204 Reqs']],
    [
      'nothing of a name that a block above declares, but of one that a block below does',
      { text: 'print low\n\nlet low = 5;\nrequests\n| take low\n\nrequests\n| where duration > low', schema: 'web' },
      ['error KS142 low'],
    ],
    [
      'a column that a name of a block above does not have',
      { text: 'let named = requests | project name;\nnamed\n\nnamed | where nam == "" or name == ""', schema: 'web' },
      ['error KS142 nam'],
    ],
    ['no names without a schema', { text: 'Reqs | where a > limit | extend b = mine(a)' }, []],
    ['a type that the service may take', { text: 'requests | where name > 5', schema: 'web' }, ['warning KS106 >']],
    ['functions of Azure Monitor', { text: "union app('a').requests, workspace('b').requests | count", schema: 'web' }, []],
    [
      'what is not there in Azure Data Explorer',
      { text: "app('a').requests | count", schema: 'web', dialect: 'adx' },
      ['warning KS211 app'],
    ],
    [
      'each query by itself',
      { text: 'requests | take 5\n\nrequests\n| where nope > 1\n\nrequests', schema: 'web' },
      ['error KS142 nope'],
    ],
    ['nothing in comments alone', { text: '// requests |\n\n// where' }, []],
    ['nothing in an empty text', { text: '' }, []],
  ];
  for (const [what, at, expected] of cases) it(`reports ${what}`, async () => assert.deepEqual(await found(at), expected));

  it('keeps a declaration that cannot be read from the queries below', async () => {
    const text = 'let f = (a: long) { a + };\nprint f(1)\n\nrequests | where duration > f(1)';
    const errors = await language.diagnostics({ text, schema: 'web' });
    assert.ok(errors.length > 0 && errors.every(({ start }) => start < text.indexOf('\n\n')));
  });

  it('takes a half statement for an error', async () => {
    const all = await language.diagnostics({ text: 'requests | where', schema: 'web' });
    assert.ok(all.some(({ severity, code }) => severity === 'error' && /^KS0/.test(code)));
  });

  it('knows the prelude and says nothing of it', async () => {
    const prelude = 'let limit = 5;\nlet Errors = datatable(code: string)[];\nlet broken = nope | where;\n';
    assert.deepEqual(await found({ text: 'Errors | where strlen(code) > limit', prelude, schema: 'web' }), []);
    assert.deepEqual(await found({ text: 'Errors | where cod == ""', prelude, schema: 'web' }), ['error KS142 cod']);
  });

  it('lets a text declare again what its prelude declares', async () => {
    assert.deepEqual(await found({ text: 'let limit = 6;\nprint limit', prelude: 'let limit = 5;\n', schema: 'web' }), []);
  });

  it('forgets the tables that a key had before', async () => {
    await language.setSchema('changing', [{ name: 'Old', columns: [{ name: 'a', type: 'long' }] }]);
    assert.deepEqual(await found({ text: 'Old | where a > 1', schema: 'changing', dialect: 'engine' }), []);
    await language.setSchema('changing', [{ name: 'New', columns: [{ name: 'b', type: 'long' }] }]);
    assert.deepEqual(await found({ text: 'Old | where a > 1', schema: 'changing', dialect: 'engine' }), ['error KS204 Old']);
    assert.deepEqual(await found({ text: 'New | where b > 1', schema: 'changing', dialect: 'engine' }), []);
  });

  const graph: readonly [text: string, expected: readonly string[]][] = [
    ['requests | where name == "a" | project name | order by name | limit 5', []],
    ['requests | mvexpand customDimensions | summarize count() by name', []],
    ['requests | join kind=leftouter (dependencies) on operation_Id | union dependencies', []],
    ['let a = 1; requests | where duration > a', ['warning SRE201 let']],
    ['requests | render barchart', ['warning SRE201 render']],
    ['requests | make-series count() on timestamp step 1h', ['warning SRE201 make-series']],
    ['datatable(a: long)[1]', ['warning SRE201 datatable']],
    ['print 1', ['warning SRE201 print']],
    ['requests | join kind=leftanti (dependencies) on operation_Id', ['warning SRE202 leftanti']],
    [`requests ${'| join kind=inner (dependencies) on operation_Id '.repeat(4)}`, ['warning SRE203 join']],
  ];
  for (const [text, expected] of graph) {
    it(`tells what Resource Graph does not do in ${text.slice(0, 70)}`, async () =>
      assert.deepEqual(await found({ text, schema: 'web', dialect: 'graph' }), expected));
  }
});
