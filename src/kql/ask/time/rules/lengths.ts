import { DAY, HOUR, type Instant } from '../../../../model/time';
import { floatingOf, momentsOn } from '../clockTimes';
import { phraseAt, set, skip, windowFound, wordAt, type Draft, type Found, type Parsed, type Reader } from '../grammar';
import { timeLabel } from '../labels';
import { momentAt } from '../moments';
import { durationAt, durationWords } from '../quantities';

type Side = 'before' | 'after' | 'of' | 'around';

const sides: readonly (readonly [Side, readonly string[]])[] = [
  ['before', ['before', 'prior to', 'leading up to', 'preceding', 'ahead of']],
  ['after', ['after', 'following', 'since']],
  ['of', ['of', 'in']],
  ['around', ['around', 'either side of', 'before and after']],
];
const edges: ReadonlyMap<string, 'first' | 'last'> = new Map([
  ['first', 'first'],
  ['final', 'last'],
  ['last', 'last'],
]);

/** "30 minutes before the deploy", "the hour after 2 AM", "the first 10 minutes of the incident", "within an hour of the restart". */
export function lengthBeside(reader: Reader, start: number): Parsed<Found> | undefined {
  const lead = skip(reader, skip(reader, start, set('in within')), set('the'));
  const edge = edges.get(wordAt(reader, lead));
  const duration = durationAt(reader, edge === undefined ? lead : lead + 1);
  if (duration === undefined || (lead === start && edge === undefined && !duration.value.isCounted)) return undefined;
  const side = sideAt(reader, duration.next);
  const moment = side && momentAt(reader, side.next, true);
  if (side === undefined || moment === undefined) return undefined;
  const { value, next } = moment;
  if (value.kind === 'problem') return { value: { kind: 'unknown', message: value.problem }, next };
  const isWithin = wordAt(reader, start) === 'within';
  if (edge === undefined && side.value === 'of' && !isWithin) return undefined;
  if (edge !== undefined && side.value === 'of' && (value.kind === 'instant' || value.kind === 'clock')) return undefined;
  const length = duration.value.milliseconds;
  const draft = (from: Instant, to: Instant, label: string): Draft => {
    const relation = edge === undefined ? (side.value === 'of' ? 'around' : side.value) : side.value;
    const words = `${edge === undefined ? '' : `${edge} `}${durationWords(length)} ${relation} ${label}`;
    const isWall = value.kind === 'day' || value.kind === 'period';
    const shift = (at: Instant, by: number): Instant =>
      isWall && length % DAY === 0 ? reader.clock.startOf(reader.clock.dayOf(at) + by / DAY) : at + by;
    return { ...beside(from, to, length, side.value, edge, shift), label: words };
  };
  if (value.kind !== 'clock') {
    const isOver = value.kind !== 'event' || value.event.until !== undefined || edge === 'last';
    return windowFound(draft(value.from, isOver ? value.to : value.from, value.label), next);
  }
  const { time } = value;
  const onDay = (day: number, afternoon: boolean): { draft: Draft; anchor: Instant } => {
    const { first, last } = momentsOn(reader, day, time, afternoon);
    return { draft: draft(first, last, timeLabel(time.time + (afternoon ? 12 * HOUR : 0))), anchor: first };
  };
  return { value: { kind: 'floating', floating: floatingOf(reader, [time], onDay, time.isBare) }, next };
}

function beside(
  from: Instant,
  to: Instant,
  length: number,
  side: Side,
  edge: 'first' | 'last' | undefined,
  shift: (at: Instant, by: number) => Instant,
): { from: Instant; to: Instant } {
  if (side === 'before') return { from: shift(from, -length), to: from };
  if (side === 'after') return { from: to, to: shift(to, length) };
  if (edge === 'first') return { from, to: shift(from, length) };
  return edge === 'last' ? { from: shift(to, -length), to } : { from: shift(from, -length), to: shift(to, length) };
}

function sideAt(reader: Reader, index: number): Parsed<Side> | undefined {
  let longest: Parsed<Side> | undefined;
  for (const [value, phrases] of sides) {
    const next = phraseAt(reader, index, phrases);
    if (next !== undefined && next > (longest?.next ?? 0)) longest = { value, next };
  }
  return longest;
}
