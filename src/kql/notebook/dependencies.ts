/** What a cell declares for the cells below it, and which names it takes from elsewhere. */
export interface DeclaringCell {
  /** Names that the cell uses and does not declare. */
  readonly freeNames: readonly string[];
  /** Top-level `let` statements in order, without their semicolons. */
  readonly lets: readonly { readonly name: string; readonly statement: string; readonly freeNames: readonly string[] }[];
  /** The name of its result. */
  readonly name?: string;
}

/** Something that a cell uses of a cell above it; `cell` is its index. */
export type Use =
  | { readonly kind: 'let'; readonly name: string; readonly cell: number; readonly statement: string }
  | { readonly kind: 'result'; readonly name: string; readonly cell: number };

/** A cell needs two different things of the same name. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  constructor(readonly used: string) {
    super(`Two cells above declare ${used}, and this cell needs both of them. Give one of them another name.`);
  }
}

/**
 * What the names stand for in the cells before index `below`: the closest declaration counts, its own needs come before it. A result
 * stands for its cell's rows, so what that cell needs is not brought in. Throws `ConflictError`.
 */
export function usesOf(freeNames: readonly string[], cells: readonly DeclaringCell[], below = cells.length): readonly Use[] {
  const uses: Use[] = [];
  const byName = new Map<string, Found>();
  const bring = (name: string, cell: number, lets: number): void => {
    const found = definitionOf(name, cells, cell, lets);
    if (found === undefined) return;
    const { use, index } = found;
    const known = byName.get(name);
    if (known !== undefined) {
      if (known.use.cell !== use.cell || known.index !== index) throw new ConflictError(name);
      return;
    }
    byName.set(name, found);
    for (const free of cells[use.cell]?.lets[index]?.freeNames ?? []) bring(free, use.cell, index);
    uses.push(use);
  };
  for (const name of freeNames) bring(name, below, 0);
  return uses;
}

interface Found {
  readonly use: Use;
  /** Of the statement among the `let` statements of its cell; -1 for a result. */
  readonly index: number;
}

/** Looks among the first `lets` statements of a cell, then upwards; a cell's result comes after its statements. */
function definitionOf(name: string, cells: readonly DeclaringCell[], cell: number, lets: number): Found | undefined {
  for (let at = cell; at >= 0; at -= 1) {
    const candidate = cells[at];
    if (candidate === undefined) continue;
    if (at < cell && candidate.name === name) return { use: { kind: 'result', name, cell: at }, index: -1 };
    const from = at === cell ? lets : candidate.lets.length;
    const index = candidate.lets.slice(0, from).findLastIndex((statement) => statement.name === name);
    const found = candidate.lets[index];
    if (found !== undefined) return { use: { kind: 'let', name, cell: at, statement: found.statement }, index };
  }
  return undefined;
}

/** What a run saw, to tell later whether it would see the same again. */
export interface RunStamp {
  /** Grows with every run of the notebook. */
  readonly run: number;
  readonly text: string;
  readonly connection: string;
  /** The notebook's time range, when it decided which time the run looked at; empty when there was none. */
  readonly range?: string;
  readonly uses: readonly string[];
}

export interface CellState {
  readonly text: string;
  /** The connection that applies to it. */
  readonly connection: string;
  /** The notebook's time range as text; empty when there is none. */
  readonly range: string;
  readonly uses: readonly Use[];
  readonly ran?: RunStamp;
}

/** What the cell at an index uses, as text that changes when it does. */
export function usedAt(cells: readonly CellState[], index: number): readonly string[] {
  return (cells[index]?.uses ?? []).map((use) =>
    use.kind === 'let' ? `let ${use.statement}` : `result ${use.name} of run ${cells[use.cell]?.ran?.run ?? 0}`,
  );
}

/**
 * Which cells show what they would no longer give: their text, connection or time range is another, what they use has run again or
 * changed, or is stale itself. A cell that has not run is not stale.
 */
export function staleCells(cells: readonly CellState[]): readonly boolean[] {
  const stale: boolean[] = [];
  for (const [index, { text, connection, range, uses, ran }] of cells.entries()) {
    stale.push(
      ran !== undefined &&
        (ran.text !== text ||
          ran.connection !== connection ||
          (ran.range !== undefined && ran.range !== range) ||
          !sameTexts(ran.uses, usedAt(cells, index)) ||
          uses.some((use) => use.kind === 'result' && stale[use.cell] === true)),
    );
  }
  return stale;
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, i) => text === right[i]);
}
