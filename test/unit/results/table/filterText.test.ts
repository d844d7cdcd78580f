import assert from 'node:assert/strict';
import type { Cell, ColumnType } from '../../../../src/model/query';
import { filterHelp, filterHint, parseFilter } from '../../../../src/results/table/filterText';

function passing(text: string, type: ColumnType, cells: readonly Cell[]): readonly Cell[] {
  const outcome = parseFilter(text, type);
  assert.ok(outcome && 'test' in outcome, `${text} is a filter`);
  return cells.filter((cell) => outcome.test(cell));
}

describe('filters of columns', () => {
  const words = ['GET /rooms', 'get /export', '', null, '=5', 'a "b"'];
  const numbers = [1, 5, 5.5, '9223372036854775807', '9223372036854775806', -3, null, 'NaN'];
  const moments = [
    '2026-06-09T08:15:00Z',
    '2026-06-09T08:15:30.1234567Z',
    '2026-06-10T00:00:00Z',
    '2026-06-08T23:59:59.9999999Z',
    null,
  ];
  const spans = ['00:00:00.5000000', '00:00:01', '1.00:00:00', '-00:00:01', null];
  const dynamics: Cell[] = [{ url: '/a' }, [1, 2], 'text', null];
  const cases: readonly (readonly [string, ColumnType, readonly Cell[], readonly Cell[]])[] = [
    ['get', 'string', words, ['GET /rooms', 'get /export']],
    ['=GET /rooms', 'string', words, ['GET /rooms']],
    ['== GET /rooms', 'string', words, ['GET /rooms']],
    ['=', 'string', words, ['']],
    ['!get', 'string', words, ['', null, '=5', 'a "b"']],
    ['!=', 'string', words, ['GET /rooms', 'get /export', null, '=5', 'a "b"']],
    ['"=5"', 'string', words, ['=5']],
    ['is null', 'string', words, [null]],
    ['IS  NOT NULL', 'string', words, ['GET /rooms', 'get /export', '', '=5', 'a "b"']],
    ['"is null"', 'string', words, []],
    ['5', 'real', numbers, [5]],
    ['>5', 'real', numbers, [5.5, '9223372036854775807', '9223372036854775806']],
    ['>=9,223,372,036,854,775,807', 'long', numbers, ['9223372036854775807']],
    ['=9223372036854775806', 'long', numbers, ['9223372036854775806']],
    ['<0', 'long', numbers, [-3]],
    ['1..5.5', 'real', numbers, [1, 5, 5.5]],
    ['!=5', 'real', numbers, [1, 5.5, '9223372036854775807', '9223372036854775806', -3, null, 'NaN']],
    ['1e0', 'real', numbers, [1]],
    ['2026-06-09', 'datetime', moments, moments.slice(0, 2)],
    ['2026-06-09 08:15', 'datetime', moments, moments.slice(0, 2)],
    ['=2026-06-09T08:15:30.1234567Z', 'datetime', moments, [moments[1]!]],
    ['>2026-06-09 08:15', 'datetime', moments, [moments[1]!, moments[2]!]],
    ['<2026-06-09', 'datetime', moments, [moments[3]!]],
    ['!=2026-06-09', 'datetime', moments, [moments[2]!, moments[3]!, null]],
    ['2026-06-08..2026-06-09', 'datetime', moments, [moments[0]!, moments[1]!, moments[3]!]],
    ['>500ms', 'timespan', spans, ['00:00:01', '1.00:00:00']],
    ['1s', 'timespan', spans, ['00:00:01']],
    ['0.5s..24h', 'timespan', spans, ['00:00:00.5000000', '00:00:01', '1.00:00:00']],
    ['<00:00:00', 'timespan', spans, ['-00:00:01']],
    ['true', 'bool', [true, false, null], [true]],
    ['!=true', 'bool', [true, false, null], [false, null]],
    ['url', 'dynamic', dynamics, [{ url: '/a' }]],
    ['=[1,2]', 'dynamic', dynamics, [[1, 2]]],
  ];
  for (const [text, type, cells, expected] of cases) {
    it(`${text} on ${type}`, () => assert.deepEqual(passing(text, type, cells), expected));
  }

  const refused: readonly (readonly [string, ColumnType, RegExp])[] = [
    ['abc', 'long', /“abc” is not a number/],
    ['>', 'real', /Say a number after “>”/],
    ['1..x', 'real', /“x” is not a number/],
    ['12,34', 'long', /not a number/],
    ['2026-13-01', 'datetime', /not a moment/],
    ['2026-02-30', 'datetime', /not a moment/],
    ['>yesterday', 'datetime', /“yesterday”/],
    ['5', 'timespan', /not a duration/],
    ['00:99:00', 'timespan', /not a duration/],
    ['maybe', 'bool', /neither true nor false/],
    ['>true', 'bool', /neither/],
    ['!', 'string', /must not contain/],
  ];
  for (const [text, type, problem] of refused) {
    it(`says what is wrong with ${text} on ${type}`, () => {
      const outcome = parseFilter(text, type);
      assert.ok(outcome && 'problem' in outcome);
      assert.match(outcome.problem, problem);
    });
  }

  it('asks for nothing when it is blank', () => assert.equal(parseFilter('  ', 'long'), undefined));

  it('has a hint and a help for every type', () => {
    for (const type of ['bool', 'int', 'datetime', 'timespan', 'string', 'dynamic'] as const) {
      assert.notEqual(filterHint(type), '');
      assert.match(filterHelp(type), /is null/);
    }
  });
});
