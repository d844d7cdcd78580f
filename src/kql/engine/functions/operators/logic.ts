import { BoolColumn, ConstColumn, type Column } from '../../columns/column.js';
import { overload, vectorOverload, type ScalarFunction } from '../definition.js';

/** The column's values and validity as arrays, whatever its class. */
function flat(column: Column, length: number): { values: Uint8Array; valid: Uint8Array | undefined } {
  if (column instanceof BoolColumn) return column;
  if (column instanceof ConstColumn) {
    const isNull = column.value === null;
    return {
      values: new Uint8Array(length).fill(column.value === true ? 1 : 0),
      valid: isNull ? new Uint8Array(length) : undefined,
    };
  }
  const values = new Uint8Array(length);
  const valid = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    values[row] = column.get(row) === true ? 1 : 0;
    valid[row] = column.isNull(row) ? 0 : 1;
  }
  return { values, valid };
}

/** `decisive` is the value that settles the result whatever the other side is: 0 for `and`, 1 for `or`; else a null makes it null. */
function combine(left: Column, right: Column, length: number, decisive: 0 | 1): BoolColumn {
  const a = flat(left, length);
  const b = flat(right, length);
  const values = new Uint8Array(length);
  if (a.valid === undefined && b.valid === undefined) {
    if (decisive === 0) for (let i = 0; i < length; i++) values[i] = a.values[i]! & b.values[i]!;
    else for (let i = 0; i < length; i++) values[i] = a.values[i]! | b.values[i]!;
    return new BoolColumn(values);
  }
  const valid = new Uint8Array(length).fill(1);
  for (let i = 0; i < length; i++) {
    const aValid = a.valid === undefined || a.valid[i] === 1;
    const bValid = b.valid === undefined || b.valid[i] === 1;
    if ((aValid && a.values[i] === decisive) || (bValid && b.values[i] === decisive)) values[i] = decisive;
    else if (aValid && bValid) values[i] = 1 - decisive;
    else valid[i] = 0;
  }
  return new BoolColumn(values, valid);
}

export const logicOperators: readonly ScalarFunction[] = [
  {
    name: 'and',
    overloads: [vectorOverload(['bool', 'bool'], 'bool', (args, length) => combine(args[0]!, args[1]!, length, 0))],
  },
  { name: 'or', overloads: [vectorOverload(['bool', 'bool'], 'bool', (args, length) => combine(args[0]!, args[1]!, length, 1))] },
  { name: 'not', overloads: [overload(['bool'], 'bool', (value) => !value)] },
];
