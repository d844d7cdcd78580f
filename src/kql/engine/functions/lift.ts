import { ColumnWriter, ConstColumn, DictColumn, JsonColumn, constant, type Column } from '../columns/column.js';
import type { Value } from '../types.js';
import type { EvalContext, Overload } from './definition.js';

type AnyRow = (...args: readonly (Value | undefined)[]) => Value;

/** Distinct values beyond this are not evaluated ahead: most may never occur in the rows at hand. */
const dictionaryLimit = 1_000_000;

/**
 * One call of an overload in a query. It remembers what it made of the last dictionary, which the chunks of a table share. Arguments
 * must have the parameter types already.
 */
export class CallSite {
  private dictionary: readonly string[] | undefined;
  private perDistinct: Column | undefined;
  private otherArguments: readonly Value[] = [];

  constructor(private readonly overload: Overload) {}

  evaluate(args: readonly Column[], length: number, context: EvalContext): Column {
    const { overload } = this;
    if (overload.vector !== undefined) {
      // Constants in, constant out: one row is enough.
      if (args.every(isConst) && args.length > 0 && overload.volatile !== true && overload.window !== true && length !== 1) {
        return constant(overload.returns, overload.vector(args.map(oneRow), 1, context).get(0), length);
      }
      return overload.vector(args, length, context);
    }
    if (overload.tuple !== undefined) return overload.tuple(args, length, context)[0]!;
    const row = overload.row as unknown as AnyRow;
    if (overload.volatile !== true) {
      if (args.every(isConst)) return constant(overload.returns, callRow(overload, row, args, 0), length);
      const byDistinct = this.evaluateDictionary(args, row);
      if (byDistinct !== undefined) return byDistinct;
    }
    return evaluateRows(overload, row, args, length, context);
  }

  private evaluateDictionary(args: readonly Column[], row: AnyRow): Column | undefined {
    let at = -1;
    for (let i = 0; i < args.length; i++) {
      if (isConst(args[i]!)) continue;
      if (at >= 0) return undefined;
      at = i;
    }
    const column = args[at];
    const text = column instanceof JsonColumn ? column.text : column;
    if (!(text instanceof DictColumn) || text.dictionary.length > dictionaryLimit) return undefined;
    const others = args.filter((_, i) => i !== at).map((arg) => arg.get(0));
    if (this.dictionary !== text.dictionary || !others.every((value, i) => Object.is(value, this.otherArguments[i]))) {
      this.dictionary = text.dictionary;
      this.otherArguments = others;
      const size = text.dictionary.length;
      // One row more than the dictionary has: the "" of code -1.
      const codes = Int32Array.from({ length: size + 1 }, (_, i) => (i < size ? i : -1));
      const texts = new DictColumn(codes, text.dictionary);
      const distinct = column instanceof JsonColumn ? new JsonColumn(texts) : texts;
      const all = args.map((arg, i) => (i === at ? distinct : arg));
      const writer = new ColumnWriter(this.overload.returns, size + 1);
      for (let i = 0; i <= size; i++) writer.set(i, callRow(this.overload, row, all, i));
      this.perDistinct = compactStrings(writer.finish());
    }
    return spread(this.perDistinct!, text);
  }
}

/** Results per distinct value, spread over the rows of a dictionary column. The last result is that of code -1. */
export function spread(perDistinct: Column, column: DictColumn): Column {
  const { codes } = column;
  const last = perDistinct.length - 1;
  let signs = 0;
  for (let i = 0; i < codes.length; i++) signs |= codes[i]!;
  if (signs >= 0) return perDistinct.gather(codes);
  const rows = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) rows[i] = codes[i]! < 0 ? last : codes[i]!;
  return perDistinct.gather(rows);
}

/** A string column with its own dictionary of distinct values; other columns as they are. */
function compactStrings(column: Column): Column {
  if (column.type !== 'string') return column;
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const text = column.get(i) as string;
    let code = codeOf.get(text);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(text, code);
    }
    codes[i] = code;
  }
  return new DictColumn(codes, [...codeOf.keys()]);
}

/** Evaluates an overload once, without the memory of a call site. */
export function evaluateOverload(overload: Overload, args: readonly Column[], length: number, context: EvalContext): Column {
  return new CallSite(overload).evaluate(args, length, context);
}

function isConst(column: Column): boolean {
  return column instanceof ConstColumn;
}

function oneRow(column: Column): Column {
  return constant(column.type, column.get(0), 1);
}

function callRow(overload: Overload, row: AnyRow, args: readonly Column[], index: number): Value {
  const values = args.map((arg) => arg.get(index));
  if (overload.nulls !== 'see' && values.includes(null)) return null;
  return row(...values);
}

function evaluateRows(overload: Overload, row: AnyRow, args: readonly Column[], length: number, context: EvalContext): Column {
  const writer = new ColumnWriter(overload.returns, length);
  const seeNulls = overload.nulls === 'see';
  const [first, second] = args;
  for (let i = 0; i < length; i++) {
    if ((i & 0xfff) === 0xfff) context.check();
    if (args.length === 1) {
      const a = first!.get(i);
      if (seeNulls || a !== null) writer.set(i, row(a));
    } else if (args.length === 2) {
      const a = first!.get(i);
      const b = second!.get(i);
      if (seeNulls || (a !== null && b !== null)) writer.set(i, row(a, b));
    } else {
      writer.set(i, callRow(overload, row, args, i));
    }
  }
  return writer.finish();
}
