import type { ColumnType, TableSchema } from '../../model/query';

export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  /** What the names of its tables begin with, or undefined for custom tables. */
  readonly prefix: string | undefined;
  readonly tables: readonly TableNode[];
}

export interface TableNode {
  readonly kind: 'table';
  readonly id: string;
  readonly table: TableSchema;
  readonly parent?: GroupNode;
}

export interface ColumnNode {
  readonly kind: 'column';
  readonly id: string;
  readonly column: { readonly name: string; readonly type: ColumnType; readonly description?: string };
  readonly parent: TableNode;
}

export type SchemaNode = GroupNode | TableNode | ColumnNode;

/** With more tables than this they stand in groups. */
export const mostFlatTables = 40;
/** A group of fewer is no help. */
const leastInGroup = 3;

/** The rows of the first level, by name: groups of tables whose names begin with the same word, then the tables that have none. */
export function topNodes(tables: readonly TableSchema[]): readonly (GroupNode | TableNode)[] {
  const sorted = [...tables].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  if (sorted.length <= mostFlatTables) return sorted.map((table) => tableNode(table));
  const byPrefix = new Map<string | undefined, TableSchema[]>();
  for (const table of sorted) {
    const prefix = prefixOf(table.name);
    const members = byPrefix.get(prefix);
    if (members === undefined) byPrefix.set(prefix, [table]);
    else members.push(table);
  }
  const groups = [...byPrefix].filter(([, members]) => members.length >= leastInGroup);
  const grouped = new Set(groups.flatMap(([, members]) => members));
  return [
    ...groups.map(([prefix, members]) => groupNode(prefix, members)),
    ...sorted.filter((table) => !grouped.has(table)).map((table) => tableNode(table)),
  ];
}

export function columnNodes(parent: TableNode): readonly ColumnNode[] {
  return parent.table.columns.map((column) => ({ kind: 'column', id: `${parent.id}/${column.name}`, column, parent }));
}

/** The first word of a name; undefined for a custom table. */
function prefixOf(name: string): string | undefined {
  if (name.endsWith('_CL')) return undefined;
  return /^(?:[A-Z0-9]{2,}(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z0-9]+)/.exec(name)?.[0] ?? name;
}

function groupNode(prefix: string | undefined, tables: readonly TableSchema[]): GroupNode {
  const members: TableNode[] = [];
  const group: GroupNode = { kind: 'group', id: `group ${prefix ?? '_CL'}`, prefix, tables: members };
  members.push(...tables.map((table) => tableNode(table, group)));
  return group;
}

function tableNode(table: TableSchema, parent?: GroupNode): TableNode {
  return { kind: 'table', id: `table ${table.name}`, table, ...(parent !== undefined && { parent }) };
}
