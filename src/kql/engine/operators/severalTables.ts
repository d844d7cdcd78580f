import type { Relation } from '../chunk.js';
import type { ExecContext } from './context.js';

export interface NamedRelation {
  readonly name: string;
  readonly relation: Relation;
}

/** The first table is the answer, the others are given beside it. */
export function severalTables(tables: readonly NamedRelation[], context: ExecContext): Relation {
  for (const { name, relation } of tables.slice(1)) context.emit(relation, name);
  return tables[0]?.relation ?? { schema: [], chunks: [], serialized: false };
}
