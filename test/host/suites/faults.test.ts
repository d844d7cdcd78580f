import assert from 'node:assert/strict';
import { RequestBudget } from '../../../src/azure/requestBudget';
import type { Fault, FaultKind } from '../../../src/demo/handle';
import { launchDemo } from '../../../src/demo/launch';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import { toText } from '../../../src/documents/text';
import { createDemoEnvironment } from '../../../src/environments/demo';
import { gatherOvernight } from '../../../src/incidents/gatherOvernight';
import { overnightWindow } from '../../../src/incidents/overnight';
import type { ReadableDocument } from '../../../src/model/document';
import type { SourceName } from '../../../src/model/fact';
import type { AlertReading, OvernightSummary } from '../../../src/model/overnight';
import { countWrites } from '../ledger';
import { open, run } from '../workbench';

const sources = {
  subscriptions: 'Subscriptions',
  alerts: 'Alerts',
  alertRules: 'Alert rules',
  metrics: 'Metrics',
  activityLog: 'Changes (activity log)',
  resources: 'Resources',
  dependencies: 'Dependencies',
  alertHistory: 'Alert history',
} satisfies Partial<Record<SourceName, string>>;
type Source = keyof typeof sources;

const unreadable = ['forbidden', 'throttled', 'throttledWithoutRetryAfter', 'serverError'] as const;
const faults = [...unreadable, 'slow', 'partial', 'empty'] as const satisfies readonly FaultKind[];

/** What a service answers in pages is read up to the page that fails; the others come whole or not at all. */
const paged: readonly Source[] = ['alerts', 'alertRules', 'activityLog', 'resources'];

/** The story that makes the summary use the source: only one has an alert that somebody answered. */
const storyFor = (source?: Source) => (source === 'alertHistory' ? tradexExchange : contosoHotels);

/** One summary over an environment of its own. Waits run beside each other, so the whole matrix takes as long as its slowest. */
async function summaryUnder(source: Source | undefined, fault?: Fault): Promise<OvernightSummary> {
  const demo = await launchDemo(storyFor(source).id, { inProcess: true });
  const environment = createDemoEnvironment(demo, { retryDelay: 1, budget: new RequestBudget({ firstBackOff: 1 }) });
  try {
    if (fault !== undefined) await demo.setFaults([fault]);
    const now = environment.clock.now();
    const { timeZone, name } = environment;
    const window = overnightWindow(now, {}, timeZone);
    return await gatherOvernight(environment.stores, { now, window, timeZone, environment: name, demo: true });
  } finally {
    await countWrites(demo);
    await environment.dispose();
  }
}

