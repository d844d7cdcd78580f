import assert from 'node:assert/strict';
import type { Expr, Operator, QueryTree } from '../../../../../src/kql/ask/compose/ast';
import {
  and,
  between,
  binary,
  call,
  column,
  duration,
  eq,
  gt,
  inList,
  instant,
  list,
  literal,
  named,
  not,
  or,
  path,
  star,
  within,
} from '../../../../../src/kql/ask/compose/build';
import { charts, functions } from '../../../../../src/kql/ask/compose/functions';
import { print } from '../../../../../src/kql/ask/compose/print';
import { printTop } from '../../../../../src/kql/ask/compose/printExpr';
import { analyze, globalsOf, officialNames } from '../../../../../src/kql/language/kusto';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../../src/model/time';

const at = Date.UTC(2026, 10, 17, 2, 45);
const [a, b, c] = [column('a'), column('b'), column('c')];
const table = (name: string, ...operators: Operator[]) => ({ source: { kind: 'table' as const, name }, operators });
const tree = (...operators: Operator[]): QueryTree => ({ lets: [], body: table('T', ...operators) });

const expressions: readonly (readonly [string, Expr])[] = [
  ['a', a],
  ["['a b']", column('a b')],
  ["['kind']", column('kind')],
  ["['it\\'s']", column("it's")],
  ["'it\\'s \"x\"\\n'", literal('it\'s "x"\n')],
  ['5', literal(5)],
  ['2.5', literal(2.5)],
  ['5.0', literal(5, 'real')],
  ['true', literal(true)],
  ['long(9223372036854775807)', literal('9223372036854775807', 'long')],
  ['guid(11111111-2222-3333-4444-555555555555)', literal('11111111-2222-3333-4444-555555555555', 'guid')],
  ['dynamic({"a":[1]})', literal({ a: [1] })],
  ['datetime(2026-11-17T02:45:00Z)', instant(at)],
  ['datetime(2026-11-17T02:45:00.123Z)', instant(at + 123)],
  ['0s', duration(0)],
  ['5m', duration(5 * MINUTE)],
  ['90m', duration(90 * MINUTE)],
  ['1h', duration(HOUR)],
  ['36h', duration(36 * HOUR)],
  ['7d', duration(7 * DAY)],
  ['30s', duration(30 * SECOND)],
  ['1500ms', duration(1500)],
  ['-5m', duration(-5 * MINUTE)],
  ['a - -5m', binary(a, '-', duration(-5 * MINUTE))],
  ['ago(1d)', call('ago', duration(DAY))],
  ['dynamic([1,"x"])', list([literal(1), literal('x')])],
  ["pack_array(a, 'x')", list([a, literal('x')])],
  ['tostring(Properties.Level)', path('Properties', ['Level'])],
  ["tostring(Properties['a.b'].c[0])", path('Properties', ['a.b', 'c', 0])],
  ["Properties['']", path('Properties', [''], null)],
  ["todouble(['a b'].x)", path('a b', ['x'], 'todouble')],
  ['a == 1 and b == 2', and(eq(a, literal(1)), eq(b, literal(2)))],
  ['a == 1 or (b == 2 and c == 3)', or(eq(a, literal(1)), and(eq(b, literal(2)), eq(c, literal(3))))],
  ['(a == 1 or b == 2) and c == 3', and(or(eq(a, literal(1)), eq(b, literal(2))), eq(c, literal(3)))],
  ['a > 1 and (b > 1 and c > 1)', and(gt(a, literal(1)), and(gt(b, literal(1)), gt(c, literal(1))))],
  ['(a == b) == c', eq(eq(a, b), c)],
  ['a == (b == c)', eq(a, eq(b, c))],
  ['a - b - c', binary(binary(a, '-', b), '-', c)],
  ['a - (b - c)', binary(a, '-', binary(b, '-', c))],
  ['(a + b) * c', binary(binary(a, '+', b), '*', c)],
  ['a + b * c', binary(a, '+', binary(b, '*', c))],
  ['a / (b * c)', binary(a, '/', binary(b, '*', c))],
  ['a + b > c', gt(binary(a, '+', b), c)],
  [
    '100.0 * countif(a == 1) / count()',
    binary(binary(literal(100, 'real'), '*', call('countif', eq(a, literal(1)))), '/', call('count')),
  ],
  ['not(a == 1)', not(eq(a, literal(1)))],
  ['a between (1 .. 2)', between(a, literal(1), literal(2))],
  ['a !between (b + 1 .. c)', { kind: 'between', value: a, low: binary(b, '+', literal(1)), high: c, negated: true }],
  ["a in~ ('x', 'y')", inList(a, ['x', 'y'], 'in~')],
  ["a has_any ('x')", inList(a, ['x'], 'has_any')],
  ["a matches regex '^\\\\d'", binary(a, 'matches regex', literal('^\\d'))],
  ['arg_max(TimeGenerated, *)', call('arg_max', column('TimeGenerated'), star)],
  [
    'T >= datetime(2026-11-17T02:45:00Z) and T < datetime(2026-11-17T03:45:00Z)',
    within(column('T'), { from: at, to: at + HOUR }),
  ],
];

