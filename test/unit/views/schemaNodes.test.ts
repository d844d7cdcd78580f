import assert from 'node:assert/strict';
import type { TableSchema } from '../../../src/model/query';
import { columnNodes, mostFlatTables, topNodes } from '../../../src/views/schema/schemaNodes';

const table = (name: string): TableSchema => ({ name, columns: [{ name: 'TimeGenerated', type: 'datetime' }] });
const many = (prefix: string, count: number): TableSchema[] =>
  Array.from({ length: count }, (_, i) => table(`${prefix}Table${i}`));
const labels = (tables: readonly TableSchema[]): readonly string[] =>
  topNodes(tables).map((node) => (node.kind === 'group' ? `${node.prefix ?? '_CL'} (${node.tables.length})` : node.table.name));

describe('rows of the tables view', () => {
  it('are the tables by name while they are few', () => {
    assert.deepEqual(labels([table('b'), table('A'), table('C')]), ['A', 'b', 'C']);
    assert.equal(labels(many('App', mostFlatTables)).length, mostFlatTables);
  });

  it('are groups by the first word of the name when they are many, then what has no group', () => {
    const tables = [
      ...many('VM', 20),
      ...many('App', 30),
      ...many('AAD', 3),
      table('Usage'),
      table('Heartbeat'),
      table('HeartbeatOld'),
    ];
    assert.deepEqual(labels(tables), ['AAD (3)', 'App (30)', 'VM (20)', 'Heartbeat', 'HeartbeatOld', 'Usage']);
  });

  it('keep custom tables together whatever their names begin with', () => {
    const custom = ['Zebra_CL', 'Abc_CL', 'Mid_CL'].map(table);
    const groups = topNodes([...many('App', 50), ...custom]);
    assert.deepEqual(
      groups.map((node) => node.kind === 'group' && [node.prefix, node.tables.length]),
      [
        [undefined, 3],
        ['App', 50],
      ],
    );
  });

  it('lose no table, and have ids that differ', () => {
    const tables = [...many('App', 30), ...many('Azure', 2), ...many('K8s', 15), table('requests')];
    const rows = topNodes(tables).flatMap((node) => (node.kind === 'group' ? node.tables : [node]));
    assert.deepEqual(rows.map(({ table: { name } }) => name).sort(), tables.map(({ name }) => name).sort());
    assert.equal(new Set(rows.map(({ id }) => id)).size, tables.length);
    for (const row of rows) assert.ok(row.parent === undefined || row.parent.tables.includes(row));
  });

  it('lead from a column to its table', () => {
    const [row] = topNodes([table('T')]);
    assert.ok(row?.kind === 'table');
    const [column] = columnNodes(row);
    assert.equal(column!.parent, row);
  });
});
