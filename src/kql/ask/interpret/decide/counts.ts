import { MINUTE, SECOND } from '../../../../model/time';
import type { NumberOf } from '../frame';
import { decision, slot, wantsTrend, type Decision, type Found } from './decision';

/** How many different values, or which. */
export function distinct(found: Found): Decision | undefined {
  const { cues } = found.claims.reading;
  const { noun } = found;
  if (noun === undefined) return undefined;
  const span = cues.distinct?.span ?? cues.count?.span;
  if (
    (cues.count !== undefined && cues.rank === undefined) ||
    (cues.distinct !== undefined && (found.groups.length > 0 || wantsTrend(found) || isOfPeople(found)))
  ) {
    const number: NumberOf = { kind: 'distinct', of: noun.expr, what: noun.name };
    return decision(found, { kind: 'number', number }, [slot('aggregation', span, `number of different ${noun.name}`)]);
  }
  if (cues.distinct === undefined) return undefined;
  return decision(found, { kind: 'values' }, [slot('shape', span, `different values of ${noun.name}`)], {
    groups: [noun],
    isTrend: false,
  });
}

/** "unique users": people are counted, not listed, unless their names are asked for. */
function isOfPeople({ view, noun, claims }: Found): boolean {
  const { list, which } = claims.reading.cues;
  return (
    list === undefined &&
    which === undefined &&
    (noun?.name === view.knowledge?.entities.user || /session/i.test(noun?.name ?? ''))
  );
}

/** How many rows. */
export function counted(found: Found): Decision | undefined {
  const { claims, groups, noun } = found;
  const { cues, times } = claims.reading;
  const comparing =
    times.comparison !== undefined || times.windows.some(({ against }) => against !== undefined) || cues.compare !== undefined;
  const isRate = cues.rate !== undefined;
  const byTime = cues.rank?.by === 'time';
  const wanted =
    cues.count !== undefined ||
    isRate ||
    groups.length > 0 ||
    wantsTrend(found) ||
    comparing ||
    found.hasHaving ||
    cues.summary !== undefined ||
    (cues.aggregation?.value === 'sum' && found.measure === undefined) ||
    (noun !== undefined && !byTime) ||
    cues.rank?.by === 'count';
  if (!wanted) return undefined;
  const grouped = groups.length > 0 ? groups : noun === undefined ? [] : [noun];
  const number: NumberOf = isRate ? { kind: 'rate', per: cues.rate.value } : { kind: 'count' };
  const span = cues.rate?.span ?? cues.count?.span ?? cues.rank?.span;
  const meaning = isRate
    ? `rows per ${cues.rate.value === SECOND ? 'second' : cues.rate.value === MINUTE ? 'minute' : 'hour'}`
    : 'number of rows';
  return decision(found, { kind: 'number', number }, [{ ...slot('aggregation', span, meaning), isAssumed: span === undefined }], {
    groups: grouped,
  });
}

/** The rows themselves: what is meant when nothing else is asked for. */
export function rows(found: Found): Decision {
  const { list, rank } = found.claims.reading.cues;
  const slots = [
    {
      ...slot('shape', list?.span, rank?.order === 'ascending' ? 'the rows, oldest first' : 'the rows, newest first'),
      isAssumed: list === undefined,
    },
  ];
  return decision(found, { kind: 'rows' }, slots, { isTrend: false });
}
