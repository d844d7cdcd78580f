import assert from 'node:assert/strict';
import { resourceGraphTables } from '../../../../src/demo/logs/resourceGraph';
import { storyOf } from '../../../../src/demo/story/catalog';
import type { Bag } from '../../../../src/kql/engine/dynamic';
import { HOUR } from '../../../../src/model/time';
import { eachRow } from './columns';

const story = storyOf('contoso-hotels');
const valuesOf = (name: string, column: string, now = story.info.opensAt): unknown[] => {
  const values: unknown[] = [];
  eachRow(resourceGraphTables(story, { now, alerts: [] }).table(name), [column], (value) => values.push(value));
  return values;
};

describe('Resource Graph tables', () => {
  const tables = resourceGraphTables(story);

  it('have one schema, lower-case types, and the tenant and a subscription of the story in each row', () => {
    const subscriptions = story.subscriptions.map(({ id }) => id);
    for (const name of tables.names()) {
      const table = tables.table(name);
      assert.deepEqual(table.schema, tables.schema(name));
      eachRow(table, ['id', 'name', 'type', 'tenantId', 'subscriptionId'], (id, title, type, tenant, subscription) => {
        assert.ok(id !== '' && title !== '', name);
        assert.equal(type, String(type).toLowerCase());
        assert.equal(tenant, story.tenant.id);
        assert.ok(subscriptions.includes(String(subscription)), `${name} ${String(id)}`);
      });
    }
    assert.throws(() => tables.table('nonsense'), RangeError);
  });

  it('hold every resource and rule, and every group once', () => {
    assert.equal(valuesOf('resources', 'id').length, story.resources.length + story.rules.length);
    const groups = new Set(story.resources.map(({ resourceGroup }) => resourceGroup));
    assert.equal(valuesOf('resourcecontainers', 'id').length, story.subscriptions.length + groups.size);
  });

  it('tell a change with what was there before', () => {
    const changes = valuesOf('resourcechanges', 'properties') as Bag[];
    const told = story.activity.filter(({ at, properties }) => properties['newValue'] !== undefined && at <= story.info.opensAt);
    assert.equal(changes.length, told.length);
    assert.deepEqual(
      changes.map(({ changes: all }) => Object.values(all as Bag).map((change) => (change as Bag)['newValue'])[0]),
      told.map(({ properties }) => properties['newValue']),
    );
    assert.equal(valuesOf('resourcechanges', 'id', story.from).length, 0);
  });

  it('show alerts as the state has them, and health as of then', () => {
    const id = `/subscriptions/${story.subscriptions[0]!.id}/providers/Microsoft.AlertsManagement/alerts/1`;
    const essentials = { alertState: 'Acknowledged', severity: 'Sev1' };
    const seen = resourceGraphTables(story, { now: story.info.opensAt, alerts: [{ id, name: 'High', essentials }] });
    eachRow(seen.table('alertsmanagementresources'), ['name', 'properties'], (name, properties) => {
      assert.equal(name, 'High');
      assert.deepEqual(JSON.parse(JSON.stringify(properties)), { essentials });
    });
    const entry = story.health.find(({ availability }) => availability !== 'Available')!;
    const then = valuesOf('healthresources', 'properties', entry.at) as Bag[];
    assert.ok(then.some(({ availabilityState }) => availabilityState === entry.availability));
    const later = valuesOf('healthresources', 'properties', entry.at + 4 * HOUR) as Bag[];
    assert.ok(later.every(({ availabilityState }) => availabilityState === 'Available'));
  });
});
