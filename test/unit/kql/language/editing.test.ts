import assert from 'node:assert/strict';
import type { LanguageService } from '../../../../src/kql/language/languageService';
import { marked, textsOf, webLanguage } from './language';

describe('editing', function () {
  this.timeout(60_000);
  let language: LanguageService;
  before(async () => {
    language = await webLanguage();
  });

  const completions: readonly [what: string, source: string, kind: string, label: string, replaced: string][] = [
    ['tables', 'req▮', 'table', 'requests', 'req'],
    ['operators', 'requests | ▮', 'operator', 'where', ''],
    ['columns', 'requests | where na▮', 'column', 'name', 'na'],
    ['columns in the second of two queries', 'print 1\n\nrequests\n| where na▮\n\nprint 2', 'column', 'name', 'na'],
    ['operators on a line of their own', 'requests\n| take 5\n| ▮', 'operator', 'where', ''],
    ['operators of strings', 'requests | where name ▮', 'operator', 'has', ''],
    ['lets', 'let limit = 5;\n\nrequests | where duration > li▮', 'variable', 'limit', 'li'],
    ['functions', 'requests | extend a = toup▮', 'function', 'toupper(value)', 'toup'],
    ['aggregates', 'requests | summarize ▮', 'aggregate', 'count()', ''],
    ['join kinds', 'requests | join kind=▮', 'keyword', 'leftouter', ''],
  ];
  for (const [what, source, kind, label, replaced] of completions) {
    it(`completes ${what}`, async () => {
      const { text, offset } = marked(source);
      const { items, replace } = await language.completions({ text, schema: 'web' }, offset);
      const found = items.filter((item) => item.label === label);
      assert.deepEqual(
        found.map((item) => item.kind),
        [kind],
        items
          .slice(0, 20)
          .map((item) => `${item.kind} ${item.label}`)
          .join(', '),
      );
      assert.deepEqual(textsOf(text, [replace]), [replaced]);
    });
  }

  it('completes names of the queries above and their columns', async () => {
    const above = 'let other = 5;\nlet named = requests | project name;\nnamed\n\nnamed | where ';
    for (const [source, label] of [
      [`${above}▮`, 'name'],
      [`${above}name == o▮`, 'other'],
      ['print 1\n\nlet low = 5;\nprint low\n\nprint l▮\n\nlet later = 5;', 'low'],
    ] as const) {
      const { text, offset } = marked(source);
      const { items, replace } = await language.completions({ text, schema: 'web' }, offset);
      assert.ok(items.some((item) => item.label === label));
      assert.ok(!items.some((item) => item.label === 'later'));
      assert.equal(replace.start + replace.length, offset);
    }
  });

  it('completes names of the prelude, at places of the text', async () => {
    const prelude = 'let Errors = datatable(code: string)[];\n';
    const { text, offset } = marked('Errors | where co▮');
    const { items, replace } = await language.completions({ text, prelude }, offset);
    assert.ok(items.some(({ label, kind }) => label === 'code' && kind === 'column'));
    assert.deepEqual(textsOf(text, [replace]), ['co']);
  });

  it('gives a function the same however often it is asked', async () => {
    const { text, offset } = marked('requests | extend a = ▮');
    const first = await language.completions({ text, schema: 'web' }, offset);
    assert.deepEqual(await language.completions({ text, schema: 'web' }, offset), first);
    const item = first.items.find(({ label }) => label.startsWith('strcat('));
    assert.deepEqual([item?.before, item?.after], ['strcat(', ')']);
    assert.deepEqual((await language.completions({ text: '// words', schema: 'web' }, 5)).items, []);
  });

  it('explains functions, tables and columns, with what the schema says of them', async () => {
    const at = { text: 'requests | where strlen(name) > duration', schema: 'web' };
    const hover = async (word: string): Promise<string> =>
      ((await language.hover(at, at.text.indexOf(word) + 1)) ?? []).join('\n');
    assert.match(await hover('strlen'), /strlen\(/);
    assert.match(await hover('requests'), /requests[^]*What came in\./);
    assert.match(await hover('duration'), /duration: real[^]*In milliseconds\./);
    assert.equal(await language.hover(at, 1000), undefined);
    assert.equal(await language.hover({ text: '' }, 0), undefined);
  });

  it('shows the parameters of the call around the cursor', async () => {
    const { text, offset } = marked('print 1\n\nrequests | extend x = bin(timestamp, ▮1h)');
    const help = await language.signatureHelp({ text, schema: 'web', prelude: 'let a = 1;\n' }, offset);
    assert.equal(help?.activeParameter, 1);
    const [signature] = help.signatures;
    assert.equal(signature?.label, 'bin(value, roundTo)');
    const second = signature.parameters[1]!;
    assert.equal(signature.label.slice(second.start, second.end), 'roundTo');
    assert.equal(await language.signatureHelp({ text }, 3), undefined);
  });

  it('classifies every block, and nothing of the prelude', async () => {
    const text = '// head\n\nrequests | where name has "x" // why\n\nErrors';
    const tokens = await language.classify({ text, schema: 'web', prelude: 'let Errors = datatable(code: string)[];\n' });
    const kinds = new Map(tokens.map((token) => [textsOf(text, [token])[0], token.kind]));
    assert.deepEqual(
      ['// head', 'requests', 'name', '"x"', '// why', 'Errors'].map((word) => kinds.get(word)),
      ['comment', 'table', 'column', 'string', 'comment', 'variable'],
    );
    assert.ok(tokens.every(({ start, length }) => start >= 0 && start + length <= text.length));
  });

  const formats: readonly [text: string, expected: string][] = [
    ['requests|where name=="x"', 'requests | where name == "x"'],
    ['// head\n\nrequests|count\n\n\nprint 1+1', '// head\n\nrequests | count\n\n\nprint 1 + 1'],
    ['requests | where (', 'requests | where ('],
    ['', ''],
  ];
  for (const [text, expected] of formats) {
    it(`formats ${JSON.stringify(text)}`, async () => assert.equal(await language.format({ text }), expected));
  }

  it('gives up at once when nobody waits any longer', async () => {
    await assert.rejects(language.format({ text: 'print 1' }, { signal: AbortSignal.abort() }), { code: 'cancelled' });
  });
});
