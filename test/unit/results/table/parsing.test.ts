import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CellResult, ResultRequest } from '../../../../src/model/cellResult';
import { parseCellResult, parseReply } from '../../../../src/results/table/parseCellResult';
import {
  keepState,
  parseKeptStates,
  parseViewState,
  type KeptStates,
  type ViewState,
} from '../../../../src/results/table/viewState';
import {
  parsePanelHostMessage,
  parsePanelPageMessage,
  parsePanelState,
  parseResultRequest,
} from '../../../../src/webviews/results/panelProtocol';

const result: CellResult = {
  version: 1,
  id: 'r1',
  source: 'Log Analytics: logs',
  ranAt: 1,
  milliseconds: 2,
  time: { from: 'range', window: { from: 1, to: 2 }, text: 'last hour' },
  timeZone: 'Europe/Madrid',
  tables: [{ name: 'T', columns: [{ name: 'a', type: 'long' }], rows: [[1], [null]], totalRows: 5 }],
  render: { visualization: 'timechart', properties: { Title: 'x' } },
  statistics: { seconds: 1, detail: { cpu: 1 } },
  notices: ['a'],
  failures: [{ source: 'logs', kind: 'partial', message: 'm', nextAction: 'n' }],
};
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('results from a file', () => {
  it('are read back whole', () => assert.deepEqual(parseCellResult(overTheWire(result)), { value: result }));

  const spoiled: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a list', []],
    ['no version', { ...result, version: undefined }],
    ['no tables', { ...result, tables: undefined }],
    ['a row that is too short', { ...result, tables: [{ ...result.tables[0], rows: [[]] }] }],
    ['a row that is none', { ...result, tables: [{ ...result.tables[0], rows: [{}] }] }],
    ['an unknown type', { ...result, tables: [{ ...result.tables[0], columns: [{ name: 'a', type: 'blob' }] }] }],
    ['fewer rows in all than here', { ...result, tables: [{ ...result.tables[0], totalRows: 1 }] }],
    ['a notice that is no text', { ...result, notices: [{}] }],
    ['an unknown failure', { ...result, failures: [{ kind: 'odd' }] }],
    ['a time from nowhere', { ...result, time: { from: 'toString', text: '' } }],
    ['a moment that is no number', { ...result, ranAt: '5' }],
  ];
  for (const [name, value] of spoiled) {
    it(`are refused with a sentence: ${name}`, () => {
      const parsed = parseCellResult(value);
      assert.ok('problem' in parsed);
      assert.match(parsed.problem, /^This result .*Run the query again\.$/);
    });
  }

  it('of another format say so', () => {
    const parsed = parseCellResult({ ...result, version: 2 });
    assert.ok('problem' in parsed && parsed.problem.includes('format 2'));
  });

  it('never throw', () => fc.assert(fc.property(fc.anything(), (value) => void parseCellResult(value))));
});

