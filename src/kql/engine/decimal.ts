import { Decimal } from 'decimal.js';

// Kusto's decimal has 34 significant digits and exponents up to 6144 (IEEE 754 decimal128).
Decimal.set({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40, maxE: 6144, minE: -6143 });

const decimalText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The decimal of a text; null when it is none. */
export function parseDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  return decimalText.test(trimmed) ? finiteDecimal(new Decimal(trimmed)) : null;
}

/** The decimal of a number, by its shortest spelling; null for NaN and the infinities. */
export function decimalOf(value: number | bigint): Decimal | null {
  if (typeof value === 'bigint') return new Decimal(value.toString());
  return Number.isFinite(value) ? new Decimal(value) : null;
}

/** Rounded to 34 digits; null for what is no number. */
export function finiteDecimal(value: Decimal): Decimal | null {
  return value.isFinite() ? value.toSignificantDigits(34) : null;
}

/** Plain digits; an exponent (`1E+41`) only beyond 40 places. */
export function formatDecimal(value: Decimal): string {
  const text = value.toString();
  return text.includes('e') ? text.replace('e', 'E') : value.isZero() ? '0' : text;
}

export { Decimal };
