import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../../../src/azure/redact';
import type { AskTable, ColumnValues } from '../../../../../src/kql/ask/answer';
import { print } from '../../../../../src/kql/ask/compose/print';
import { theCatalogue } from '../../../../../src/kql/ask/link/knowledge';
import { isSafeValue } from '../../../../../src/kql/ask/link/safeValues';
import { columnsToSample } from '../../../../../src/kql/ask/link/sampleColumns';
import * as index from '../../../../../src/kql/ask/link/valueIndex';
import { analyze, globalsOf } from '../../../../../src/kql/language/kusto';
import { HOUR } from '../../../../../src/model/time';
import { randomData, runnerOver } from '../../fixtures';
import { graphTables, workspaceTables } from './context';

const now = Date.UTC(2026, 10, 17, 8);
const window = { from: now - 24 * HOUR, to: now };
const options = { sampledAt: now, redact };
const tableOf = (name: string): AskTable => [...workspaceTables, ...graphTables].find((table) => table.name === name)!;
const sampledOf = (name: string): readonly string[] => columnsToSample(tableOf(name), theCatalogue.of(tableOf(name)));
const asked = (table: AskTable, columns: readonly string[]) => ({ table, columns });

describe('columns worth sampling', () => {
  const wanted: readonly (readonly [table: string, ...columns: string[]])[] = [
    ['AppRequests', 'AppRoleName', 'Name', 'ResultCode'],
    ['AppDependencies', 'Target', 'DependencyType', 'AppRoleName'],
    ['AppExceptions', 'ExceptionType', 'AppRoleName'],
    ['AppServiceHTTPLogs', 'ScStatus', 'CsMethod'],
    ['Syslog', 'Computer', 'Facility', 'SeverityLevel', 'ProcessName'],
    ['Event', 'Computer', 'EventLevelName', 'Source'],
    ['Perf', 'Computer', 'CounterName', 'ObjectName', 'InstanceName'],
    ['ContainerLogV2', 'PodName', 'PodNamespace', 'ContainerName', 'LogLevel'],
    ['resources', 'type', 'location', 'resourceGroup'],
  ];
  for (const [table, ...columns] of wanted) {
    it(`of ${table}`, () => {
      const found = sampledOf(table).slice(0, index.mostColumns);
      assert.deepEqual(
        columns.filter((column) => !found.includes(column)),
        [],
      );
    });
  }

  it('are never texts, secrets or persons', () => {
    const never =
      /message|stack|token|secret|password|cookie|useragent|referer|query|userid|username|mail|caller|clientip|ipaddress|principal|authorization|claims|signature/i;
    for (const table of [...workspaceTables, ...graphTables]) {
      const known = theCatalogue.of(table);
      const entities: readonly unknown[] = Object.values(known?.entities ?? {});
      const found = columnsToSample(table, known).filter((column) => never.test(column) && !entities.includes(column));
      assert.deepEqual(found, [], table.name);
    }
  });

  it('are those of persons when they are wanted', () => {
    const table = tableOf('SigninLogs');
    const known = theCatalogue.of(table);
    assert.ok(!columnsToSample(table, known).includes('UserPrincipalName'));
    assert.ok(columnsToSample(table, known, true).includes('UserPrincipalName'));
  });

  it('of a table that nothing is known of are its text columns', () => {
    const columns = ['TimeGenerated:datetime', 'Depot:string', 'ApiToken:string', 'Notes:string', 'Sku:string', 'Weight:real'];
    const table: AskTable = {
      name: 'Parcels_CL',
      store: 'logs',
      flavour: 'workspace',
      columns: columns.map((one) => ({ name: one.split(':')[0]!, type: one.split(':')[1]! })),
    };
    assert.deepEqual(columnsToSample(table, undefined).toSorted(), ['Depot', 'Notes', 'Sku']);
  });
});