const wrong: readonly (readonly [string, QueryTree])[] = [
  ['a function of no list', tree({ kind: 'where', condition: call('externaldata', a) })],
  ['a name that is no function', tree({ kind: 'where', condition: call('not(true) | union *//', a) })],
  ['too few arguments', tree({ kind: 'where', condition: call('bin', a) })],
  ['too many arguments', tree({ kind: 'where', condition: call('ago', a, b) })],
  ['an inherited name as a function', tree({ kind: 'where', condition: call('constructor', a) })],
  [
    'an operator of no list',
    tree({ kind: 'where', condition: { ...binary(a, '==', b), operator: '| union *' as '==' } as Expr }),
  ],
  [
    'an inherited name as an operator',
    tree({ kind: 'where', condition: { ...binary(a, '==', b), operator: 'toString' as '==' } as Expr }),
  ],
  ['a list operator of no list', tree({ kind: 'where', condition: inList(a, ['x'], 'of' as 'in') })],
  ['an empty list', tree({ kind: 'where', condition: inList(a, []) })],
  ['an empty name', tree({ kind: 'where', condition: column('') })],
  ['an empty table', { lets: [], body: table('') }],
  ['a conversion of no list', tree({ kind: 'where', condition: path('a', ['b'], 'evil' as 'tostring') })],
  ['a place below zero', tree({ kind: 'where', condition: path('a', [-1]) })],
  ['text as a number', tree({ kind: 'where', condition: literal('1) or true //', 'long') })],
  ['text as a moment', tree({ kind: 'where', condition: literal('2020-01-01) or (true', 'datetime') })],
  ['text as a guid', tree({ kind: 'where', condition: literal('x) or (true', 'guid') })],
  ['text as a truth value', tree({ kind: 'where', condition: literal('true | union *', 'bool') })],
  ['text as a duration', tree({ kind: 'where', condition: literal('1h) or (true', 'timespan') })],
  ['a type of no list', tree({ kind: 'where', condition: literal('x', 'evil' as 'long') })],
  ['no moment', tree({ kind: 'where', condition: instant(Number.NaN) })],
  ['a moment out of range', tree({ kind: 'where', condition: instant(9e15) })],
  ['no duration', tree({ kind: 'where', condition: duration(Infinity) })],
  ['a fraction of a millisecond', tree({ kind: 'where', condition: duration(0.5) })],
  ['no rows', tree({ kind: 'take', count: 0 })],
  ['a fraction of a row', tree({ kind: 'take', count: 1.5 })],
  ['text as a count', tree({ kind: 'take', count: '5 | union *' as unknown as number })],
  ['a chart of no list', tree({ kind: 'render', chart: 'evil', properties: {} })],
  ['a property of no list', tree({ kind: 'render', chart: 'timechart', properties: { 'a) | union *': 'x' } })],
  ['a wrong kind of chart', tree({ kind: 'render', chart: 'timechart', properties: { kind: 'x) | union *' } })],
  ['text as a bound of an axis', tree({ kind: 'render', chart: 'timechart', properties: { ymin: '1) //' } })],
  ['a join of no kind', tree({ kind: 'join', how: 'evil' as 'inner', right: table('U'), on: ['a'] })],
  ['a join on nothing', tree({ kind: 'join', how: 'inner', right: table('U'), on: [] })],
  ['a join on a side', tree({ kind: 'join', how: 'inner', right: table('U'), on: ['$left'] })],
  ['a union of nothing', { lets: [], body: { source: { kind: 'union', tables: [], isFuzzy: false }, operators: [] } }],
  ['a summarize of nothing', tree({ kind: 'summarize', aggregates: [], by: [] })],
  ['a project of nothing', tree({ kind: 'project', columns: [] })],
];

