import assert from 'node:assert/strict';
import { scalarTypes } from '../../../../src/kql/engine/types';
import { knownTables, parseTables } from '../../../../src/kql/schema/knownTables';
import { mergeSchemas } from '../../../../src/kql/schema/mergeSchemas';
import { columnNotes, ownColumnNotes, tableNotes } from '../../../../src/kql/schema/tableNotes';
import type { TableSchema } from '../../../../src/model/query';

describe('known tables', () => {
  const typeOf = (dialect: 'logs' | 'graph', table: string, column: string): string | undefined =>
    knownTables(dialect)
      .find(({ name }) => name === table)
      ?.columns.find(({ name }) => name === column)?.type;

  it('are those of the dialect', () => {
    const names = (dialect: Parameters<typeof knownTables>[0]): readonly string[] => knownTables(dialect).map(({ name }) => name);
    assert.ok(names('logs').length > 100);
    for (const name of ['AppRequests', 'requests', 'Heartbeat', 'KubePodInventory', 'Usage'])
      assert.ok(names('logs').includes(name));
    assert.deepEqual(names('engine'), names('logs'));
    assert.ok(names('graph').includes('resources') && !names('graph').includes('AppRequests'));
    assert.deepEqual(names('adx'), []);
  });

  const types: readonly [dialect: 'logs' | 'graph', table: string, column: string, type: string][] = [
    ['logs', 'AppRequests', 'DurationMs', 'real'],
    ['logs', 'AppRequests', 'Success', 'bool'],
    ['logs', 'AppRequests', '_ResourceId', 'string'],
    ['logs', 'AppRequests', '_ItemId', 'string'],
    ['logs', 'requests', 'timestamp', 'datetime'],
    ['logs', 'requests', 'success', 'string'],
    ['logs', 'AzureDiagnostics', 'TimeGenerated', 'datetime'],
    ['logs', 'VMConnection', 'BytesSent', 'long'],
    ['graph', 'resources', 'properties', 'dynamic'],
    ['graph', 'healthresources', 'resourceGroup', 'string'],
  ];
  for (const [dialect, table, column, type] of types) {
    it(`give ${table}.${column} the type ${type}`, () => assert.equal(typeOf(dialect, table, column), type));
  }

  it('are well formed: unique names, real types, a time in every table of logs', () => {
    for (const dialect of ['logs', 'graph'] as const) {
      const tables = knownTables(dialect);
      assert.equal(new Set(tables.map(({ name }) => name)).size, tables.length);
      for (const { name, columns } of tables) {
        assert.equal(new Set(columns.map((column) => column.name)).size, columns.length, name);
        assert.ok(
          columns.every((column) => scalarTypes.includes(column.type) && /^\w+$/.test(column.name)),
          name,
        );
        const time = /^[a-z]/.test(name) ? 'timestamp' : 'TimeGenerated';
        if (dialect === 'logs') assert.equal(typeOf('logs', name, time), 'datetime', name);
      }
    }
  });

  it('have notes on tables and columns that are there', () => {
    const tables = [...knownTables('logs'), ...knownTables('graph')];
    for (const name of Object.keys(tableNotes))
      assert.ok(
        tables.some((table) => table.name === name),
        name,
      );
    for (const name of Object.keys(columnNotes)) {
      assert.ok(
        tables.some(({ columns }) => columns.some((column) => column.name === name && column.description !== undefined)),
        name,
      );
    }
    for (const [place, note] of Object.entries(ownColumnNotes)) {
      const [name, column] = place.split('.');
      const found = tables.find((table) => table.name === name)?.columns.find((one) => one.name === column);
      assert.equal(found?.description, note, place);
    }
  });

  it('are read from lines of columns by type', () => {
    assert.deepEqual(parseTables('A\n  long: x y\n    z\n  string: n\nB\n  real: n', 'datetime: at n'), [
      {
        name: 'A',
        columns: [
          { name: 'x', type: 'long' },
          { name: 'y', type: 'long' },
          { name: 'z', type: 'long' },
          { name: 'n', type: 'string' },
          { name: 'at', type: 'datetime' },
        ],
      },
      {
        name: 'B',
        columns: [
          { name: 'n', type: 'real' },
          { name: 'at', type: 'datetime' },
        ],
      },
    ]);
  });
});

describe('merged schemas', () => {
  const known: readonly TableSchema[] = [
    {
      name: 'A',
      description: 'known A',
      columns: [
        { name: 'x', type: 'long', description: 'known x' },
        { name: 'missing', type: 'real', description: 'known missing' },
      ],
    },
    { name: 'B', columns: [] },
  ];

  it('have the tables and types of the connection, with what is documented of them', () => {
    const own: readonly TableSchema[] = [
      { name: 'C_CL', columns: [{ name: 'c', type: 'string' }] },
      {
        name: 'A',
        columns: [
          { name: 'own', type: 'string' },
          { name: 'x', type: 'string' },
        ],
      },
    ];
    assert.deepEqual(mergeSchemas(own, known), [
      { name: 'C_CL', columns: [{ name: 'c', type: 'string' }] },
      {
        name: 'A',
        description: 'known A',
        columns: [
          { name: 'own', type: 'string' },
          { name: 'x', type: 'string', description: 'known x' },
          { name: 'missing', type: 'real', description: 'known missing' },
        ],
      },
    ]);
  });

  it('keep the words of the connection', () => {
    const own: readonly TableSchema[] = [
      { name: 'A', description: 'own A', columns: [{ name: 'x', type: 'long', description: 'own x' }] },
    ];
    const [merged] = mergeSchemas(own, known);
    assert.deepEqual([merged?.description, merged?.columns[0]?.description], ['own A', 'own x']);
  });
});