describe('sampling queries', () => {
  it('are right by the language service, in a closed window', () => {
    const names =
      'AppRequests AppTraces AppServiceHTTPLogs Syslog Event Perf ContainerLogV2 AzureDiagnostics AzureActivity SigninLogs';
    for (const table of names.split(' ').map(tableOf)) {
      for (const { query, columns } of index.samplingQueries([table], { window })) {
        const text = print(query);
        const schema = table.columns.map(({ name, type }) => ({ name, type: type as 'string' }));
        const { diagnostics } = analyze(text, globalsOf([{ name: table.name, schema }]));
        assert.deepEqual(
          diagnostics.filter(({ severity }) => severity === 'error'),
          [],
          text,
        );
        assert.ok(columns.length > 0 && columns.length <= index.mostColumns);
        assert.equal(text.split('datetime(2026-11-17T08:00:00Z)').length - 1, columns.length);
      }
    }
  }).timeout(60_000);

  it('ask Resource Graph for one column each, without a time', () => {
    const queries = index.samplingQueries([tableOf('resources')], { window });
    assert.ok(queries.every(({ columns, query }) => columns.length === 1 && !print(query).includes('datetime')));
  });

  it('leave out empty tables and quote hostile names', () => {
    const table: AskTable = {
      ...tableOf('Syslog'),
      name: "T'] | take 1 //",
      columns: [{ name: "a'] | count //", type: 'string' }],
    };
    assert.deepEqual(index.samplingQueries([{ ...table, rows: 0 }], { window }), []);
    const [only] = index.samplingQueries([table], { window });
    assert.ok(print(only!.query).startsWith("['T\\'] | take 1 //']"));
  });

  it('give rows that become values', async function () {
    this.timeout(60_000);
    const runner = await runnerOver(randomData(7));
    const table: AskTable = {
      ...tableOf('AppRequests'),
      columns: tableOf('AppRequests').columns.filter(({ name }) => /^(?:TimeGenerated|Name|ResultCode|AppRoleName)$/.test(name)),
    };
    const [sampling] = index.samplingQueries([table], { window });
    const { primary } = runner.run({ text: print(sampling!.query), now: BigInt(0) });
    const rows = primary.rows() as unknown as index.SampleRow[];
    const values = index.mergeSample(sampling!, rows, options);
    const codes = values.find(({ column }) => column === 'ResultCode')!;
    assert.deepEqual(codes.values.map(({ value }) => value).toSorted(), ['200', '404', '500', '503']);
    assert.ok(codes.isComplete && codes.values[0]?.value === '200' && codes.values[0].count > 50);
  });
});

