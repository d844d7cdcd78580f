import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toMarkdown } from '../../../src/documents/markdown';
import { toText } from '../../../src/documents/text';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import type { CommandContext } from '../../../src/commands/context';
import type { ReadableDocument, Span } from '../../../src/model/document';
import { parseIso } from '../../../src/model/time';
import { isWrite } from '../ledger';
import { eventually, open, run, setSetting, type Opened } from '../workbench';

const cases = [
  {
    story: contosoHotels,
    headline: 'Yes, 2 critical alerts in the last 12 hours, one incident. 0 still fire, 2 not acknowledged.',
    says: ['90 % (rule: > 85 %)', '8.4 s (rule: > 3 s)', '02:45', '02:50', '02:55', '02:58', '02:59', 'Disk space low'],
    values: [2, 90, 85, 8.4, 3, ...instants('01:45', '01:50', '01:55', '01:58', '01:59')],
    tokyo: ['10:45', '10:50', '10:55', '10:58', '10:59'],
  },
  {
    story: tradexExchange,
    headline: 'Yes, 3 critical alerts in the last 12 hours, one incident. 0 still fire, 2 not acknowledged.',
    says: ['4 s (rule: > 1 s)', '61 (rule: > 20)', '24,800 (rule: > 5,000)', '09:15', '11:35', 'Acknowledged by priya.nair@'],
    values: [3, 4, 61, 20, 24_800, 5000, ...instants('03:45', '03:48', '03:51', '06:05', '06:08').map((at) => at + 86_400_000)],
    tokyo: ['12:45', '12:48', '12:51', '15:05', '15:08'],
  },
] as const;

for (const { story, headline, says, values, tokyo } of cases) {
  describe(`overnight summary of ${story.name}`, () => {
    let opened: Opened;
    before(async () => {
      opened = await open(story);
      await run(opened.context, 'sre.overnightSummary', []);
    });
    after(() => setSetting('sre.timeZone', undefined));

    it('answers in its first sentence and tells values, times and responses', () => {
      const document = shown(opened.context);
      assert.equal(document.demo, true);
      const [first] = document.blocks;
      assert.ok(first?.kind === 'paragraph');
      assert.equal(words(first.spans), headline);
      assertSays(document, says);
    });

    it('has the numbers as facts, each with the request that it came from', () => {
      const facts = Object.values(shown(opened.context).facts);
      const known = new Set(facts.map(({ value }) => value));
      for (const value of values) assert.ok(known.has(value), `no fact is ${value}`);
      for (const { id, provenance } of facts) {
        assert.ok(provenance.length > 0, id);
        for (const { request } of provenance) assert.match(request.url, /^https:\/\/management\.azure\.com\//, id);
      }
    });

    it('opens the source of a number and asks it again', async () => {
      const fact = Object.values(shown(opened.context).facts).find(({ label }) => label.startsWith('Peak of'));
      assert.ok(fact);
      const { messages } = await run(opened.context, 'sre.openFact', [fact]);
      assert.deepEqual(messages, []);
      const source = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.ok(source.startsWith(`// ${fact.label}: ${fact.value} (`), source.slice(0, 200));
      assert.match(source, /HTTP 200/);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    });

    it('becomes Markdown with every fact that is on screen', () => {
      const document = shown(opened.context);
      const markdown = toMarkdown(document).replaceAll(/\\(.)|\*\*/g, '$1');
      const spans = factSpans(document);
      assert.ok(spans.length >= values.length);
      for (const span of spans) assert.ok(markdown.includes(span.text), span.text);
      assert.ok(markdown.includes(headline));
      assert.match(markdown, /Demo: an embedded environment/);
    });

    it('states the same facts in another time zone, with other clock labels', async () => {
      const here = shown(opened.context);
      await setSetting('sre.timeZone', 'Asia/Tokyo');
      const there = await eventually('the summary in the time zone of Tokyo', () => {
        const document = opened.context.panels.documentOf('overnight');
        return document?.subtitle.endsWith('Asia/Tokyo') === true ? document : undefined;
      });
      assert.deepEqual(there.facts, here.facts);
      assertSays(there, tokyo);
      const labels = (document: ReadableDocument) =>
        factSpans(document).flatMap(({ fact, text }) => (document.facts[fact]?.unit === 'instant' ? [text] : []));
      const moved = labels(there);
      for (const [index, label] of labels(here).entries()) assert.notEqual(moved[index], label);
    });

    it('writes nothing', async () => {
      assert.deepEqual((await opened.demo.requestLog()).filter(isWrite), []);
    });
  });
}

function shown(context: CommandContext): ReadableDocument {
  const document = context.panels.documentOf('overnight');
  assert.ok(document, 'no overnight summary is on screen');
  return document;
}

function assertSays(document: ReadableDocument, parts: readonly string[]): void {
  const said = toText(document, { width: 400 });
  for (const part of parts) assert.ok(said.includes(part), `${part}\n--- not in ---\n${said}`);
}

function words(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

/** Every fact on screen, wherever in the document. */
function factSpans(value: unknown): readonly (Span & { readonly kind: 'fact' })[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isFactSpan(value)) return [value];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'facts' ? [] : factSpans(inner)));
}

function isFactSpan(value: object): value is Span & { readonly kind: 'fact' } {
  return 'kind' in value && value.kind === 'fact' && 'fact' in value && 'text' in value;
}

function instants(...clocks: readonly string[]): readonly number[] {
  return clocks.map((clock) => parseIso(`2026-11-17T${clock}:00Z`));
}