describe('the printer', () => {
  for (const [text, expr] of expressions)
    it(`writes ${text}`, () => {
      assert.equal(printTop(expr), text);
    });

  for (const [what, one] of wrong)
    it(`throws for ${what}`, () => {
      assert.throws(() => print(one), TypeError);
    });

  it('writes an operator a line, with what is nested indented', () => {
    const window = { from: at, to: at + HOUR };
    const failed = table('AppRequests', { kind: 'where', condition: eq(column('Success'), literal(false)) });
    const text = print({
      lets: [
        { name: 'slow', value: literal(1000) },
        { name: 'failed', value: failed },
      ],
      body: {
        source: { kind: 'union', isFuzzy: true, tables: [table('failed'), table('App Old', { kind: 'take', count: 5 })] },
        operators: [
          { kind: 'join', how: 'leftouter', on: ['OperationId', 'a b'], right: table('AppTraces', { kind: 'count' }) },
          {
            kind: 'make-series',
            series: [{ ...named('n', call('count')), default: literal(0) }],
            on: 'TimeGenerated',
            from: instant(window.from),
            to: instant(window.to),
            step: duration(5 * MINUTE),
            by: [{ expr: column('Name') }],
          },
          { kind: 'mv-expand', column: 'n', type: 'long' },
          {
            kind: 'order',
            by: [
              { expr: column('n'), descending: true },
              { expr: column('Name'), descending: false },
            ],
          },
          {
            kind: 'render',
            chart: 'timechart',
            properties: { title: "it's", ycolumns: ['n', 'a b'], kind: 'stacked', ymin: '0' },
          },
        ],
      },
    });
    assert.equal(
      text,
      `let slow = 1000;
let failed =
    AppRequests
    | where Success == false;
union isfuzzy=true failed, (
    ['App Old']
    | take 5
)
| join kind=leftouter (
    AppTraces
    | count
) on OperationId, ['a b']
| make-series n = count() default=0 on TimeGenerated from datetime(2026-11-17T02:45:00Z) to datetime(2026-11-17T03:45:00Z) step 5m by Name
| mv-expand n to typeof(long)
| order by n desc, Name asc
| render timechart with (title='it\\'s', ycolumns=n, ['a b'], kind=stacked, ymin=0)`,
    );
  });

  it('knows no function that the language does not', () => {
    const { functions: scalars, aggregates } = officialNames();
    // A construct of the grammar, written as a call.
    const known = new Set([...scalars, 'toscalar']);
    const missing = [...functions].filter(
      ([name, { kind }]) => !(kind === 'scalar' ? known.has(name) : aggregates.includes(name)),
    );
    assert.deepEqual(
      missing.map(([name]) => name),
      [],
    );
  });

  it('knows no chart that the language does not', () => {
    const globals = globalsOf([{ name: 'T', schema: [{ name: 'n', type: 'long' }] }]);
    for (const chart of charts) {
      const { diagnostics } = analyze(print(tree({ kind: 'render', chart, properties: {} })), globals);
      assert.deepEqual(diagnostics, [], chart);
    }
  });
});