describe('samples', () => {
  const table = tableOf('AppRequests');

  it('keep what is safe, the most frequent first', () => {
    const rows: index.SampleRow[] = [
      ['Name', 'GET /', 5],
      ['Name', 'POST /pay', 50],
      ['Name', '', 99],
      ['Name', null, 99],
      ['ResultCode', '200', 7],
    ];
    const [names, codes] = index.mergeSample(asked(table, ['Name', 'ResultCode']), rows, options);
    assert.deepEqual(names?.values, [
      { value: 'POST /pay', count: 50 },
      { value: 'GET /', count: 5 },
    ]);
    assert.deepEqual([names.isComplete, codes?.values.length], [true, 1]);
  });

  it('turn numbers of number columns into numbers', () => {
    const [codes] = index.mergeSample(asked(tableOf('AppServiceHTTPLogs'), ['ScStatus']), [['ScStatus', '404', 1]], options);
    assert.equal(
      typeof codes?.values[0]?.value,
      tableOf('AppServiceHTTPLogs').columns.some(({ name, type }) => name === 'ScStatus' && type !== 'string')
        ? 'number'
        : 'string',
    );
  });

  it('are not complete where there were more, or where something was dropped', () => {
    const many = Array.from({ length: index.mostValues + 1 }, (_, at): index.SampleRow => ['Name', `n${at}`, at]);
    const [names] = index.mergeSample(asked(table, ['Name']), many, options);
    assert.deepEqual([names?.values.length, names?.isComplete], [index.mostValues, false]);
    const [some] = index.mergeSample(
      asked(table, ['Name']),
      [
        ['Name', 'a', 1],
        ['Name', 'Bearer abcdefghijkl', 2],
      ],
      options,
    );
    assert.deepEqual([some?.values.map(({ value }) => value), some?.isComplete], [['a'], false]);
  });

  const unsafe = [
    'Bearer abcdef123456',
    'https://x.example/a?sig=abc%3D',
    'AccountKey=abc123==;x',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc',
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'sk-proj-abcdefghijklmnopqrst',
    'AKIAIOSFODNN7EXAMPLE',
    'd41d8cd98f00b204e9800998ecf8427e',
    'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7d',
    '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    'someone@example.com',
    '10.1.2.3',
    '2001:db8::1',
    'two\nlines',
    'x'.repeat(201),
  ];
  for (const text of unsafe) it(`drop ${JSON.stringify(text.slice(0, 40))}`, () => assert.ok(!isSafeValue(text, redact)));

  const safe = [
    'Error',
    'GET /api/v1/orders/{id}',
    'fernhill-shop',
    'West Europe',
    'vm-01.example.net',
    'System.NullReferenceException',
    'C:',
    'Microsoft.Compute/virtualMachines',
    'kube-system',
    '% Processor Time',
    '5.6.7',
    'CrashLoopBackOff',
  ];
  for (const text of safe) it(`keep ${text}`, () => assert.ok(isSafeValue(text, redact)));

  const seen = (column: string, count: number, sampledAt = now): ColumnValues => ({
    table: 'T',
    column,
    isComplete: true,
    sampledAt,
    values: Array.from({ length: count }, (_, at) => ({ value: `value ${at}`, count: 100 - at })),
  });

  it('take the place of older ones', () => {
    const merged = index.mergeValues([seen('a', 3, 0), seen('b', 2, 0)], [seen('a', 1)]);
    assert.deepEqual(
      merged.map(({ column, values, sampledAt }) => [column, values.length, sampledAt]),
      [
        ['a', 1, now],
        ['b', 2, 0],
      ],
    );
  });

  it('stay within a size, the most frequent values longest', () => {
    const all = Array.from({ length: 40 }, (_, at) => seen(`c${at}`, 50));
    const merged = index.mergeValues([], all, 10_000);
    assert.ok(JSON.stringify(merged.map(({ values }) => values.map(({ value }) => value))).length < 12_000);
    assert.ok(merged.every(({ values, isComplete }) => values[0]?.value === 'value 0' && !isComplete));
  });

  it('are fresh for an hour', () => {
    assert.ok(index.isFresh(now, now) && index.isFresh(now - HOUR + 1, now));
    assert.ok(!index.isFresh(now - HOUR, now) && !index.isFresh(now + 1, now) && !index.isFresh(undefined, now));
    const tables = [
      { ...table, name: 'T', rows: 5 },
      { ...table, name: 'U', rows: 9 },
      { ...table, name: 'V', rows: 0 },
      { ...table, name: 'W', rows: 50 },
    ];
    const samples = [seen('a', 1), { ...seen('a', 1), table: 'U', sampledAt: now - HOUR }];
    assert.deepEqual(
      index.tablesToSample(tables, samples, now).map(({ name }) => name),
      ['W', 'U'],
    );
  });

  it('of any rows are values of the columns asked for, without secrets', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.constantFrom(...unsafe),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('Name', 'ResultCode', 'Url', '__proto__'), cell, cell)), (rows) => {
        for (const { column, values } of index.mergeSample(asked(table, ['Name', 'ResultCode']), rows, options)) {
          assert.ok(column === 'Name' || column === 'ResultCode');
          for (const { value } of values) assert.ok(!unsafe.includes(String(value)) && redact(String(value)) === String(value));
        }
      }),
    );
  });
});
