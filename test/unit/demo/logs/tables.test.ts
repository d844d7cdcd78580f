import assert from 'node:assert/strict';
import type { Table } from '../../../../src/kql/engine/chunk';
import { logTables } from '../../../../src/demo/logs/catalog';
import { schemaOf, tableNames } from '../../../../src/demo/logs/schemas';
import { storyOf } from '../../../../src/demo/story/catalog';
import type { Story } from '../../../../src/demo/story/types';
import { HOUR, MINUTE } from '../../../../src/model/time';
import { eachRow, millisecondsOf, sums } from './columns';

const timeOf = (table: Table): string => (table.schema.some(({ name }) => name === 'timestamp') ? 'timestamp' : 'TimeGenerated');
const detailFrom = (story: Story): number => (story.info.opensAt - 36 * HOUR - story.from) / MINUTE;

for (const id of ['contoso-hotels', 'tradex-exchange']) {
  describe(`log tables of ${id}`, () => {
    const story = storyOf(id);
    const logs = logTables(story);

    it('have the documented columns, ascending times within the story, and known resources', function () {
      this.timeout(60_000);
      const known = new Set([
        ...story.resources.map((resource) => resource.id.toLowerCase()),
        ...story.subscriptions.map((subscription) => `/subscriptions/${subscription.id}`),
      ]);
      const built: string[] = [];
      for (const name of tableNames) {
        const start = performance.now();
        const table = logs.table(name);
        built.push(`${name} ${table.rowCount} rows ${Math.round(performance.now() - start)} ms`);
        assert.deepEqual(table.schema, schemaOf(name));
        assert.equal(
          table.chunks.reduce((sum, { length }) => sum + length, 0),
          table.rowCount,
        );
        let before = 0;
        eachRow(table, [timeOf(table), '_ResourceId'], (at, resource) => {
          const time = millisecondsOf(at);
          if (time < before || time < story.from || time >= story.to) assert.fail(`${name} ${time}`);
          before = time;
          if (!known.has(String(resource))) assert.fail(`${name} ${String(resource)}`);
        });
        for (const [index, { type }] of table.schema.entries())
          for (const chunk of table.chunks.slice(-1)) assert.equal(chunk.column(index).type, type, `${name} ${index}`);
      }
      console.log(`        ${built.filter((line) => / \d{5,} rows/.test(line)).join('\n        ')}`);
    });

    for (const [name, prefix, keys, dimensions] of [
      ['AppRequests', 'requests', ['AppRoleName', 'Name', 'Success'], ['cloud/roleName', 'operation/name', 'request/success']],
      [
        'AppDependencies',
        'dependencies',
        ['AppRoleName', 'Target', 'Success'],
        ['cloud/roleName', 'dependency/target', 'dependency/success'],
      ],
    ] as const) {
      it(`${name} sums up to the counts of every minute, and its times to their means`, function () {
        this.timeout(60_000);
        const found = sums(logs.table(name), story.from, ['TimeGenerated', 'ItemCount', 'DurationMs'], keys);
        const series = (metric: string): Story['series'][number] =>
          story.series.find((entry) => entry.metric === `${prefix}/${metric}`)!;
        let cells = 0;
        series('count').cells.forEach((cell, index) => {
          const key = dimensions.map((dimension) => cell.dimensions[dimension]!);
          const spelled = `${key[0]!}|${key[1]!}|${key[2] === 'True' ? 'true' : 'false'}`;
          const durations = series('duration').cells[index]!.values();
          cell.values().forEach((count, minute) => {
            const told = found.get(`${spelled}|${minute}`);
            if ((told?.count ?? 0) !== count) assert.fail(`${spelled} ${minute}: ${told?.count ?? 0} of ${count}`);
            if (told === undefined) return;
            cells++;
            const mean = told.time / told.count;
            const expected = durations[minute]!;
            if (minute >= detailFrom(story)) {
              assert.ok(Math.abs(mean - expected) <= 0.03 * expected + 0.01, `${spelled} ${minute}: ${mean} for ${expected}`);
            } else assert.ok(mean > expected / 5 && mean < expected * 5, `${spelled} ${minute}: ${mean} for ${expected}`);
          });
        });
        assert.equal(found.size, cells);
      });
    }

    it('Perf and InsightsMetrics give the machine its CPU', function () {
      this.timeout(60_000);
      for (const [table, value, column, wanted] of [
        ['Perf', 'CounterValue', 'CounterName', '% Processor Time'],
        ['InsightsMetrics', 'Val', 'Name', 'UtilizationPercentage'],
      ] as const) {
        let rows = 0;
        const more = table === 'Perf' ? ['InstanceName'] : [];
        eachRow(
          logs.table(table),
          ['TimeGenerated', '_ResourceId', column, value, ...more],
          (at, resource, name, amount, instance) => {
            if (name !== wanted || (table === 'Perf' && instance !== '_Total')) return;
            const series = story.series.find(
              (entry) => entry.metric === 'Percentage CPU' && entry.resourceId.toLowerCase() === resource,
            )!;
            const expected = series.cells[0]!.values()[Math.floor((millisecondsOf(at) - story.from) / MINUTE)]!;
            if (Math.abs(Number(amount) - expected) > 1e-3) assert.fail(`${String(resource)} ${String(at)}`);
            rows++;
          },
        );
        assert.ok(rows > 5000);
      }
    });

    it('AppServiceHTTPLogs agrees with the metrics of what it keeps', function () {
      this.timeout(60_000);
      const found = new Map<string, number>();
      let [time, count] = [0, 0];
      eachRow(
        logs.table('AppServiceHTTPLogs'),
        ['TimeGenerated', '_ResourceId', 'ScStatus', 'TimeTaken'],
        (at, resource, status, took) => {
          const minute = Math.floor((millisecondsOf(at) - story.from) / MINUTE);
          for (const key of [
            `${String(resource)}|all|${minute}`,
            `${String(resource)}|${Math.floor(Number(status) / 100)}|${minute}`,
          ])
            found.set(key, (found.get(key) ?? 0) + 1);
          time += Number(took);
          count++;
        },
      );
      assert.ok(count > 0 && time > 0);
      for (const policy of story.logs!.httpLogs) {
        const app = policy.app.toLowerCase();
        const values = (metric: string): Float64Array | undefined =>
          story.series.find((entry) => entry.resourceId === policy.app && entry.metric === metric)?.cells[0]?.values();
        for (let minute = Math.max(0, (policy.from - story.from) / MINUTE); minute < (story.to - story.from) / MINUTE; minute++) {
          assert.equal(found.get(`${app}|5|${minute}`) ?? 0, values('Http5xx')?.[minute] ?? 0);
          if (!policy.failedOnly) assert.equal(found.get(`${app}|all|${minute}`) ?? 0, values('Requests')?.[minute] ?? 0);
        }
      }
    });

    it('shows no row of the future, and more as the clock moves', function () {
      this.timeout(60_000);
      const { opensAt } = story.info;
      const rowsAt = (name: string, now: number): number => logs.visible(name, now).rowCount;
      for (const name of ['AppRequests', 'Perf', 'requests', 'AzureActivity', 'Alert']) {
        const seen = logs.visible(name, opensAt);
        let last = 0;
        eachRow(seen, [timeOf(seen)], (at) => (last = millisecondsOf(at)));
        assert.ok(last <= opensAt && last > opensAt - 24 * HOUR, name);
        assert.ok(rowsAt(name, story.to) >= seen.rowCount && rowsAt(name, story.from - 1) === 0);
        assert.equal(rowsAt(name, story.to), logs.table(name).rowCount);
      }
      assert.ok(rowsAt('AppRequests', opensAt + MINUTE) > rowsAt('AppRequests', opensAt));
    });

    it('is the same every time', function () {
      this.timeout(60_000);
      const again = logTables({ ...story });
      for (const name of ['AppExceptions', 'AppServiceConsoleLogs', 'AzureDiagnostics', 'Heartbeat']) {
        const rows = (table: Table): string[] => {
          const all: string[] = [];
          const names = table.schema.map((column) => column.name);
          eachRow({ ...table, chunks: [table.chunks[0]!.slice(0, Math.min(200, table.chunks[0]!.length))] }, names, (...values) =>
            all.push(values.map(String).join('|')),
          );
          return all;
        };
        assert.deepEqual(rows(again.table(name)), rows(logs.table(name)));
      }
    });

    it('links failed calls to the requests, exceptions and traces of one operation', function () {
      this.timeout(60_000);
      const operations = (name: string, column: string, test: (value: unknown) => boolean): Set<string> => {
        const ids = new Set<string>();
        eachRow(logs.table(name), ['OperationId', column], (operation, value) => {
          if (test(value)) ids.add(String(operation));
        });
        return ids;
      };
      const failed = operations('AppDependencies', 'Success', (value) => value === false);
      assert.ok(failed.size > 0);
      for (const [name, column, test] of [
        ['AppRequests', 'Name', () => true],
        ['AppExceptions', 'SeverityLevel', (value: unknown) => value === 3],
        ['AppTraces', 'SeverityLevel', (value: unknown) => value === 3],
      ] as const) {
        const ids = operations(name, column, test);
        for (const operation of failed) assert.ok(ids.has(operation), `${name} ${operation}`);
      }
    });

    it('gives the classic tables the same rows under their own names', () => {
      const rows = new Map<string, string>();
      eachRow(logs.table('AppExceptions'), ['_ItemId', 'ExceptionType'], (item, type) => rows.set(String(item), String(type)));
      eachRow(logs.table('exceptions'), ['itemId', 'type', 'itemType'], (item, type, itemType) => {
        assert.equal(rows.get(String(item)), type);
        assert.equal(itemType, 'exception');
      });
      assert.equal(logs.table('exceptions').rowCount, rows.size);
      eachRow(logs.visible('requests', story.from + HOUR), ['success'], (success) =>
        assert.match(String(success), /^(True|False)$/),
      );
    });
  });
}

describe('log tables', () => {
  it('refuse a name that they do not have', () => {
    const logs = logTables(storyOf('contoso-hotels'));
    assert.throws(() => logs.table('Nonsense'), RangeError);
    assert.throws(() => logs.schema('constructor'), RangeError);
  });

  it('of a story without logs are empty or plain', function () {
    this.timeout(60_000);
    const story: Omit<Story, 'logs'> = { ...storyOf('contoso-hotels') };
    Reflect.deleteProperty(story, 'logs');
    const tables = logTables(story);
    for (const name of ['Perf', 'W3CIISLog', 'AppExceptions', 'Syslog']) assert.equal(tables.table(name).rowCount, 0, name);
    assert.ok(tables.table('AppRequests').rowCount > 0);
  });
});