describe('overnight summary when a source fails', () => {
  const summaries = new Map<string, OvernightSummary>();
  const summaryOf = (source: Source, fault: FaultKind): OvernightSummary => found(summaries.get(`${source} ${fault}`));
  const wholeOf = (source: Source): OvernightSummary => found(summaries.get(storyFor(source).id));

  before(async function () {
    this.timeout(120_000);
    for (const story of ['dependencies', 'alertHistory'] as const) summaries.set(storyFor(story).id, await summaryUnder(story));
    const combinations = Object.keys(sources).flatMap((name) => faults.map((fault) => ({ source: name as Source, fault })));
    await Promise.all(
      combinations.map(async ({ source, fault }) =>
        summaries.set(`${source} ${fault}`, await summaryUnder(source, { service: source, fault })),
      ),
    );
  });

  for (const source of Object.keys(sources) as Source[]) {
    for (const fault of unreadable) {
      it(`names ${source} when it is ${fault}`, () => {
        const summary = summaryOf(source, fault);
        const text = textOf(summary.document);
        assert.equal(summary.complete, false);
        assert.ok(!saysAllClear(summary.document), text);
        assert.match(text, /What could not be read/);
        assert.ok(text.includes(`${sources[source]} could not be read`), text);
        const failures = summary.failures.filter((failure) => failure.source === source);
        assert.ok(failures.length > 0);
        for (const failure of failures) assert.ok(failure.nextAction !== '' && text.includes(failure.message), failure.message);
        if (fault !== 'forbidden') return;
        for (const { missingPermission = '', suggestedRole = '' } of failures) {
          assert.match(missingPermission, /^Microsoft\.\w+\/.*\w+$/);
          assert.ok(text.includes(`Missing permission: ${missingPermission}. Smallest role: ${suggestedRole}.`), text);
          assert.match(suggestedRole, /Reader$/);
        }
      });
    }

    it(`waits for ${source} when it is slow`, () => {
      const summary = summaryOf(source, 'slow');
      assert.deepEqual(summary.failures, []);
      assert.deepEqual(summary.document.facts, wholeOf(source).document.facts);
    });

    it(`claims nothing beyond what it read of ${source} when a part is missing`, () => {
      const summary = summaryOf(source, 'partial');
      const text = textOf(summary.document);
      if (source === 'subscriptions') {
        assert.equal(summary.complete, false);
        assert.match(text, /Subscriptions could not be read/);
        return;
      }
      if (!paged.includes(source)) {
        // Half of a series, or an answer that has no pages: whatever is told is what the whole answer says, or named unknown.
        for (const reading of summary.critical) {
          const whole: AlertReading | undefined = wholeOf(source).critical.find(({ alert }) => alert.id === reading.alert.id);
          if (reading.recovery.state !== 'unknown') assert.deepEqual(reading.recovery, whole?.recovery);
          else assert.ok(text.includes(`unknown: ${reading.recovery.reason}`), text);
        }
        return;
      }
      assert.equal(summary.complete, false);
      assert.ok(text.includes(`${sources[source]} could not be read whole`), text);
      assert.ok(!saysAllClear(summary.document), text);
    });

    it(`does not take an empty answer of ${source} for good news`, () => {
      const { document } = summaryOf(source, 'empty');
      const text = textOf(document);
      assert.ok(!saysAllClear(document), text);
      if (paged.includes(source)) assert.match(text, /What came back empty/);
      // The chosen subscriptions are known by their ids: an account that sees none of them cannot read them.
      if (source === 'subscriptions') assert.match(text, /Subscriptions could not be read/);
    });
  }

  for (const source of ['alerts', 'subscriptions'] as const) {
    it(`never counts critical alerts while ${source} cannot be read`, () => {
      for (const fault of unreadable) {
        const text = textOf(summaryOf(source, fault).document);
        assert.doesNotMatch(text, /No critical alert/, fault);
        if (source === 'alerts') assert.match(text, /it is not known whether critical alerts fired/, fault);
      }
    });
  }
});

describe('the command when a source fails', () => {
  for (const [service, fault, says] of [
    ['alerts', 'forbidden', /Missing permission: Microsoft\.AlertsManagement\/alerts\/read\. Smallest role: Reader\./],
    ['alertRules', 'forbidden', /Alert rules could not be read/],
    ['activityLog', 'forbidden', /Changes \(activity log\) could not be read/],
    ['alerts', 'empty', /What came back empty/],
    ['metrics', 'forbidden', /Metrics could not be read/],
  ] as const) {
    it(`still shows a summary when ${service} is ${fault}`, async () => {
      const { context } = await open(contosoHotels);
      const { asked } = await run(context, 'sre.demo.setFaults', [], { pick: [service, fault] });
      assert.deepEqual(asked, ['Demo faults', `Demo faults: ${service}`]);
      await run(context, 'sre.overnightSummary', []);
      const document = found(context.panels.documentOf('overnight'));
      assert.match(textOf(document), says);
      assert.ok(!saysAllClear(document));
    });
  }

  it('names in the tree what could not be read, and recovers', async () => {
    const { context, demo } = await open(contosoHotels);
    const badge = context.tree.view.badge;
    await demo.setFaults([{ service: 'alerts', fault: 'forbidden' }]);
    await run(context, 'sre.refreshAlerts', []);
    const { state } = context.feed;
    assert.match(state.error ?? '', /^Not up to date: .*Microsoft\.AlertsManagement\/alerts\/read\..*the role "Reader"/);
    assert.equal(state.board?.complete, false);
    assert.ok(context.tree.view.message?.includes(state.error ?? '-'), context.tree.view.message);
    assert.match(context.tree.view.badge?.tooltip ?? '', /at least/i);
    await demo.setFaults([]);
    await run(context, 'sre.refreshAlerts', []);
    assert.equal(context.feed.state.error, undefined);
    assert.deepEqual(context.tree.view.badge, badge);
  });
});

function found<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}

function textOf(document: ReadableDocument): string {
  return toText(document, { width: 4000 });
}

/** A paragraph in the tone of good news, or its words. */
function saysAllClear(document: ReadableDocument): boolean {
  const isGood = document.blocks.some((block) => block.kind === 'paragraph' && block.tone === 'good');
  return isGood || /(?<!not an )all[- ]clear/i.test(textOf(document));
}
