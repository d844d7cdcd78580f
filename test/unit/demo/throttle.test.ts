import assert from 'node:assert/strict';
import { clusterLimits, logLimits, Throttle, type ThrottleTiming } from '../../../src/demo/throttle';

/** A clock that moves only when told. */
class FakeTiming implements ThrottleTiming {
  time = 0;
  readonly timers = new Set<{ readonly at: number; readonly done: () => void }>();
  readonly now = (): number => this.time;
  readonly after: ThrottleTiming['after'] = (milliseconds, done) => {
    const timer = { at: this.time + milliseconds, done };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };
  async advance(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const timer of [...this.timers]) {
      if (timer.at > this.time) continue;
      this.timers.delete(timer);
      timer.done();
    }
    await settle();
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Queries that run until they are finished by hand. */
function harness(limits: ConstructorParameters<typeof Throttle>[0]) {
  const timing = new FakeTiming();
  const throttle = new Throttle(limits, timing);
  const running: (() => void)[] = [];
  const outcomes: string[] = [];
  const ask = (left = new AbortController().signal): Promise<void> =>
    throttle
      .run(() => new Promise<void>((resolve) => running.push(resolve)), left)
      .then(
        () => void outcomes.push('done'),
        (error: unknown) => void outcomes.push(statusOf(error)),
      );
  return { timing, running, outcomes, ask };
}

function statusOf(error: unknown): string {
  const { status, name } = error as { status?: number; name: string };
  return status === undefined ? name : String(status);
}

describe('the throttle of log queries', () => {
  it('works on five queries and lets the others wait for their turn', async () => {
    const { running, outcomes, ask } = harness(logLimits);
    for (let index = 0; index < 7; index++) void ask();
    await settle();
    assert.equal(running.length, 5);
    running[0]!();
    await settle();
    assert.deepEqual([running.length, outcomes], [6, ['done']]);
  });

  it('refuses a query that waited for three minutes', async () => {
    const { timing, running, outcomes, ask } = harness(logLimits);
    for (let index = 0; index < 6; index++) void ask();
    await timing.advance(179_999);
    assert.deepEqual(outcomes, []);
    await timing.advance(1);
    assert.deepEqual(outcomes, ['429']);
    running[0]!();
    await settle();
    assert.equal(running.length, 5, 'it has left the queue');
  });

  it('refuses what comes when 200 wait already', async () => {
    const { outcomes, ask } = harness({
      concurrent: logLimits.concurrent,
      queued: logLimits.queued,
      longestWait: logLimits.longestWait,
    });
    for (let index = 0; index < 206; index++) void ask();
    await settle();
    assert.deepEqual(outcomes, ['429']);
  });

  it('refuses more than 200 queries in 30 seconds, and counts on', async () => {
    const { timing, running, outcomes, ask } = harness(logLimits);
    for (let index = 0; index < 200; index++) {
      void ask();
      await settle();
      running.at(-1)!();
      await settle();
      timing.time += 10;
    }
    assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 200);
    timing.time = 29_999;
    await ask();
    assert.equal(outcomes.at(-1), '429');
    timing.time = 30_000;
    void ask();
    await settle();
    assert.equal(running.length, 201);
  });

  it('forgets a client that leaves while it waits', async () => {
    const { running, outcomes, ask } = harness(logLimits);
    for (let index = 0; index < 5; index++) void ask();
    const leaving = new AbortController();
    void ask(leaving.signal);
    void ask();
    leaving.abort();
    await settle();
    assert.deepEqual(outcomes, ['AbortError']);
    running[0]!();
    await settle();
    assert.equal(running.length, 6);
    await ask(AbortSignal.abort());
    assert.equal(outcomes.at(-1), 'AbortError');
  });
});

describe('the throttle of a cluster', () => {
  it('refuses at once what it has no room for', async () => {
    const { running, outcomes, ask } = harness(clusterLimits);
    for (let index = 0; index < 21; index++) void ask();
    await settle();
    assert.deepEqual([running.length, outcomes], [20, ['429']]);
  });
});
