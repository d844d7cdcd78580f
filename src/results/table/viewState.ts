/** What a drawn result keeps over a reload of its page: no rows, only how they were arranged. */
import type { SortKey } from './order';
import { asItCame, type Arrangement } from './tableModel';
import { isFields } from './parseCellResult';

export interface ViewState {
  /** Place of the shown table. */
  readonly table: number;
  readonly face: 'chart' | 'table';
  /** Of the tables that were touched, by place. */
  readonly arrangements: Readonly<Record<number, Arrangement>>;
  /** Pixels, when somebody has changed it. */
  readonly height?: number;
}

export const firstState: ViewState = { table: 0, face: 'chart', arrangements: {} };

/** Results whose arrangement is kept. */
const MOST_KEPT = 60;

/** By id of the result; the longest untouched ones are dropped. */
export type KeptStates = Readonly<Record<string, ViewState>>;

export function keepState(kept: KeptStates, id: string, state: ViewState): KeptStates {
  const others = Object.entries(kept).filter(([other]) => other !== id);
  return Object.fromEntries([...others.slice(-(MOST_KEPT - 1)), [id, state]]);
}

/** Leaves out what is malformed. */
export function parseKeptStates(value: unknown): KeptStates {
  if (!isFields(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, state]) => {
      const parsed = parseViewState(state);
      return parsed ? [[id, parsed]] : [];
    }),
  );
}

export function parseViewState(value: unknown): ViewState | undefined {
  if (!isFields(value)) return undefined;
  const { table, face, arrangements, height } = value;
  if (!isPlace(table) || (face !== 'chart' && face !== 'table') || !isFields(arrangements)) return undefined;
  const parsed = Object.entries(arrangements).map(([place, arrangement]) => [place, parseArrangement(arrangement)] as const);
  return {
    table,
    face,
    arrangements: Object.fromEntries(parsed),
    ...(typeof height === 'number' && height > 0 && { height }),
  };
}

function parseArrangement(value: unknown): Arrangement {
  if (!isFields(value)) return asItCame;
  const { sort, filters, hidden } = value;
  return {
    sort: Array.isArray(sort) ? sort.filter(isSortKey) : [],
    filters: isFields(filters) ? textsOnly(filters) : {},
    hidden: Array.isArray(hidden) ? hidden.filter(isPlace) : [],
  };
}

function textsOnly(value: Readonly<Record<string, unknown>>): Readonly<Record<number, string>> {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function isSortKey(value: unknown): value is SortKey {
  return isFields(value) && isPlace(value['column']) && typeof value['descending'] === 'boolean';
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
