/** Comparing numbers that may be text because no double holds them: longs beyond 2^53 and decimals. */
import type { Cell } from '../../model/query';

const NUMBER = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,4}))?$/i;

/** The nearest double; NaN for what is no number. Rounding keeps the order, so only equal doubles need a closer look. */
export function nearestNumber(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  return typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : Number.NaN;
}

/** Exact order of two numbers; both must be numbers by `nearestNumber`. */
export function compareNumbers(a: Cell, b: Cell): number {
  const [left, right] = [nearestNumber(a), nearestNumber(b)];
  if (left !== right) return left < right ? -1 : 1;
  if ((typeof a !== 'string' && typeof b !== 'string') || a === b || !Number.isFinite(left)) return 0;
  const [x, y] = [scaled(a), scaled(b)];
  if (x === undefined || y === undefined) return 0;
  const scale = Math.max(x.scale, y.scale);
  const [m, n] = [x.digits * 10n ** BigInt(scale - x.scale), y.digits * 10n ** BigInt(scale - y.scale)];
  return m < n ? -1 : m > n ? 1 : 0;
}

/** `digits` times ten to the power of minus `scale`. */
function scaled(cell: Cell): { readonly digits: bigint; readonly scale: number } | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    NUMBER.exec(typeof cell === 'object' ? '' : String(cell).trim()) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return { digits: sign === '-' ? -digits : digits, scale };
}
