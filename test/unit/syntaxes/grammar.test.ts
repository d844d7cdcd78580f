import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tokenize, type Grammar, type Rule } from './tokenize';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const grammar = read('syntaxes/kql.tmLanguage.json') as Grammar;

/** Text and innermost scope without `.kql`, as `text → scope`; only of the texts asked for. */
function scopes(text: string): ReadonlyMap<string, string> {
  return new Map(tokenize(grammar, text).map((piece) => [piece.text.trim(), piece.scope.replace(/\.kql$/, '')]));
}

const cases: readonly (readonly [text: string, expected: Readonly<Record<string, string>>])[] = [
  [
    'T // why | where',
    { T: 'variable.other', '//': 'punctuation.definition.comment', 'why | where': 'comment.line.double-slash' },
  ],
  [
    'where x == "a \\"b\\" // c"',
    { a: 'string.quoted.double', '// c': 'string.quoted.double', '\\"': 'constant.character.escape' },
  ],
  [
    'print h"secret", @"C:\\"',
    { h: 'storage.type.string', secret: 'string.quoted.double', 'C:\\': 'string.quoted.double.verbatim' },
  ],
  ["print 'a' | take 1", { a: 'string.quoted.single', take: 'keyword.control.operator' }],
  ['print ```a\nb "c\nd``` | count', { 'b "c': 'string.quoted.other.multiline', count: 'keyword.control.operator' }],
  ['print ~~~a\nb~~~\n| count', { b: 'string.quoted.other.multiline', count: 'keyword.control.operator' }],
  [
    'x > 5m and y > 1.5h or z < 100ms',
    {
      '5m': 'constant.numeric.timespan',
      '1.5h': 'constant.numeric.timespan',
      '100ms': 'constant.numeric.timespan',
      and: 'keyword.operator.word',
    },
  ],
  [
    'print 1, 2.5, 1e9, 0xFF',
    {
      '1': 'constant.numeric.integer',
      '2.5': 'constant.numeric.real',
      '1e9': 'constant.numeric.real',
      '0xFF': 'constant.numeric.hex',
    },
  ],
  [
    'datetime(2026-01-01 10:00:00.5) datetime(null)',
    { datetime: 'storage.type', '2026-01-01 10:00:00.5': 'constant.other.literal', null: 'constant.other.literal' },
  ],
  ['guid(74be27de-1e4e-49d9-b579-fe0b331d3642)', { '74be27de-1e4e-49d9-b579-fe0b331d3642': 'constant.other.literal' }],
  ['real(x)', { real: 'entity.name.function', x: 'variable.other' }],
  ['dynamic({"a": [1, true]})', { dynamic: 'storage.type', a: 'string.quoted.double', true: 'constant.language' }],
  [
    'T | project-away a | mv-expand b | top-nested 3 of c',
    {
      'project-away': 'keyword.control.operator',
      'mv-expand': 'keyword.control.operator',
      'top-nested': 'keyword.control.operator',
      of: 'keyword.other.clause',
    },
  ],
  [
    'T\n| summarize count() by bin(at, 1h)',
    {
      summarize: 'keyword.control.operator',
      count: 'entity.name.function',
      by: 'keyword.other.clause',
      bin: 'entity.name.function',
      at: 'variable.other',
    },
  ],
  ['T | where count == 3', { count: 'variable.other', where: 'keyword.control.operator' }],
  [
    'let f = (a: string, b: long) { a };',
    { let: 'keyword.other.let', f: 'entity.name.function', b: 'variable.parameter', long: 'storage.type' },
  ],
  ['let x = ago(1h);', { x: 'variable.other.constant', ago: 'entity.name.function' }],
  ['set notruncation;', { set: 'keyword.other.set', notruncation: 'support.constant.option' }],
  ['declare query_parameters(n: long = 3);', { declare: 'keyword.other.declare', n: 'variable.parameter' }],
  ["T | where ['odd name'] > 1", { "'odd name'": 'variable.other.quoted' }],
  [
    'T | join kind=leftanti (U) on $left.a == $right.b',
    {
      kind: 'variable.parameter.option',
      leftanti: 'support.constant.kind',
      $left: 'variable.language',
      on: 'keyword.other.clause',
    },
  ],
  [
    'T | render timechart with (title="x")',
    { render: 'keyword.control.operator', timechart: 'support.constant.chart', with: 'keyword.other.clause' },
  ],
  [
    'T | where a !in~ ("x") and b matches regex "y" and c !has "z"',
    { '!in~': 'keyword.operator.word', matches: 'keyword.operator.word', '!has': 'keyword.operator.word' },
  ],
  [
    'T | order by a desc nulls last',
    { order: 'keyword.control.operator', desc: 'keyword.other.clause', last: 'keyword.other.clause' },
  ],
  ['union A, B', { union: 'keyword.control.operator', A: 'variable.other' }],
];

