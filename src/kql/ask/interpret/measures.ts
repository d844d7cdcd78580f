import type { Measure } from '../catalogue/types';
import type { Expr } from '../compose/ast';
import { binary, column, literal } from '../compose/build';
import type { Claims } from './claims';
import type { NumberClause } from './clauses';
import type { TableView } from './columns';
import type { Aggregation } from './frame';
import { matchItems, phraseWords } from './phrases';
import { tokensIn } from './reading';

export interface MeasureMatch {
  readonly measure: Measure;
  readonly tokens: readonly number[];
}

/** The numbers that a row of the table has: those that are known, then other columns of numbers. */
export const measuresOf = (view: TableView): readonly Measure[] => [...(view.knowledge?.measures ?? []), ...plainMeasures(view)];

/** The number that the question names; undefined when it names none that the table has. */
export function namedMeasure(view: TableView, claims: Claims, tableTokens: readonly number[]): MeasureMatch | undefined {
  const free = new Set([...claims.taken].filter((place) => claims.reading.spoken.has(place)));
  const measures = measuresOf(view);
  const [match] = matchItems(claims.tokens, measures, namesOf, withoutCues(claims, free));
  // "availability test" is what rows are, and no wish for the measure of that name.
  if (
    match === undefined ||
    (match.tokens.length < tableTokens.length &&
      match.tokens.every((place) => tableTokens.includes(place)) &&
      tableTokens.some((place) => !match.tokens.includes(place) && isNear(place, match.tokens)))
  )
    return undefined;
  return { measure: match.item, tokens: match.tokens };
}

/** What it is called, and its column as it is written. */
const namesOf = ({ words, value, only }: Measure): readonly string[] =>
  value.kind === 'column' && only === undefined ? [...words, value.name] : words;

const isNear = (place: number, places: readonly number[]): boolean => places.some((other) => Math.abs(other - place) === 1);

/** Words of a measure may be words of the grammar too: `requests per second`, `availability`, `total bytes`. */
function withoutCues({ reading }: Claims, taken: ReadonlySet<number>): ReadonlySet<number> {
  const times = [...reading.times.windows, ...(reading.times.step === undefined ? [] : [reading.times.step])];
  const inTime = new Set(times.flatMap((span) => tokensIn(reading.tokens, span)));
  return new Set([...taken].filter((place) => inTime.has(place)));
}

const noNumbers =
  /^(?:TimeGenerated|.*Id|.*ID|SeverityLevel|.*Port|.*Status.*|ItemCount|EventLevel|_BilledSize|Year|Version|.*Latitude|.*Longitude)$/;

/** Numbers of a table that the catalogue does not know, by the names of their columns. */
function plainMeasures({ table, knowledge }: TableView): Measure[] {
  const known = new Set((knowledge?.measures ?? []).flatMap(({ value }) => (value.kind === 'column' ? [value.name] : [])));
  return table.columns
    .filter(({ name, type }) => /^(?:int|long|real|decimal)$/.test(type) && !known.has(name) && !noNumbers.test(name))
    .map(({ name }) => ({
      id: name,
      words: wordsOf(name, knowledge?.columns[name]?.words ?? []),
      value: column(name),
      unit: knowledge?.columns[name]?.unit ?? unitOf(name),
      usual: 'avg' as const,
      bad: 'high' as const,
    }));
}

/** How names of columns end in what they are measured in: `WeightKg`, `price_usd`. */
const unitSuffix =
  /(?:_|(?<=[a-z0-9]))(?:(?:In)?(?:Ms|Milliseconds|Secs?|Seconds|Mins?|Minutes|Hours|Days|Bytes|[KMGT]i?B|Percent|Pct|Kg|Grams|Km|Meters|Metres|Celsius|Watts|Kwh|Kw|Litres|Liters|Usd|Eur|Gbp|Hz|Rpm|[KMG]?bps|Count))$|_(?:ms|secs?|seconds|mins?|minutes|hours|days|bytes|[kmgt]i?b|percent|pct|kg|grams|km|meters|metres|celsius|watts|kwh|kw|litres|liters|usd|eur|gbp|hz|rpm|[kmg]?bps|count)$/;

