import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import type { WhenEmpty } from '../../../../../src/kql/ask/answer';
import { emptySentences, explainEmpty, isEmpty, type EmptyReason } from '../../../../../src/kql/ask/zeroRows';
import type { Cell, QueryTable } from '../../../../../src/model/query';
import { SourceError } from '../../../../../src/model/failure';
import { draft } from '../core/workspace';

const table = (...rows: Cell[][]): QueryTable => ({
  name: 'PrimaryResult',
  columns: (rows[0] ?? ['']).map((cell, index) => ({ name: `C${index}`, type: typeof cell === 'number' ? 'long' : 'string' })),
  rows,
});
const clock = (at: number): string => new Date(at).toISOString();
const when: WhenEmpty = {
  probes: [
    { meaning: 'Level is Error', kql: 'levels', tells: 'values', column: 'Level' },
    { meaning: 'DurationMs is over 9000', kql: 'durations', tells: 'range', column: 'DurationMs' },
  ],
  lastSeen: { kql: 'last', window: { from: 0, to: 1 } },
};
const explain = (answers: Readonly<Record<string, QueryTable | Error>>, told = when): Promise<EmptyReason> =>
  explainEmpty(told, (kql) => {
    const answer = answers[kql];
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ table: answer ?? table(), failures: [] });
  });

describe('no rows', () => {
  it('are explained by the query without each filter, in the same window', async () => {
    const { kql, whenEmpty, window } = await draft('errors from the shop-web app in the last hour');
    ok(whenEmpty !== undefined && window !== undefined);
    ok(whenEmpty.probes.length >= 2, kql);
    const bounds = kql.split('\n').find((line) => line.includes('datetime('));
    for (const probe of whenEmpty.probes) {
      ok(bounds !== undefined && probe.kql.includes(bounds), probe.kql);
      ok(/\| (?:take 1|top 5 by .*|summarize .*)$/.test(probe.kql), probe.kql);
    }
    const texts = whenEmpty.probes.map((probe) => probe.kql);
    equal(new Set(texts).size, texts.length);
    ok(/summarize LastSeen = max\(TimeGenerated\)$/.test(whenEmpty.lastSeen?.kql ?? ''));
    equal((whenEmpty.lastSeen?.window.to ?? 0) - (whenEmpty.lastSeen?.window.from ?? 0), 30 * 86_400_000);
  }).timeout(30_000);

  it('are blamed on the filters without which there are rows, with the values that there are', async () => {
    const reason = await explain({ levels: table(['Warning', 5], ['', 2]), durations: table([0, null, null]) });
    deepEqual(emptySentences(reason, clock), ["Without 'Level is Error' there are rows. Level has Warning, an empty text."]);
    const range = await explain({ durations: table([7, 3, 812]) });
    deepEqual(emptySentences(range, clock), ["Without 'DurationMs is over 9000' there are rows. DurationMs is 3 to 812."]);
  });

  it('are blamed on no filter when none alone is to blame, with when such rows were last seen', async () => {
    const seen = await explain({ last: table(['2026-11-14T10:00:00Z']), durations: table([0, null, null]) });
    deepEqual(emptySentences(seen, clock), [
      'No single filter is to blame: nothing in this window; such rows were last seen 2026-11-14T10:00:00.000Z.',
    ]);
    const never = await explain({ last: table([null]) });
    deepEqual(emptySentences(never, clock), ['No single filter is to blame: nothing in this window, nor in the last 30 days.']);
  });

  it('are not explained by what could not be read', async () => {
    const failure = { source: 'logs', kind: 'timeout', message: 'It took too long.', nextAction: '' } as const;
    const reason = await explain({ levels: new SourceError(failure) });
    const sentences = emptySentences(reason, clock);
    ok(!sentences.some((sentence) => sentence.includes('No single filter')));
    ok(sentences.join().includes('It took too long.'));
    await rejects(explain({ levels: new DOMException('stopped', 'AbortError') }), { name: 'AbortError' });
  });

  it('are blamed on what groups must reach when rows pass all filters', async () => {
    const { whenEmpty } = await draft('which roles had more than 1000 failed requests in the last hour');
    ok(whenEmpty !== undefined);
    const groups = whenEmpty.probes.find(({ isOfGroups }) => isOfGroups === true);
    ok(groups !== undefined, JSON.stringify(whenEmpty.probes));
    const reason = await explainEmpty(whenEmpty, () => Promise.resolve({ table: table(['x', 1]), failures: [] }));
    deepEqual(
      reason.blamed.map(({ meaning }) => meaning),
      [groups.meaning],
    );
  });

  it('are also a count of nothing, and not a row of words', () => {
    deepEqual([table(), table([0]), table([null]), table([3]), table(['']), table([0], [0])].map(isEmpty), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
