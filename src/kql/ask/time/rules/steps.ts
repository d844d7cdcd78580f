import { DAY, HOUR, MINUTE, SECOND } from '../../../../model/time';
import { phraseAt, set, skip, wordAt, type Found, type Parsed, type Reader } from '../grammar';
import { durationAt, skipDash } from '../quantities';
import { units } from '../vocabulary';

const adverbs: ReadonlyMap<string, number> = new Map([
  ['minutely', MINUTE],
  ['hourly', HOUR],
  ['daily', DAY],
  ['nightly', DAY],
  ['weekly', 7 * DAY],
  ['monthly', 30 * DAY],
]);
/** "daily cap" is the name of a thing. */
const things = set('cap caps quota limit budget backup backups job jobs build builds sync digest maintenance data-cap');
const grains = set(
  'interval intervals bucket buckets bin bins step steps granularity resolution grain grains slice slices chunk chunks increments periods',
);

const stepFound = (milliseconds: number, next: number): Parsed<Found> => ({ value: { kind: 'step', milliseconds }, next });

/** "per hour", "every 5 minutes", "hourly", "by day", "in 5-minute intervals", "hour by hour". "per second" is the unit of a rate, not a step. */
export function step(reader: Reader, start: number): Parsed<Found> | undefined {
  return adverbAt(reader, start) ?? everyAt(reader, start) ?? grainAt(reader, start) ?? byAt(reader, start);
}

function adverbAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const milliseconds = adverbs.get(wordAt(reader, index));
  return milliseconds === undefined || things.has(wordAt(reader, index + 1)) ? undefined : stepFound(milliseconds, index + 1);
}

function everyAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const lead = phraseAt(reader, start, [
    'per',
    'every',
    'each',
    'by',
    'by the',
    'for each',
    'for every',
    'once per',
    'once every',
    'binned by',
    'bucketed by',
  ]);
  if (lead === undefined) return undefined;
  const duration = durationAt(reader, lead);
  if (duration === undefined) return undefined;
  const { value, next } = duration;
  if (value.milliseconds < MINUTE && !value.isCounted) return undefined;
  const cycle = phraseAt(reader, next, ['of day', 'of the day', 'of week', 'of the week', 'of month', 'of the month', 'of year']);
  if (cycle !== undefined) {
    return { value: { kind: 'ignored', as: 'cycle' }, next: cycle };
  }
  return value.milliseconds < SECOND ? undefined : stepFound(value.milliseconds, skip(reader, next, grains));
}

/** "5-minute intervals", "intervals of 5 minutes", "step of 1h". */
function grainAt(reader: Reader, start: number): Parsed<Found> | undefined {
  const index = grains.has(wordAt(reader, start))
    ? skip(reader, start + 1, set('of'))
    : skip(reader, start, set('in at with a an'));
  const duration = durationAt(reader, index);
  if (duration === undefined || duration.value.milliseconds < SECOND) return undefined;
  const behind = skip(reader, duration.next, set('time'));
  const isBefore = grains.has(wordAt(reader, start)) && index > start + 1 && duration.value.isCounted;
  if (isBefore) return stepFound(duration.value.milliseconds, duration.next);
  return grains.has(wordAt(reader, behind)) ? stepFound(duration.value.milliseconds, behind + 1) : undefined;
}

/** "day by day". */
function byAt(reader: Reader, index: number): Parsed<Found> | undefined {
  const unit = units.get(wordAt(reader, index));
  const by = skipDash(reader, index + 1);
  const again = skipDash(reader, by + 1);
  if (unit === undefined || wordAt(reader, by) !== 'by' || wordAt(reader, again) !== wordAt(reader, index)) return undefined;
  return unit.milliseconds < MINUTE ? undefined : stepFound(unit.milliseconds, again + 1);
}