describe('grammar', () => {
  for (const [text, expected] of cases) {
    it(text.replaceAll('\n', '⏎'), () => {
      const found = scopes(text);
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((piece) => [piece, found.get(piece)])), expected);
    });
  }

  it('closes a string that was not, at the end of its line', () => {
    assert.equal(scopes('print "open\n| take 1').get('take'), 'keyword.control.operator');
  });

  it('leaves no text out and adds none', () => {
    const text = 'let a = 1; // x\nT | where b has "c" and d in (1, 2)\n| render piechart';
    const pieces = tokenize(grammar, text).map((piece) => piece.text);
    assert.equal(pieces.join('').replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
  });

  it('refers to rules that exist, with names of its language', () => {
    const walk = (rule: Rule): void => {
      if (rule.include !== undefined) assert.ok(rule.include.slice(1) in grammar.repository, rule.include);
      if (rule.begin !== undefined) assert.ok(rule.end !== undefined, rule.begin);
      const captures = [rule.captures, rule.beginCaptures, rule.endCaptures].flatMap((all) => Object.values(all ?? {}));
      for (const { name } of [...captures, ...(rule.name === undefined ? [] : [{ name: rule.name }])])
        assert.match(name, /\.kql$/);
      rule.patterns?.forEach(walk);
    };
    grammar.patterns.forEach(walk);
    Object.values(grammar.repository).forEach(walk);
  });

  it('reaches Markdown under the scope of KQL', () => {
    const { injectionSelector } = read('syntaxes/kqlInMarkdown.tmLanguage.json') as { readonly injectionSelector: string };
    assert.equal(injectionSelector, 'L:text.html.markdown');
    assert.ok(JSON.stringify(read('syntaxes/kqlInMarkdown.tmLanguage.json')).includes(`"include":"${grammar.scopeName}"`));
  });
});

describe('language configuration', () => {
  const configuration = read('language-configuration.json') as {
    readonly wordPattern: string;
    readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
    readonly onEnterRules: readonly { readonly beforeText: string; readonly afterText: string }[];
    readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  };
  const words = (text: string): readonly string[] => text.match(new RegExp(configuration.wordPattern, 'g')) ?? [];

  it('takes operators with a hyphen for one word, and a difference for two', () => {
    assert.deepEqual(words('| project-away a, $left.b | extend c = total-used - 1.5h'), [
      'project-away',
      'a',
      '$left',
      'b',
      'extend',
      'c',
      'total',
      'used',
      '1.5h',
    ]);
    assert.equal(new RegExp(configuration.wordPattern).exec('  |  '), null);
  });

  it('indents what stands in brackets', () => {
    const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
    for (const [line, more] of [
      ['| join kind=inner (', true],
      ['let f = (a: string) { // what', true],
      ['| where a == "("', false],
      ['// (', false],
    ] as const)
      assert.equal(new RegExp(increaseIndentPattern).test(line), more, line);
    assert.ok(new RegExp(decreaseIndentPattern).test('  ) on Name'));
  });

  it('goes on with a comment that is broken in two, not with one that is ended', () => {
    const [{ beforeText, afterText } = { beforeText: '', afterText: '' }] = configuration.onEnterRules;
    assert.ok(new RegExp(beforeText).test('// one') && new RegExp(afterText).test(' two'));
    assert.ok(!new RegExp(afterText).test(''));
  });

  it('folds regions', () => {
    const { start, end } = configuration.folding.markers;
    assert.ok(
      new RegExp(start).test('//region x') && new RegExp(start).test('  // #region') && !new RegExp(start).test('//regions'),
    );
    assert.ok(new RegExp(end).test('//endregion') && !new RegExp(start).test('//endregion'));
  });
});