describe('messages of the results panel', () => {
  const requests: readonly ResultRequest[] = [
    { type: 'rows', request: 1, result: 'r', table: 0, from: 0, to: 5000 },
    { type: 'copyText', text: 'a' },
    { type: 'export', result: 'r', table: 0, format: 'parquet', columns: ['a'], rows: [3, 1] },
    { type: 'export', result: 'r', table: 0, format: 'csv', columns: ['a'] },
    { type: 'saveImage', format: 'png', data: 'AAAA' },
    { type: 'filter', result: 'r', column: 'a', operator: '>', value: 5 },
    { type: 'filter', result: 'r', column: 'a', operator: '==', value: { b: [null] } },
    { type: 'timeRange', result: 'r', window: { from: 1, to: 2 } },
  ];
  for (const request of requests) {
    it(`takes ${JSON.stringify(request)}`, () => {
      assert.deepEqual(parseResultRequest(overTheWire(request)), request);
      assert.deepEqual(parsePanelPageMessage(overTheWire(request)), request);
    });
  }

  const refused: readonly unknown[] = [
    { type: 'rows', request: 1, result: 'r', table: 0, from: -1, to: 5 },
    { type: 'export', result: 'r', table: 0, format: 'exe', columns: [] },
    { type: 'export', result: 'r', table: 0, format: 'toString', columns: [] },
    { type: 'export', result: 'r', table: 0, format: 'csv', columns: ['a'], rows: [1.5] },
    { type: 'filter', result: 'r', column: 'a', operator: 'or', value: 1 },
    { type: 'filter', result: 'r', column: 'a', operator: '==' },
    { type: 'timeRange', result: 'r', window: { from: 2, to: 2 } },
    { type: 'timeRange', result: 'r', window: { from: Number.NaN, to: 2 } },
    { type: 'saveImage', format: 'exe', data: '' },
    { type: 'copyText' },
    { type: 'other', result: 'r' },
    undefined,
    'ready',
  ];
  for (const message of refused) {
    it(`refuses ${JSON.stringify(message)}`, () => assert.equal(parsePanelPageMessage(message), undefined));
  }

  it('takes what the page says beside requests', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'ready', result: 'r' },
      { type: 'cancel' },
      { type: 'action', id: 'signIn' },
    ])
      assert.deepEqual(parsePanelPageMessage(message), message);
  });

  it('takes what the host says', () => {
    const messages = [
      { type: 'result', result },
      { type: 'running', text: 'Running…', cancellable: true },
      { type: 'error', message: 'm', detail: 'd', actions: [{ id: 'a', label: 'A' }] },
      { type: 'empty' },
      { type: 'gone', request: 3, message: 'm' },
      { type: 'rows', request: 3, rows: [[1]] },
    ];
    for (const message of messages) assert.deepEqual(parsePanelHostMessage(overTheWire(message)), message);
    for (const message of [{ type: 'running' }, { type: 'rows', request: 1, rows: [1] }, {}, null])
      assert.equal(parsePanelHostMessage(message), undefined);
  });

  it('shows a malformed result as an error', () =>
    assert.equal(parsePanelHostMessage({ type: 'result', result: { version: 1 } })?.type, 'error'));

  it('knows replies from other things', () => {
    assert.equal(parseReply({ type: 'rows', request: '1', rows: [] }), undefined);
    assert.equal(parseReply({ type: 'gone', request: 1 }), undefined);
  });
});

describe('kept arrangements', () => {
  const state: ViewState = {
    table: 1,
    face: 'table',
    arrangements: { 1: { sort: [{ column: 0, descending: true }], filters: { 2: '>5' }, hidden: [3] } },
    height: 300,
  };

  it('are read back', () => {
    assert.deepEqual(parseViewState(overTheWire(state)), state);
    assert.deepEqual(parsePanelState(overTheWire({ result: 'r', view: state })), { result: 'r', view: state });
  });

  it('lose what is malformed', () => {
    const spoiled = {
      ...state,
      height: -1,
      arrangements: { 0: { sort: [{ column: 'a' }, 5], filters: { 1: 5 }, hidden: [-1, 2] }, 1: 'x' },
    };
    assert.deepEqual(parseViewState(spoiled)?.arrangements, {
      0: { sort: [], filters: {}, hidden: [2] },
      1: { sort: [], filters: {}, hidden: [] },
    });
    assert.equal(parseViewState({ ...state, face: 'map' }), undefined);
    assert.equal(parsePanelState({ view: state }), undefined);
    assert.deepEqual(parseKeptStates({ a: state, b: 5 }), { a: state });
  });

  it('are kept for the results that were touched last', () => {
    let kept: KeptStates = {};
    for (let place = 0; place < 100; place++) kept = keepState(kept, `r${place}`, state);
    kept = keepState(kept, 'r60', state);
    assert.equal(Object.keys(kept).length, 60);
    assert.equal(Object.keys(kept).at(-1), 'r60');
    assert.equal(kept['r0'], undefined);
  });
});