function wordsOf(name: string, known: readonly string[]): string[] {
  const bare = name.replace(/_[a-z]$/, '').replace(unitSuffix, '');
  const words = [name, ...(bare.length > 2 ? [bare] : []), ...known];
  if (unitOf(name) === 'ms' || unitOf(name) === 's') words.push('duration', 'latency', 'how long', 'time taken', `${bare} time`);
  return words.filter((word) => phraseWords(word).length > 0);
}

/** The unit that a name tells. */
function unitOf(name: string): Measure['unit'] {
  if (/(?:Ms|Milliseconds|_ms)(?:_[a-z])?$/i.test(name) && !/items$/i.test(name)) return 'ms';
  if (/(?:Seconds|Secs|InSec)(?:_[a-z])?$/i.test(name)) return 's';
  if (/(?:Percent|Percentage|Pct)(?:_[a-z])?$/i.test(name)) return '%';
  if (/Bytes(?:_[a-z])?$/i.test(name)) return 'bytes';
  if (/MB(?:_[a-z])?$/.test(name)) return 'MB';
  return /GB(?:_[a-z])?$/.test(name) ? 'GB' : '';
}

/** The number that is meant where none is named: how long things took when a table knows that, else its first. */
export function usualMeasure(view: TableView, unit = ''): Measure | undefined {
  const measures = measuresOf(view);
  const fits = measures.filter((measure) => unit === '' || factor(unit, measure.unit) !== undefined);
  return fits.find(({ unit: own }) => own === 'ms' || own === 's') ?? fits[0];
}

/** What is meant when a measure is named without an aggregation. */
export const usualOf = ({ usual }: Measure): Aggregation => (usual === 'p95' ? { percentile: 95 } : usual);

const scales: Readonly<Record<string, readonly [kind: string, size: number]>> = {
  ms: ['time', 1],
  s: ['time', 1000],
  min: ['time', 60_000],
  h: ['time', 3_600_000],
  '%': ['share', 1],
  bytes: ['size', 1],
  kb: ['size', 1024],
  mb: ['size', 1024 ** 2],
  gb: ['size', 1024 ** 3],
  tb: ['size', 1024 ** 4],
};

/** What to multiply a number of a unit as it was written by to have it in the unit of a measure; undefined when it cannot be. */
export function factor(written: string, unit: Measure['unit']): number | undefined {
  const [from, to] = [scales[canonical(written)], scales[canonical(unit)]];
  if (from === undefined || to === undefined || from[0] !== to[0]) return undefined;
  return from[1] / to[1];
}

function canonical(unit: string): string {
  const lower = unit.toLowerCase();
  if (/^(?:ms|milli|msec)/.test(lower)) return 'ms';
  if (/^s(?:ec|$)/.test(lower)) return 's';
  if (/^min/.test(lower)) return 'min';
  if (/^h/.test(lower)) return 'h';
  if (/^(?:%|percent|pct)/.test(lower)) return '%';
  const size = /^(?:(k|m|g|t)(?:i?b|ilobyte|egabyte|igabyte)|bytes?)/.exec(lower);
  return size === null ? lower : size[1] === undefined ? 'bytes' : `${size[1]}b`;
}

/** A comparison with a number as a test of a measure; undefined when the units do not go together. */
export function numberTest(clause: NumberClause, measure: Measure): Expr | undefined {
  const scale = clause.unit === '' ? 1 : factor(clause.unit, measure.unit);
  if (scale === undefined) return undefined;
  const number = (value: number): Expr => literal(Math.round(value * scale * 1e6) / 1e6);
  if (clause.operator === 'between') {
    return { kind: 'between', value: measure.value, low: number(clause.value), high: number(clause.high ?? clause.value) };
  }
  return binary(measure.value, clause.operator, number(clause.value));
}
