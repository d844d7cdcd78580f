import type { Utf8Column } from '../../columns/column.js';
import { JsonSpans } from './jsonSpans.js';

type Path = readonly (string | number)[];

/** The groups of a query by the columns that they have scanned. */
const groupsOfQuery = new WeakMap<object, WeakMap<Utf8Column, PathGroup>>();

/**
 * Finds the spans of one path in columns of JSON text. Readers of the same query that meet on a column go on together: each column is
 * then scanned once for all their paths.
 */
export class SharedSpans {
  private readonly key: string;
  private readonly groups: WeakMap<Utf8Column, PathGroup>;
  private group = new PathGroup();

  /** `query` is any object that stands for the query. */
  constructor(
    private readonly path: Path,
    query: object,
  ) {
    this.key = JSON.stringify(path);
    let groups = groupsOfQuery.get(query);
    if (groups === undefined) groupsOfQuery.set(query, (groups = new WeakMap()));
    this.groups = groups;
  }

  read(text: Utf8Column): Utf8Column {
    const met = this.groups.get(text);
    if (met === undefined) this.groups.set(text, this.group);
    else this.group = met;
    return this.group.read(this.key, this.path, text);
  }
}

/** Paths that are read from the same columns, and what was found in the last one. */
class PathGroup {
  private readonly paths = new Map<string, Path>();
  private readonly taken = new Set<string>();
  private readonly found = new Map<string, Utf8Column>();
  private column: Utf8Column | undefined;
  private spans: JsonSpans | undefined;

  read(key: string, path: Path, text: Utf8Column): Utf8Column {
    if (this.column !== text) this.next(text);
    if (!this.paths.has(key)) {
      this.paths.set(key, path);
      this.spans = undefined;
    }
    this.taken.add(key);
    let result = this.found.get(key);
    if (result === undefined) {
      // A path that came to this column late is found alone.
      result = this.found.size === 0 ? this.scan(text, key) : new JsonSpans([path]).read(text)[0]!;
      this.found.set(key, result);
    }
    return result;
  }

  /** Goes on to a column. A path that nobody read in the one before is given up: its reader has gone, or looks at other rows. */
  private next(text: Utf8Column): void {
    for (const key of this.paths.keys()) {
      if (this.taken.has(key)) continue;
      this.paths.delete(key);
      this.spans = undefined;
    }
    this.taken.clear();
    this.found.clear();
    this.column = text;
  }

  private scan(text: Utf8Column, wanted: string): Utf8Column {
    this.spans ??= new JsonSpans([...this.paths.values()]);
    const columns = this.spans.read(text);
    [...this.paths.keys()].forEach((key, i) => this.found.set(key, columns[i]!));
    return this.found.get(wanted)!;
  }
}
