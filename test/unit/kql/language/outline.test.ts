import assert from 'node:assert/strict';
import type { LanguageService } from '../../../../src/kql/language/languageService';
import { shown, textsOf, webLanguage } from './language';

describe('outline', function () {
  this.timeout(60_000);
  let language: LanguageService;
  before(async () => {
    language = await webLanguage();
  });

  it('finds queries, lets of each kind and what rows come of', async () => {
    const text =
      'let limit = 5;\nlet slow = requests | where duration > limit;\nlet f = (x: long) { let y = x; print y };\n\nslow | count\n\nf(1)';
    const outline = await language.outline({ text, schema: 'web' });
    assert.deepEqual(textsOf(text, outline.queries), [text.slice(0, text.indexOf('\n\nf(1)')), 'f(1)']);
    assert.deepEqual(
      outline.lets.map(({ name, kind }) => [name, kind]),
      [
        ['limit', 'scalar'],
        ['slow', 'table'],
        ['f', 'function'],
      ],
    );
    assert.deepEqual(
      textsOf(
        text,
        outline.lets.map(({ place }) => place),
      ),
      ['limit', 'slow', 'f'],
    );
    assert.deepEqual(
      textsOf(
        text,
        outline.lets.map(({ statement }) => statement),
      )[0],
      'let limit = 5',
    );
    assert.equal(outline.hasQuery, true);
  });

  const withoutQuery: readonly string[] = ['', '// words', 'let x = 1;', 'set notruncation;\nlet y = requests;'];
  for (const text of withoutQuery) {
    it(`sees no query in ${JSON.stringify(text)}`, async () => assert.equal((await language.outline({ text })).hasQuery, false));
  }

  const free: readonly [text: string, names: readonly string[]][] = [
    ['requests | where duration > 5 | project name', ['requests']],
    ['slow | where duration > limit', ['slow', 'duration', 'limit']],
    ['requests | where duration > limit | join kind=inner (other) on operation_Id', ['requests', 'limit', 'other']],
    ['let limit = 5; requests | where duration > limit', ['requests']],
    ['let f = (T: (duration: real), most: real) { T | where duration < most }; f(requests, top)', ['requests', 'top']],
    ['helper(requests) | invoke more()', ['helper', 'requests', 'more']],
    ["requests | where customDimensions.part == 1 | render timechart with (title='x')", ['requests']],
    ["app('a').requests | union table('mine')", ['mine']],
    ['requests | as mine | join (mine) on operation_Id', ['requests']],
    ['requests | extend p = duration | project p | where p > 1 and p > q', ['requests', 'q']],
    ['let a = 1;\nprint a\n\nprint a', []],
    ["union requests, ['odd name'], App*", ['requests', 'odd name']],
    ['print x = iff(1 > 0, tostring(now()), strcat("a"))', []],
  ];
  for (const [text, names] of free) {
    it(`finds the names of elsewhere in ${text}`, async () =>
      assert.deepEqual((await language.outline({ text, schema: 'web' })).freeNames, names));
  }

  it('takes names of the prelude for names of elsewhere', async () => {
    const prelude = 'let limit = 5;\nlet Errors = datatable(code: string)[];\n';
    const text = 'Errors | where code == limit';
    assert.deepEqual((await language.outline({ text, prelude })).freeNames, ['Errors', 'limit']);
    assert.deepEqual((await language.outline({ text, prelude })).lets, []);
  });

  it('folds statements, brackets and comments of several lines', async () => {
    const text = '// one\n// two\nrequests // three\n| where name in (\n    "a",\n    "b"\n  )\n\n// alone\nprint 1';
    const { folds } = await language.outline({ text, schema: 'web' });
    assert.deepEqual(
      folds.map(({ kind, ...span }) => [kind, textsOf(text, [span])[0]]),
      [
        ['comment', '// one\n// two'],
        ['statement', 'requests // three\n| where name in (\n    "a",\n    "b"\n  )'],
        ['brackets', '(\n    "a",\n    "b"\n  )'],
      ],
    );
  });

  const limits: readonly [text: string, isLimited: boolean][] = [
    ['requests', false],
    ['requests | where timestamp > ago(1h)', true],
    ['requests | where ago(1h) <= timestamp and name == "a"', true],
    ['requests | where timestamp > ago(1h) or name == "a"', false],
    ['requests | where timestamp < now()', false],
    ['requests | where timestamp >= datetime(2026-01-01)', true],
    ['requests | where timestamp between (ago(1h) .. now())', true],
    ['requests | where timestamp !between (ago(1h) .. now())', false],
    ['requests | where now() - timestamp < 1h', true],
    ['requests | where startofday(timestamp) == startofday(now())', true],
    ['requests | where ingestion_time() > ago(1h)', true],
    ['let start = ago(1h); requests | where timestamp > start', true],
    ['let start = ago(1h); requests', false],
    ['requests | summarize count() by bin(timestamp, 5m)', false],
    ['requests | project timestamp', false],
    ['requests | extend t = timestamp | where t > ago(1h)', true],
    ['requests | summarize last = max(timestamp) by name | where last > ago(1h)', false],
    ['requests | make-series n = count() on timestamp from ago(1d) to now() step 1h', true],
    ['requests | make-series n = count() on timestamp in range(ago(1d), now(), 1h)', true],
    ['requests | make-series n = count() on timestamp step 1h', false],
    ['union requests, dependencies | where timestamp > ago(1h)', true],
    ['union (requests | where timestamp > ago(1h)), dependencies', false],
    ['requests | where timestamp > ago(1h) | union dependencies', false],
    ['requests | where timestamp > ago(1h) | join kind=inner (dependencies) on operation_Id', false],
    ['requests | where timestamp > ago(1h) | join kind=inner (dependencies | where timestamp > ago(1h)) on operation_Id', true],
    ['requests | where timestamp > ago(1h) | join kind=inner (sizes) on $left.duration == $right.size', true],
    ['let T = requests; T | where timestamp > ago(1h)', true],
    ['let T = requests | where timestamp > ago(1h); T | count', true],
    ['let f = (since: datetime) { requests | where timestamp > since }; f(ago(1h))', true],
    ['requests | where timestamp > ago(1h) and operation_Id in (dependencies | project operation_Id)', false],
    ['search "x" | where timestamp > ago(1h)', true],
    ['search timestamp > ago(1h) and "x"', true],
    ['find in (requests, dependencies) where timestamp > ago(1h)', true],
    ['union req*, dep* | where timestamp > ago(1h)', true],
    ['union *', false],
    ['union * | where TimeGenerated > ago(1h)', true],
    ["app('a').requests | where timestamp > ago(1h)", true],
    ["table('requests') | where timestamp > ago(1h)", true],
    ['elsewhere | where TimeGenerated > ago(1h)', true],
    ['elsewhere | where since > ago(1h)', true],
    ['elsewhere | where TimeGenerated > startTime', true],
    ['elsewhere | where count_ > 5', false],
    ['sizes | count', false],
    ['print now()', false],
    ['requests | where timestamp > ago(1h)\n\ndependencies', false],
  ];
  for (const [text, isLimited] of limits) {
    it(`finds ${isLimited ? 'a' : 'no'} limit of time in ${text}`, async () =>
      assert.equal((await language.outline({ text, schema: 'web' })).limitsTime, isLimited));
  }

  it('keeps places right behind a prelude', async () => {
    const text = 'let a = 1;\nlet f = () { a };\nprint f()';
    const { lets } = await language.outline({ text, prelude: 'let b = 2;\n' });
    assert.equal(
      shown(
        text,
        lets.map(({ place }) => place),
      ),
      'let <a> = 1;\nlet <f> = () { a };\nprint f()',
    );
  });
});
