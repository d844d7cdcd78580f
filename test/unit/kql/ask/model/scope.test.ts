import assert from 'node:assert/strict';
import { modelScope, type ModelScope } from '../../../../../src/kql/ask/model/scope';
import { makeLinker } from '../../../../../src/kql/ask/link/linker';
import { DAY, HOUR } from '../../../../../src/model/time';
import { context, now } from './fixtures';

const values = ['AppRequests', 'Heartbeat'].map((table) => ({
  table,
  column: 'Name',
  values: [{ value: 'a', count: 1 }],
  isComplete: true,
  sampledAt: now,
}));
const resource = { id: '/x', name: 'x', type: 'microsoft.web/sites', resourceGroup: 'g', tags: {} };
const whole = { ...context, values, resources: [resource] };
const linker = makeLinker(whole);

const scopeOf = (question: string, wanted: readonly string[] = []): Promise<ModelScope> =>
  modelScope(question, whole, linker, wanted);

describe('what a model may be told about a question', function () {
  this.timeout(30_000);

  it('is the likeliest tables with their values, and no resources', async () => {
    const { context: told } = await scopeOf('slow requests', ['AppRequests']);
    assert.equal(told.tables[0]?.name, 'AppRequests');
    assert.ok(told.tables.length <= 5);
    assert.deepEqual(
      told.values.map(({ table }) => table),
      ['AppRequests'],
    );
    assert.deepEqual([told.resources, told.events], [[], []]);
  });

  const times: readonly [question: string, from: number, to: number, isComparison: boolean][] = [
    ['slow requests in the last hour', now - HOUR, now, false],
    ['slow requests', now - DAY, now, false],
    ['slow requests in the last hour compared with the previous period', now - 2 * HOUR, now, true],
    ['slow requests in the last hour compared with yesterday', now - DAY - HOUR, now, true],
  ];
  for (const [question, from, to, isComparison] of times) {
    it(`bounds all its times: ${question}`, async () => {
      const { window, isComparison: isCompared } = await scopeOf(question);
      assert.deepEqual([window, isCompared], [{ from, to }, isComparison]);
    });
  }

  it('is bounded by the time range that is set', async () => {
    const pinned = { from: now - 2 * HOUR, to: now - HOUR };
    assert.deepEqual((await modelScope('slow requests', { ...whole, pinned }, linker, [])).window, pinned);
  });
});
