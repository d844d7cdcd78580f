import {
  ColumnWriter,
  ConstColumn,
  DictColumn,
  JsonColumn,
  Utf8Column,
  ValuesColumn,
  constant,
  type Column,
} from '../../columns/column.js';
import { parseDynamic, scanPath } from '../../dynamicText.js';
import { dynamicReal, getKey, isArray, isBag, type Dynamic } from '../../dynamic.js';
import type { Expr, Member } from '../../plan.js';
import type { ScalarFunction } from '../definition.js';
import { overload } from '../definition.js';
import { spread } from '../lift.js';
import { SharedSpans } from './sharedSpans.js';

export type PathStep = string | number;

/** `a.b.c` and `a["b"][0]` as the expression they start from and their constant steps. */
export function memberPath(expr: Member): { base: Expr; path: readonly PathStep[] } {
  const path: PathStep[] = [expr.name];
  let base = expr.base;
  for (;;) {
    if (base.kind === 'member') {
      path.unshift(base.name);
      base = base.base;
    } else {
      return { base, path };
    }
  }
}

/** A member of a bag by key, an element of an array by index (negative counts from the end); null when there is none. */
export function accessStep(value: Dynamic, step: PathStep): Dynamic {
  if (typeof step === 'string') return isBag(value) ? (getKey(value, step) ?? null) : null;
  if (!isArray(value)) return null;
  const index = step < 0 ? value.length + step : step;
  const element = value[index];
  if (element === undefined) return null;
  return value instanceof Float64Array ? dynamicReal(element as number) : element;
}

export function accessPath(value: Dynamic, path: readonly PathStep[]): Dynamic {
  let at = value;
  for (const step of path) {
    if (at === null) return null;
    at = accessStep(at, step);
  }
  return at;
}

/** Reads one path out of dynamic columns; JSON text is scanned, not parsed, and a dictionary once per distinct value. */
export class MemberReader {
  private dictionary: readonly string[] | undefined;
  private perDistinct: Column | undefined;
  private readonly spans: SharedSpans;

  /** `query` stands for the query: the paths that it reads from the same column are found in one scan. */
  constructor(
    private readonly path: readonly PathStep[],
    query: object,
  ) {
    this.spans = new SharedSpans(path, query);
  }

  read(column: Column): Column {
    const { path } = this;
    if (column instanceof ConstColumn) return constant('dynamic', accessPath(column.value as Dynamic, path), column.length);
    if (column instanceof JsonColumn) {
      const { text } = column;
      if (text instanceof DictColumn) {
        if (this.dictionary !== text.dictionary) {
          this.dictionary = text.dictionary;
          this.perDistinct = new ValuesColumn('dynamic', [...text.dictionary.map((json) => this.scan(json)), null]);
        }
        return spread(this.perDistinct!, text);
      }
      // The values stay JSON text: conversions read it as it is.
      if (text instanceof Utf8Column) return new JsonColumn(this.spans.read(text));
      const values = new Array<Dynamic>(column.length);
      for (let i = 0; i < values.length; i++) values[i] = this.scan(text.get(i) as string);
      return new ValuesColumn('dynamic', values);
    }
    const writer = new ColumnWriter('dynamic', column.length);
    for (let i = 0; i < column.length; i++) writer.set(i, accessPath(column.get(i) as Dynamic, path));
    return writer.finish();
  }

  private scan(json: string): Dynamic {
    if (json === '') return null;
    const first = json.charCodeAt(0);
    // Only a text that starts as a bag or an array can be scanned.
    if (first !== 123 && first !== 91) return accessPath(parseDynamic(json), this.path);
    return scanPath(json, this.path);
  }
}

/** `value[key]`. An index may be a long or a string; another value gives null. */
export const accessOperators: readonly ScalarFunction[] = [
  {
    name: '[]',
    overloads: [
      overload(['dynamic', 'string'], 'dynamic', (value, key) => accessStep(value, key)),
      overload(['dynamic', 'long'], 'dynamic', (value, index) => accessStep(value, Number(index))),
      overload(['dynamic', 'dynamic'], 'dynamic', (value, key) =>
        typeof key === 'string' || typeof key === 'number' ? accessStep(value, key) : null,
      ),
    ],
  },
];
