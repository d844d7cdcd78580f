import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isOffered,
  parseHostMessage,
  parseLabels,
  parseSavedState,
  parseWebviewMessage,
  type WebviewMessage,
} from '../../../../src/webviews/document/protocol';
import { overTheWire, sampleContent } from './sampleDocument';

describe('messages of the document webview', () => {
  const accepted: WebviewMessage[] = [
    { type: 'ready' },
    { type: 'cancel' },
    { type: 'openFact', id: 'peak' },
    { type: 'action', id: 'refresh' },
    { type: 'open', target: { kind: 'alert', id: '/alerts/1' } },
    { type: 'open', target: { kind: 'command', command: 'sre.demo.moveClock', argument: '1h' } },
  ];
  for (const message of accepted) {
    it(`takes ${JSON.stringify(message)}`, () => assert.deepEqual(parseWebviewMessage(overTheWire(message)), message));
  }

  const refused: unknown[] = [
    undefined,
    null,
    'ready',
    [],
    {},
    { type: 'eval', code: '1' },
    { type: 'openFact' },
    { type: 'openFact', id: '' },
    { type: 'action', id: 7 },
    { type: 'open' },
    { type: 'open', target: { kind: 'file', id: '/etc/passwd' } },
    { type: 'open', target: { kind: 'alert', id: '' } },
    { type: 'open', target: { kind: 'command', command: 'workbench.action.terminal.sendSequence' } },
    { type: 'open', target: { kind: 'command', command: 'sre.x; other' } },
    { type: 'open', target: { kind: 'command', command: 'sre.openFact', argument: { deep: true } } },
  ];
  for (const message of refused) {
    it(`refuses ${JSON.stringify(message)}`, () => assert.equal(parseWebviewMessage(message), undefined));
  }

  it('drops what a message should not carry', () => {
    assert.deepEqual(parseWebviewMessage({ type: 'ready', id: 'x', __proto__: null }), { type: 'ready' });
  });

  it('never throws, and gives back only what it would take again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('ready', 'openFact', 'open', 'action', 'cancel', 'x'), (value, type) => {
        const parsed = parseWebviewMessage({ type, id: value, target: value });
        if (parsed) assert.deepEqual(parseWebviewMessage(overTheWire(parsed)), parsed);
      }),
    );
  });
});

describe('what the screen offers', () => {
  const error = { message: 'no', nextAction: 'try', actions: [{ id: 'signIn', label: 'Sign In…' }] };
  const table: [WebviewMessage, boolean][] = [
    [{ type: 'ready' }, true],
    [{ type: 'cancel' }, true],
    [{ type: 'openFact', id: 'peak' }, true],
    [{ type: 'openFact', id: 'toString' }, false],
    [{ type: 'action', id: 'insert' }, true],
    [{ type: 'action', id: 'signIn' }, true],
    [{ type: 'action', id: 'delete' }, false],
    [{ type: 'open', target: { kind: 'alert', id: '/alerts/1' } }, true],
    [{ type: 'open', target: { kind: 'resource', id: '/alerts/1' } }, false],
    [{ type: 'open', target: { kind: 'resource', id: '/vm/1' } }, true],
    [{ type: 'open', target: { kind: 'incident', id: 'i1' } }, true],
    [{ type: 'open', target: { kind: 'command', command: 'sre.openFact' } }, true],
    [{ type: 'open', target: { kind: 'command', command: 'sre.refreshAlerts', argument: 'all' } }, true],
    [{ type: 'open', target: { kind: 'command', command: 'sre.refreshAlerts', argument: 'other' } }, false],
    [{ type: 'open', target: { kind: 'command', command: 'sre.refreshAlerts' } }, false],
  ];
  for (const [message, expected] of table) {
    it(`${expected ? 'includes' : 'excludes'} ${JSON.stringify(message)}`, () => {
      assert.equal(isOffered(message, sampleContent, error), expected);
    });
  }

  it('is nothing but the handshake before there is a document', () => {
    assert.deepEqual(
      table.map(([message]) => message).filter((message) => isOffered(message, undefined, undefined)),
      [{ type: 'ready' }, { type: 'cancel' }],
    );
  });
});

