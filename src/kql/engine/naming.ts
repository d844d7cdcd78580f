import type { NamedExpr } from './plan.js';

/** Gives names their number when they are taken: `x`, `x1`, `x2`. */
export class NameTable {
  private readonly taken = new Set<string>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.taken.add(name);
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }

  /** The name, or the first of `name1`, `name2` … that is free; taken from now on. */
  unique(name: string): string {
    let result = name;
    for (let n = 1; this.taken.has(result); n++) result = `${name}${n}`;
    this.taken.add(result);
    return result;
  }

  /** A name for an expression that has none: `Column1`, `Column2` … */
  unnamed(): string {
    let n = 1;
    while (this.taken.has(`Column${n}`)) n++;
    const result = `Column${n}`;
    this.taken.add(result);
    return result;
  }
}

/** Names of the columns that one entry of `project`, `extend` or `summarize` gives, before they are made unique. */
export function outputNames(entry: NamedExpr, suffixes: readonly string[] | undefined): readonly (string | undefined)[] {
  if (suffixes === undefined) return [entry.names?.[0] ?? entry.name ?? entry.defaultName];
  return suffixes.map((suffix, i) => entry.names?.[i] ?? (i === 0 ? entry.name : undefined) ?? suffix);
}
