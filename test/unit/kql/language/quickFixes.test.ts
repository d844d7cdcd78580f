import assert from 'node:assert/strict';
import type { LanguageService } from '../../../../src/kql/language/languageService';
import { nameDistance, nearestNames } from '../../../../src/kql/language/nearestNames';
import { edited, marked, textsOf, webLanguage } from './language';

describe('quick fixes', function () {
  this.timeout(60_000);
  let language: LanguageService;
  before(async () => {
    language = await webLanguage();
  });

  const recent = 'requests | where timestamp > ago(1h)';
  /** The text with a place in it, then what each mend makes of it. */
  const cases: readonly [source: string, expected: readonly string[]][] = [
    [`reque▮sst | take 1`, ['requests | take 1']],
    [`${recent} | where op▮ration_id == "x"`, [`${recent} | where operation_Id == "x"`]],
    [`${recent} | where Na▮me == "x"`, [`${recent} | where name == "x"`]],
    [`${recent} | extend a = to▮sting(name)`, [`${recent} | extend a = tostring(name)`]],
    [`${recent} | summarize cou▮tn()`, [`${recent} | summarize count()`]],
    [`let limit = 5; ${recent} | where duration > lmi▮t`, [`let limit = 5; ${recent} | where duration > limit`]],
    [`${recent} | where zzz▮zz > 5`, []],
    [`${recent} | where na▮me = "x"`, [`${recent} | where name == "x"`]],
    [`${recent} and name ▮= "x"`, [`${recent} and name == "x"`]],
    ['req▮uests', ['requests | where timestamp > ago(24h)']],
    ['req▮uests\n  | take 5', ['requests\n  | where timestamp > ago(24h)\n  | take 5']],
    ['union req▮uests, dependencies', ['union (requests | where timestamp > ago(24h)), dependencies']],
    ['let T = req▮uests; T | count', ['let T = requests | where timestamp > ago(24h); T | count']],
    ['let T = re▮quests; T | where timestamp > ago(1h)', []],
    ['siz▮es | count', []],
    [
      `${recent} | jo▮in (dependencies | where timestamp > ago(1h)) on operation_Id`,
      [
        `${recent} | join kind=innerunique (dependencies | where timestamp > ago(1h)) on operation_Id`,
        `${recent} | join kind=inner (dependencies | where timestamp > ago(1h)) on operation_Id`,
      ],
    ],
    [`${recent} | jo▮in kind=inner (sizes) on $left.duration == $right.size`, []],
    [`${recent} | where name conta▮ins "word"`, [`${recent} | where name has "word"`]],
    [`${recent} | where name !conta▮ins_cs "word"`, [`${recent} | where name !has_cs "word"`]],
    [`${recent} | where name conta▮ins "two words"`, []],
    [`${recent} | where tolow▮er(name) == "word"`, [`${recent} | where name =~ "word"`]],
    [`${recent} | where toup▮per(name) != "WORD"`, [`${recent} | where name !~ "WORD"`]],
    [`${recent} | where tolow▮er(name) == "Word"`, []],
    [`print 1\n\n${recent} | where nam▮ == "x"\n\nprint nam`, [`print 1\n\n${recent} | where name == "x"\n\nprint nam`]],
  ];
  for (const [source, expected] of cases) {
    it(`mends ${source}`, async () => {
      const { text, offset } = marked(source);
      const at = { text, schema: 'web', dialect: 'engine', prelude: 'let zero = 0;\n' } as const;
      const fixes = await language.quickFixes(at, { start: offset, length: 0 });
      const results = fixes.map(({ edits }) => edited(text, edits));
      assert.deepEqual(results, expected);
      for (const result of results) {
        const left = await language.diagnostics({ ...at, text: result });
        assert.deepEqual(
          left.filter(({ code }) => code.startsWith('KS0')),
          [],
        );
      }
      assert.ok(fixes.filter(({ isPreferred }) => isPreferred).length <= 1);
    });
  }

  it('names the diagnostic that it mends, in the text', async () => {
    const text = 'print 1\n\nrequests | where timestamp > ago(1h) and durtion > 5';
    const [fix] = await language.quickFixes({ text, schema: 'web', prelude: 'let a = 1;\n' }, { start: 0, length: text.length });
    assert.equal(fix?.title, 'Change to duration');
    assert.equal(fix.diagnostic?.code, 'KS142');
    assert.deepEqual(textsOf(text, [fix.diagnostic]), ['durtion']);
  });

  it('does not ask for time in Resource Graph', async () => {
    assert.deepEqual(
      await language.quickFixes({ text: 'requests', schema: 'web', dialect: 'graph' }, { start: 0, length: 8 }),
      [],
    );
  });

  it('measures how far names are from each other', () => {
    assert.equal(nameDistance('abc', 'abc'), 0);
    assert.equal(nameDistance('abc', 'acb'), 1);
    assert.equal(nameDistance('Abc', 'abc'), 0.1);
    assert.equal(nameDistance('', 'abc'), 3);
    assert.equal(nameDistance('abc', 'abcdefgh', 2), Infinity);
    assert.deepEqual(nearestNames('Durationms', ['DurationMs', 'Duration', 'Direction', 'x']), ['DurationMs', 'Duration']);
    assert.deepEqual(nearestNames('Duration', ['DurationMs', 'Name']), ['DurationMs']);
    assert.equal(nearestNames('aaaa', ['aaab', 'aaac', 'aaad', 'aaae']).length, 3);
  });
});