describe('messages of the host', () => {
  for (const message of [
    { type: 'document', content: sampleContent },
    { type: 'progress', text: 'Reading…' },
    { type: 'error', message: 'no', nextAction: 'try', actions: [] },
    { type: 'idle' },
  ]) {
    it(`arrive whole: ${message.type}`, () => assert.deepEqual(parseHostMessage(overTheWire(message)), message));
  }

  const { document } = sampleContent;
  const withLink = (to: unknown): unknown => ({
    ...document,
    blocks: [{ kind: 'paragraph', spans: [{ kind: 'link', to, text: 'x' }] }],
  });
  const malformed: [string, unknown][] = [
    ['an unknown type', { type: 'html', html: '<b>' }],
    ['progress without words', { type: 'progress' }],
    ['an error without a next action', { type: 'error', message: 'no', actions: [] }],
    ['an action without id', { type: 'document', content: { ...sampleContent, actions: [{ id: '', label: 'x' }] } }],
    ['no subject', { type: 'document', content: { ...sampleContent, subject: undefined } }],
    [
      'an unknown block',
      { type: 'document', content: { ...sampleContent, document: { ...document, blocks: [{ kind: 'html' }] } } },
    ],
    [
      "a foreign extension's command",
      { type: 'document', content: { ...sampleContent, document: withLink({ kind: 'command', command: 'git.push' }) } },
    ],
    [
      'a fact under another id',
      { type: 'document', content: { ...sampleContent, document: { ...document, facts: { other: document.facts['peak'] } } } },
    ],
    [
      'a value that JSON cannot carry',
      {
        type: 'document',
        content: { ...sampleContent, document: { ...document, facts: { peak: { ...document.facts['peak'], value: NaN } } } },
      },
    ],
  ];
  for (const [name, message] of malformed) {
    it(`are refused: ${name}`, () => assert.equal(parseHostMessage(message), undefined));
  }

  it('are refused when details nest without end', () => {
    let blocks: unknown[] = [];
    for (let depth = 0; depth < 1_000; depth += 1) blocks = [{ kind: 'details', summary: [], blocks }];
    assert.equal(
      parseHostMessage({ type: 'document', content: { ...sampleContent, document: { ...document, blocks } } }),
      undefined,
    );
  });
});

describe('the saved state', () => {
  it('comes back as it was saved', () => {
    const state = { content: sampleContent, scroll: 120, open: [0, 2] };
    assert.deepEqual(parseSavedState(overTheWire(state)), state);
  });

  it('mends a scroll position and places that make no sense', () => {
    assert.deepEqual(parseSavedState({ content: sampleContent, scroll: -5, open: [1, 'x', 1.5] }), {
      content: sampleContent,
      scroll: 0,
      open: [1],
    });
    assert.deepEqual(parseSavedState({ content: sampleContent }), { content: sampleContent, scroll: 0, open: [] });
  });

  it('is undefined without a document that can be read', () => {
    for (const state of [undefined, null, {}, { content: {} }, { content: { ...sampleContent, document: { title: 'old' } } }]) {
      assert.equal(parseSavedState(state), undefined);
    }
  });
});

describe('the labels', () => {
  const labels = {
    demo: 'a',
    demoStrip: 'b',
    demoStripUnnamed: 'c',
    toolbar: 'd',
    cancel: 'e',
    updated: 'f',
    empty: 'g',
    showOrigin: 'h',
    tones: { good: 'i', bad: 'j', warning: 'k', info: 'l' },
  };

  it('are read whole', () => assert.deepEqual(parseLabels(overTheWire(labels)), labels));

  for (const key of Object.keys(labels)) {
    it(`are refused without ${key}`, () => assert.equal(parseLabels({ ...labels, [key]: undefined }), undefined));
  }

  for (const tone of Object.keys(labels.tones)) {
    it(`are refused without the word for ${tone}`, () => {
      assert.equal(parseLabels({ ...labels, tones: { ...labels.tones, [tone]: undefined } }), undefined);
    });
  }
});
