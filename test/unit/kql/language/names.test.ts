import assert from 'node:assert/strict';
import type { LanguageService } from '../../../../src/kql/language/languageService';
import { marked, shown, textsOf, webLanguage } from './language';

describe('names', function () {
  this.timeout(60_000);
  let language: LanguageService;
  before(async () => {
    language = await webLanguage();
  });

  const uses: readonly [what: string, source: string, shown: string][] = [
    ['a let', 'let li▮mit = 5;\nrequests | where duration > limit', 'let <limit> = 5;\nrequests | where duration > <limit>'],
    ['from a use', 'let limit = 5;\nrequests | where duration > limit▮', 'let <limit> = 5;\nrequests | where duration > <limit>'],
    [
      'in the body of a function',
      'let a = 1; let f = () { ▮a + 1 }; print f(), a',
      'let <a> = 1; let f = () { <a> + 1 }; print f(), <a>',
    ],
    ['a function', 'let f = (x: long) { x }; print ▮f(1), f(2)', 'let <f> = (x: long) { x }; print <f>(1), <f>(2)'],
    [
      'a parameter and a named argument',
      'let f = (x▮: long) { x + 1 }; print f(x = 2)',
      'let f = (<x>: long) { <x> + 1 }; print f(<x> = 2)',
    ],
    [
      'a parameter that shadows a let',
      'let x = 1; let f = (x: long) { ▮x }; print f(x)',
      'let x = 1; let f = (<x>: long) { <x> }; print f(x)',
    ],
    [
      'a let that a parameter shadows',
      'let x▮ = 1; let f = (x: long) { x }; print f(x)',
      'let <x> = 1; let f = (x: long) { x }; print f(<x>)',
    ],
    [
      'a let inside a function',
      'let f = () { let y = 1; ▮y }; let y = 2; print f() + y',
      'let f = () { let <y> = 1; <y> }; let y = 2; print f() + y',
    ],
    [
      'a let beside a column of its name',
      'let duration = 1; requests | where duration > 5',
      'let duration = 1; requests | where duration > 5',
    ],
    [
      'a default value, which sees the let',
      'let a▮ = 1; let f = (b: long = 2) { a + b }; print f()',
      'let <a> = 1; let f = (b: long = 2) { <a> + b }; print f()',
    ],
    ['a name in brackets', "let ['my limit'] = 5; print ▮['my limit']", "let <['my limit']> = 5; print <['my limit']>"],
    ['a table', 'let slow = requests | take 5; slow▮ | union slow', 'let <slow> = requests | take 5; <slow> | union <slow>'],
    ['nothing of a column', 'requests | project na▮me', 'requests | project name'],
    ['nothing of a table', 'reque▮sts', 'requests'],
    ['nothing of an unknown name', 'elsewh▮ere', 'elsewhere'],
    ['nothing of a keyword', 'requests | tak▮e 5', 'requests | take 5'],
    ['a name in the queries below', 'let a▮ = 1;\nprint a\n\nprint a', 'let <a> = 1;\nprint <a>\n\nprint <a>'],
    ['a name of a query above', 'let a = 1;\nprint a\n\nprint ▮a', 'let <a> = 1;\nprint <a>\n\nprint <a>'],
    [
      'a name until it is declared anew',
      'let a▮ = 1;\nprint a\n\nprint a\n\nlet a = 2;\nprint a\n\nprint a',
      'let <a> = 1;\nprint <a>\n\nprint <a>\n\nlet a = 2;\nprint a\n\nprint a',
    ],
    [
      'a name that was declared anew',
      'let a = 1;\nprint a\n\nlet a = 2;\nprint a\n\nprint ▮a',
      'let a = 1;\nprint a\n\nlet <a> = 2;\nprint <a>\n\nprint <a>',
    ],
    [
      'what a name of above needs',
      'let a▮ = 1;\nlet b = a;\nprint b\n\nprint a + b',
      'let <a> = 1;\nlet b = <a>;\nprint b\n\nprint <a> + b',
    ],
    [
      'a parameter, by name in a query below',
      'let f = (x▮: long) { x };\nf(1)\n\nprint x = 1, y = f(x = 2)',
      'let f = (<x>: long) { <x> };\nf(1)\n\nprint x = 1, y = f(<x> = 2)',
    ],
    ['nothing in a query above the let', 'print a\n\nlet a▮ = 1;\nprint a', 'print a\n\nlet <a> = 1;\nprint <a>'],
    [
      'nothing of a column of that name',
      'let duration▮ = 1;\nprint duration\n\nrequests | where duration > 5',
      'let <duration> = 1;\nprint <duration>\n\nrequests | where duration > 5',
    ],
  ];
  for (const [what, source, expected] of uses) {
    it(`finds every place of ${what}`, async () => {
      const { text, offset } = marked(source);
      assert.equal(shown(text, await language.occurrences({ text, schema: 'web' }, offset)), expected);
    });
  }

  const definitions: readonly [source: string, expected: string | undefined][] = [
    ['let limit = 5; print li▮mit', 'let <limit> = 5; print limit'],
    ['let f = (x: long) { x▮ }; f(1)', 'let f = (<x>: long) { x }; f(1)'],
    ['print 1\n\nlet a = 1;\nlet a2 = ▮a;\nprint a2', 'print 1\n\nlet <a> = 1;\nlet a2 = a;\nprint a2'],
    ['let a = 1;\nprint a\n\nprint 2\n\nprint ▮a', 'let <a> = 1;\nprint a\n\nprint 2\n\nprint a'],
    ['requests | as mine | join kind=inner (mi▮ne) on name', 'requests | as <mine> | join kind=inner (mine) on name'],
    ['declare query_parameters(p: long = 5); print ▮p', 'declare query_parameters(<p>: long = 5); print p'],
    ['req▮uests', undefined],
    ['print ▮', undefined],
  ];
  for (const [source, expected] of definitions) {
    it(`goes to the definition in ${source}`, async () => {
      const { text, offset } = marked(source);
      const found = await language.definition({ text, schema: 'web' }, offset);
      assert.equal(found?.in, expected === undefined ? undefined : 'text');
      assert.equal(found && shown(text, [found]), expected);
    });
  }

  it('takes a name that the prelude declares too for that of the query above', async () => {
    const { text, offset } = marked('let limit = 6;\nprint limit\n\nprint lim▮it');
    const at = { text, prelude: 'let limit = 5;\nlet other = limit;\n' };
    const found = await language.definition(at, offset);
    assert.deepEqual(found, { start: 4, length: 5, in: 'text' });
  });

  it('goes to the prelude, and finds the places in the text only', async () => {
    const prelude = 'let limit = 5;\nlet Errors = datatable(code: string)[];\n';
    const { text, offset } = marked('Err▮ors | where strlen(code) > limit | union Errors');
    const found = await language.definition({ text, prelude }, offset);
    assert.equal(found?.in, 'prelude');
    assert.deepEqual(textsOf(prelude, [found]), ['Errors']);
    assert.equal(found.start, prelude.indexOf('Errors'));
    assert.equal(
      shown(text, await language.occurrences({ text, prelude }, offset)),
      '<Errors> | where strlen(code) > limit | union <Errors>',
    );
  });
});
