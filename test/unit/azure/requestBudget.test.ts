import assert from 'node:assert/strict';
import { createHttpHeaders, createPipelineRequest, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';
import { type BudgetState, type BudgetTiming, RequestBudget } from '../../../src/azure/requestBudget';

/** A clock that moves only when told; sleepers wake when it passes their time. */
class FakeTiming implements BudgetTiming {
  time = 1_000_000;
  readonly sleepers: { readonly until: number; readonly resolve: () => void }[] = [];
  readonly now = () => this.time;
  readonly sleep: BudgetTiming['sleep'] = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      this.sleepers.push({ until: this.time + milliseconds, resolve });
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  async advance(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const sleeper of this.sleepers.splice(0)) {
      if (sleeper.until <= this.time) sleeper.resolve();
      else this.sleepers.push(sleeper);
    }
    await settle();
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

interface Sent {
  readonly url: string;
  readonly answer: (status: number, headers?: Record<string, string>) => Promise<void>;
}

function harness(options: ConstructorParameters<typeof RequestBudget>[0] = {}) {
  const timing = new FakeTiming();
  const budget = new RequestBudget({ timing, ...options });
  const sent: Sent[] = [];
  const inner: HttpClient = {
    sendRequest: (request) =>
      new Promise<PipelineResponse>((resolve) =>
        sent.push({
          url: request.url,
          answer: async (status, headers = {}) => {
            resolve({ request, status, headers: createHttpHeaders(headers) });
            await settle();
          },
        }),
      ),
  };
  const waits: number[] = [];
  const client = budget.wrap(inner, (_, { waited }) => waits.push(waited));
  const send = (url = 'https://management.azure.com/a', abortSignal?: AbortSignal) =>
    client.sendRequest(createPipelineRequest({ url, ...(abortSignal === undefined ? {} : { abortSignal }) }));
  return { timing, budget, inner, sent, send, waits };
}

describe('request budget', () => {
  it('lets so many requests of a host run at once, and admits in order', async () => {
    const { budget, sent, send } = harness({ concurrency: 2 });
    for (const path of ['1', '2', '3', '4']) void send(`https://management.azure.com/${path}`);
    await settle();
    assert.deepEqual(budget.state, { inFlight: 2, waiting: 2 });
    await sent[1]!.answer(200);
    assert.deepEqual(
      sent.map(({ url }) => url.at(-1)),
      ['1', '2', '3'],
    );
    await sent[0]!.answer(200);
    await sent[2]!.answer(200);
    await sent[3]!.answer(200);
    assert.deepEqual(budget.state, { inFlight: 0, waiting: 0 });
  });

  it('allows no more than five log queries, whatever the other limit is', async () => {
    const { sent, send } = harness();
    for (let index = 0; index < 9; index++) void send('https://api.loganalytics.io/v1/q');
    for (let index = 0; index < 9; index++) void send();
    await settle();
    assert.equal(sent.filter(({ url }) => url.includes('loganalytics')).length, 5);
    assert.equal(sent.filter(({ url }) => url.includes('management')).length, 8);
  });

  it('sends no more than 200 log queries in 30 seconds, and the next as soon as that allows', async () => {
    const { timing, sent, send } = harness();
    const moments: number[] = [];
    for (let index = 0; index < 450; index++) void send('https://api.loganalytics.io/v1/q');
    await settle();
    let answered = 0;
    while (answered < 450) {
      for (; answered < sent.length; answered++) {
        moments.push(timing.time);
        await sent[answered]!.answer(200);
      }
      await timing.advance(100);
    }
    for (let index = 200; index < moments.length; index++) {
      const period = moments[index]! - moments[index - 200]!;
      assert.ok(period > 30_000 && period < 32_000, `${index}: ${period}`);
    }
  });

  it('allows a client a number of requests at once of its own, and lets others pass without counting', async () => {
    const { budget, inner, sent } = harness();
    const limited = budget.wrap(inner, undefined, { concurrency: 2 });
    const free = budget.wrap(inner, undefined, { isUnlimited: true });
    const request = () => createPipelineRequest({ url: 'https://a.kusto.windows.net/q' });
    for (let index = 0; index < 4; index++) void limited.sendRequest(request());
    await settle();
    assert.equal(sent.length, 2);
    const direct = free.sendRequest(request());
    await settle();
    assert.deepEqual([sent.length, budget.state], [3, { inFlight: 2, waiting: 2 }]);
    await sent[2]!.answer(200);
    await direct;
    assert.deepEqual(budget.state, { inFlight: 2, waiting: 2 });
  });

  it('spends a token per request and waits for the refill', async () => {
    const { timing, sent, send } = harness({ bucketSize: 2, refillPerSecond: 10 });
    for (let index = 0; index < 4; index++) void send();
    await settle();
    assert.equal(sent.length, 2);
    await timing.advance(99);
    assert.equal(sent.length, 2);
    await timing.advance(1);
    assert.equal(sent.length, 3);
    await timing.advance(100);
    assert.equal(sent.length, 4);
  });

  it('pauses everyone on that host for the time that a 429 names, and no other host', async () => {
    const { timing, budget, sent, send, waits } = harness();
    void send();
    await settle();
    await sent[0]!.answer(429, { 'retry-after': '7' });
    assert.equal(budget.state.pausedUntil, timing.time + 7_000);
    void send();
    void send();
    void send('https://api.loganalytics.io/v1/q');
    await settle();
    assert.deepEqual(
      sent.map(({ url }) => new URL(url).host),
      ['management.azure.com', 'api.loganalytics.io'],
    );
    await timing.advance(6_999);
    assert.equal(sent.length, 2);
    await timing.advance(1);
    assert.equal(sent.length, 4);
    assert.equal(budget.state.pausedUntil, undefined);
    await sent[2]!.answer(200);
    assert.equal(waits.at(-1), 7_000);
  });

  it('reads a Retry-After that is a date', async () => {
    const { timing, budget, sent, send } = harness();
    void send();
    await settle();
    await sent[0]!.answer(429, { 'retry-after': new Date(timing.time + 5_000).toUTCString() });
    assert.equal(budget.state.pausedUntil, timing.time + 5_000);
  });

  it('backs off exponentially up to the cap when a 429 names no time, and forgets it after a success', async () => {
    const { timing, budget, sent, send } = harness({ firstBackOff: 100, maxBackOff: 300 });
    const pauses: number[] = [];
    for (const status of [429, 429, 429, 429, 200, 429]) {
      void send();
      await settle();
      await sent.at(-1)!.answer(status);
      const pause = (budget.state.pausedUntil ?? timing.time) - timing.time;
      pauses.push(pause);
      await timing.advance(pause);
    }
    assert.deepEqual(pauses, [100, 200, 300, 300, 0, 100]);
  });

  it('counts refusals of requests that ran at the same time as one', async () => {
    const { timing, budget, sent, send } = harness({ firstBackOff: 100 });
    for (let index = 0; index < 4; index++) void send();
    await settle();
    for (const { answer } of [...sent]) await answer(429);
    assert.equal(budget.state.pausedUntil, timing.time + 100);
    await timing.advance(100);
    void send();
    await settle();
    await sent.at(-1)!.answer(429);
    assert.equal(budget.state.pausedUntil, timing.time + 200);
  });

  it('hands the chosen pause on, so that the SDK repeats the request', async () => {
    const { sent, send } = harness({ firstBackOff: 40 });
    const response = send();
    await settle();
    await sent[0]!.answer(429);
    assert.equal((await response).headers.get('retry-after-ms'), '40');
  });

  for (const [label, options, prepare] of [
    ['for a slot', { concurrency: 1 }, () => undefined],
    ['for a token', { bucketSize: 1 }, () => undefined],
    ['for a pause', {}, (sent: Sent[]) => sent[0]!.answer(429, { 'retry-after': '60' })],
  ] as const) {
    it(`ends the wait ${label} at once on abort and does not block those behind`, async () => {
      const { timing, budget, sent, send } = harness(options);
      const controller = new AbortController();
      void send();
      await settle();
      await prepare(sent);
      const waiting = send(undefined, controller.signal);
      const behind = send('https://management.azure.com/behind', controller.signal);
      void send('https://management.azure.com/last');
      await settle();
      controller.abort();
      await assert.rejects(waiting, { name: 'AbortError' });
      await assert.rejects(behind, { name: 'AbortError' });
      assert.equal(budget.state.waiting, 1);
      await sent[0]!.answer(200);
      await timing.advance(120_000);
      assert.deepEqual(
        sent.map(({ url }) => url.split('/').at(-1)),
        ['a', 'last'],
      );
    });
  }

  it('gives the slot back when the transport fails', async () => {
    const timing = new FakeTiming();
    const budget = new RequestBudget({ timing });
    const client = budget.wrap({ sendRequest: () => Promise.reject(new Error('cable cut')) });
    await assert.rejects(client.sendRequest(createPipelineRequest({ url: 'https://management.azure.com/' })), /cable cut/);
    assert.deepEqual(budget.state, { inFlight: 0, waiting: 0 });
  });

  it('tells its listeners until they have enough', async () => {
    const { budget, sent, send } = harness();
    const states: BudgetState[] = [];
    const stop = budget.onDidChange((state) => states.push(state));
    void send();
    await settle();
    assert.deepEqual(states.at(-1), { inFlight: 1, waiting: 0 });
    stop();
    await sent[0]!.answer(200);
    assert.deepEqual(states.at(-1), { inFlight: 1, waiting: 0 });
  });
});
