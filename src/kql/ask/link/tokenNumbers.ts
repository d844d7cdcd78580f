/** What a number is written with: a unit in the form that tokens carry, or a factor (`1.5k`, `2 million`). */
export interface Unit {
  readonly unit: string;
  readonly factor?: number;
}

const units: Readonly<Record<string, string>> = {
  ns: 'ns nanosecond nanoseconds',
  us: 'us µs μs microsecond microseconds',
  ms: 'ms msec msecs millisecond milliseconds millis',
  s: 's sec secs second seconds',
  min: 'm min mins minute minutes',
  h: 'h hr hrs hour hours',
  d: 'd day days',
  w: 'w wk week weeks',
  month: 'month months',
  year: 'year years',
  '%': '% percent pct percents',
  B: 'b byte bytes',
  KB: 'kb kilobyte kilobytes',
  MB: 'mb megabyte megabytes',
  GB: 'gb gig gigs gigabyte gigabytes',
  TB: 'tb terabyte terabytes',
  KiB: 'kib',
  MiB: 'mib',
  GiB: 'gib',
  TiB: 'tib',
  am: 'am a.m a.m.',
  pm: 'pm p.m p.m.',
  th: 'th st nd rd',
  x: 'x',
  xx: 'xx',
};

const names = new Map<string, Unit>();
for (const [unit, forms] of Object.entries(units)) for (const form of forms.split(' ')) names.set(form, { unit });
for (const [form, factor] of Object.entries({ k: 1e3, thousand: 1e3, million: 1e6, millions: 1e6, billion: 1e9, mio: 1e6 })) {
  names.set(form, { unit: '', factor });
}

/** Only where the number and the unit are one word: `5th`, `2x`, `5xx`. */
const onlyAttached = new Set(['th', 'x', 'xx']);

const written = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(%|[a-zµμ]+(?:\.[a-z])?)?$/i;
const words = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((name, value): [string, number] => [name, value]),
);
for (const [name, value] of Object.entries({ fifteen: 15, twenty: 20, thirty: 30, fifty: 50, hundred: 100, dozen: 12 }))
  words.set(name, value);

/** A number in digits, alone or with its unit in one word: `80%`, `1.5k`, `500ms`, `5xx`, `1,000`; `undefined` for anything else. */
export function parseNumber(text: string): { readonly value: number; readonly unit?: string } | undefined {
  const found = text.length > 40 ? null : written.exec(text);
  if (found === null) return undefined;
  const [, sign = '', whole, fraction = '', suffix] = found;
  if (whole === undefined && fraction === '') return undefined;
  const value = Number(`${sign}${(whole ?? '0').replaceAll(',', '')}${fraction}`);
  if (suffix === undefined) return { value };
  // `3M` are millions, `3m` minutes.
  const unit = suffix === 'M' ? { unit: '', factor: 1e6 } : names.get(suffix.toLowerCase());
  if (unit === undefined) return undefined;
  return { value: value * (unit.factor ?? 1), ...(unit.unit !== '' && { unit: unit.unit }) };
}

/** The unit that a word after a number is. */
export function unitAfter(text: string): Unit | undefined {
  const unit = names.get(text.toLowerCase());
  return unit === undefined || onlyAttached.has(unit.unit) ? undefined : unit;
}

/** The value of a number in words, up to twelve and a few more. */
export function numberOf(word: string): { readonly value: number } | undefined {
  const value = words.get(word);
  return value === undefined ? undefined : { value };
}
