const maxLong = 9_223_372_036_854_775_807n;
const minLong = -9_223_372_036_854_775_808n;
const decimalDigits = /^[+-]?\d+$/;
const hexDigits = /^([+-])?0x([0-9a-f]+)$/i;
const realText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A real as .NET spells it: shortest digits that read back, an exponent from 1E+15 and below 0.0001, `NaN`, `Infinity`. */
export function formatReal(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e15) return String(value);
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  return `${mantissa}E${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

/** The whole number of a text in decimal or hexadecimal digits (`-5`, `0x1F`); null when it is none or does not fit 64 bits. */
export function parseLong(text: string): bigint | null {
  const length = text.length;
  if (length === 0) return null;
  if (length <= 15) {
    const small = parseSmall(text);
    if (small !== null) return BigInt(small);
  }
  const trimmed = text.trim();
  if (decimalDigits.test(trimmed)) return longOrNull(BigInt(trimmed.startsWith('+') ? trimmed.slice(1) : trimmed));
  const hex = hexDigits.exec(trimmed);
  if (hex === null || hex[2]!.length > 16) return null;
  const value = BigInt.asIntN(64, BigInt(`0x${hex[2]!}`));
  return longOrNull(hex[1] === '-' ? -value : value);
}

/** Up to 15 plain digits with an optional minus sign; null for any other text. */
export function parseSmall(text: string): number | null {
  const negative = text.charCodeAt(0) === 45;
  let value = 0;
  const start = negative ? 1 : 0;
  if (start === text.length) return null;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return negative && value !== 0 ? -value : value;
}

/** The real of a text: digits with a point and an exponent, `NaN`, `inf`, `Infinity`, hexadecimal; null when it is none. */
export function parseReal(text: string): number | null {
  const trimmed = text.trim();
  if (realText.test(trimmed)) return Number(trimmed);
  switch (trimmed.toLowerCase()) {
    case 'nan':
      return NaN;
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
    case '∞':
      return Infinity;
    case '-inf':
    case '-infinity':
    case '-∞':
      return -Infinity;
    default: {
      const whole = parseLong(trimmed);
      return whole === null ? null : Number(whole);
    }
  }
}

export function longOrNull(value: bigint): bigint | null {
  return value >= minLong && value <= maxLong ? value : null;
}

/** A real cut to a whole number; 2^63 itself gives the largest long. Null for NaN and what does not fit. */
export function longOfReal(value: number): bigint | null {
  if (!(value >= -9_223_372_036_854_775_808 && value <= 9_223_372_036_854_775_808)) return null;
  if (value === 9_223_372_036_854_775_808) return maxLong;
  return BigInt(Math.trunc(value));
}

/** A number cut to a whole number of 32 bits; null for NaN and what does not fit. */
export function intOfNumber(value: number): number | null {
  const whole = Math.trunc(value);
  return whole >= -2_147_483_648 && whole <= 2_147_483_647 ? whole + 0 : null;
}
