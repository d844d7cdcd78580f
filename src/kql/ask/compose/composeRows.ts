import { valueOf } from '../catalogue/catalogue';
import type { TableKnowledge } from '../catalogue/types';
import type { Frame } from '../interpret/frame';
import type { Expr, Named, Operator } from './ast';
import { columnsOf, unnamed } from './composeExpr';

/** Rows that a list has at most when the question does not say. */
export const MOST_ROWS = 1000;

/** Rows, newest first unless they are ranked by a number, with the columns that say most. */
export function rowsOperators(frame: Frame, by: Expr | undefined): Operator[] {
  const expr = by ?? frame.time;
  const count = frame.limit ?? MOST_ROWS;
  const descending = frame.order === 'descending';
  const operators: Operator[] =
    expr === undefined ? [{ kind: 'take', count }] : [{ kind: 'top', count, by: { expr, descending } }];
  const columns = shownColumns(frame);
  return columns.length === 0 ? operators : [...operators, { kind: 'project', columns }];
}

/** Those that the catalogue shows, then those that filters read; none means all. */
function shownColumns({ table, knowledge, filters, time }: Frame): Named[] {
  const known = new Set(table.columns.map(({ name }) => name));
  const shown = (knowledge?.shown ?? []).filter((name) => known.has(name.split('.')[0] ?? name));
  if (knowledge === undefined || shown.length === 0) return [];
  const names = new Set(shown);
  const read = [...(time?.kind === 'column' ? [time.name] : []), ...filters.flatMap(({ test }) => columnsOf(test))];
  const more = [...new Set(read)].filter((name) => !names.has(name) && !shown.some((one) => one.startsWith(`${name}.`)));
  const taken = new Set(shown.filter((name) => known.has(name)));
  return [
    ...shown.map((name) => shownColumn(knowledge, name, known, taken)),
    ...more.map((name): Named => ({ expr: { kind: 'column', name } })),
  ];
}

/** A path is shown under its last part, or all of it when that is taken. */
function shownColumn(knowledge: TableKnowledge, name: string, known: ReadonlySet<string>, taken: Set<string>): Named {
  if (known.has(name)) return { expr: { kind: 'column', name } };
  const last = name.split('.').at(-1) ?? name;
  const own = taken.has(last) ? name.replaceAll('.', '_') : last;
  taken.add(own);
  return { name: own, expr: valueOf(knowledge, name) };
}

/** The last (or first) row of each group, or a number of it. */
export function latestOperators(frame: Frame, which: 'first' | 'last', value: Expr | undefined): Operator[] {
  const { groups, time } = frame;
  if (time === undefined) throw new TypeError(`${frame.table.name} has no time`);
  const aggregate: Named = {
    expr: { kind: 'call', name: which === 'last' ? 'arg_max' : 'arg_min', args: [time, value ?? { kind: 'star' }] },
  };
  const names = new Set(groups.map(({ name }) => name));
  const columns: Named[] = groups.map(({ name }) => ({ expr: { kind: 'column', name } }));
  const shown = shownColumns(frame).filter(({ name, expr }) => !names.has(name ?? (expr.kind === 'column' ? expr.name : '')));
  return [
    { kind: 'summarize', aggregates: [aggregate], by: groups.map(unnamed) },
    ...(value === undefined && shown.length > 0 ? [{ kind: 'project', columns: [...columns, ...shown] } as const] : []),
  ];
}

/** The different values of the groups, in order. */
export function valuesOperators({ groups, limit }: Frame): Operator[] {
  const by = groups.map(({ name }) => ({ expr: { kind: 'column', name } as const, descending: false }));
  const operators: Operator[] = [
    { kind: 'summarize', aggregates: [], by: groups.map(unnamed) },
    { kind: 'order', by },
  ];
  return [...operators, { kind: 'take', count: limit ?? MOST_ROWS }];
}
