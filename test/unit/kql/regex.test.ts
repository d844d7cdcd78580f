import assert from 'node:assert/strict';
import { KqlError } from '../../../src/kql/engine/errors.js';
import { compileRegex, quoteRegex } from '../../../src/kql/engine/regex.js';

const all = (pattern: string, text: string, flags = ''): readonly string[] =>
  compileRegex(pattern, flags)
    .matches(text)
    .map(({ groups }) => groups.map((group) => group ?? '-').join('/'));

describe('regular expressions', () => {
  const cases: readonly (readonly [pattern: string, text: string, want: readonly string[], flags?: string])[] = [
    ['abc', 'xabcabc', ['abc', 'abc']],
    ['(?i)abc', 'ABC', ['ABC']],
    ['a(?i:b)c', 'aBc ABc', ['aBc']],
    ['(?i:é)x', 'Éx', ['Éx']],
    ['a(?i)b', 'aB AB', ['aB']],
    ['(?i)[^k]', 'kK', []],
    ['\\d+', '１2x', ['１2']],
    ['(?-u:\\d)', '１2', ['2']],
    ['\\bcafé\\b', 'un café! cafés', ['café']],
    ['\\w+', 'über_1 x', ['über_1', 'x']],
    ['a.b', 'a\nb', []],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['(?m)^b$', 'a\nb\nc', ['b']],
    ['b$', 'b\n', []],
    ['\\Ab', 'b\nb', ['b']],
    ['b\\z', 'b\nb', ['b']],
    ['[[:alpha:]]+', 'ab1é', ['ab']],
    ['[[:^digit:]]', '1a', ['a']],
    ['\\p{Greek}+', 'αβx', ['αβ']],
    ['\\pL+', 'αx1', ['αx']],
    ['\\PL+', 'αx1', ['1']],
    ['[^[]+', 'a[b', ['a', 'b']],
    ['[a-z&&[^aeiou]]+', 'abcde', ['bcd']],
    ['[a-z--[aeiou]]+', 'abce', ['bc']],
    ['[]a]+', 'a]b', ['a]']],
    ['[a\\-z]+', 'a-zb', ['a-z']],
    ['\\Qa.b\\E+', 'a.bb axb', ['a.bb']],
    ['\\x{1F600}|\\x41', 'A😀', ['A', '😀']],
    ['.', '😀', ['😀']],
    ['(?P<n>a)(b)?', 'a', ['a/a/-']],
    ['(?x) a b # a comment', 'ab', ['ab']],
    ['(.*)=', 'a=b=', ['a=b=/a=b']],
    ['(.*)=', 'a=b=', ['a=/a', 'b=/b'], 'U'],
    ['a{2,3}', 'aaaaa', ['aaa', 'aa']],
    ['x{', 'x{', ['x{']],
    // An empty match right after a match is none.
    ['a*', 'baac', ['', 'aa', '']],
    ['', '😀', ['', '']],
    // A capture keeps what the last pass gave it, also when the pass is empty.
    ['(?:(a)|b)+', 'ab', ['ab/a']],
    ['(a*)?b', 'b', ['b/']],
    ['(a|b|ab)*c', 'ababc', ['ababc/b']],
  ];
  for (const [pattern, text, want, flags] of cases) {
    it(`${flags ?? ''}/${pattern} in ${JSON.stringify(text)}`, () => assert.deepEqual(all(pattern, text, flags), want));
  }

  it('takes no exponential time', () => {
    const text = `${'a'.repeat(5000)}!`;
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^((a?)*)*$', '(\\w+\\s*)+:']) {
      assert.equal(compileRegex(pattern).test(text), false, pattern);
    }
  });

  for (const pattern of [
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    'a{1001}',
    '(',
    ')',
    '[a',
    '*',
    'a**?+)',
    '\\Z',
    '\\y',
    '(?z)',
    '\\C',
    'a{3,2}',
    '[z-a]',
    '\\p{Nonsense}',
    '(?P<n>a)(?P<n>b)',
  ]) {
    it(`refuses ${pattern}`, () =>
      assert.throws(
        () => compileRegex(pattern),
        (error) => error instanceof KqlError && error.code === 'semantic',
      ));
  }

  it('replaces with groups', () => {
    assert.equal(compileRegex('(\\w+) (\\w+)').replaceAll('hello world', '\\2-\\1 \\0 \\\\ $1'), 'world-hello hello world \\ $1');
    assert.equal(compileRegex('(a)|b').replaceAll('ab', '<\\1>'), '<a><>');
    assert.equal(compileRegex('x*').replaceAll('abxc', '.'), '.a.b.c.');
  });

  it('names its groups and quotes text', () => {
    assert.equal(compileRegex('(a)(?P<second>b)(?<third>c)').groupNames.get('third'), 3);
    assert.ok(compileRegex(`^${quoteRegex('a.b*(c)[d]')}$`).test('a.b*(c)[d]'));
  });

  it('sees the text before the start', () => {
    assert.equal(compileRegex('^a').exec('aa', 1), null);
    assert.equal(compileRegex('(a|ab)*^a').exec('aa', 1), null);
    assert.equal(compileRegex('a').exec('aa', 1)?.start, 1);
  });
});
