import { timeColumn, type TableView } from '../columns';
import type { Result } from '../frame';
import { wantsTrend, type Found } from './decision';

/** Small words that asked for what did not come of them in this table. */
export function unmetBy({ claims, groups, view }: Found, result: Result): number {
  const { reading } = claims;
  const { ratio: wantsRatio, aggregation, rank, missing: wantsMissing, seen: wantsSeen, rate } = reading.cues;
  const number = result.kind === 'number' ? result.number : undefined;
  const isRatio =
    number !== undefined &&
    (number.kind === 'ratio' || number.kind === 'share' || number.kind === 'quotient' || number.kind === 'measure');
  const ranks = rank?.by === 'slow' || rank?.by === 'fast';
  const unmet = [
    wantsRatio !== undefined && !isRatio,
    aggregation !== undefined && aggregation.value !== 'sum' && number?.kind !== 'measure',
    ranks && number?.kind !== 'measure' && !(result.kind === 'rows' && result.by !== undefined),
    wantsMissing !== undefined && result.kind !== 'missing',
    wantsSeen !== undefined && number?.kind !== 'seen',
    rate !== undefined && number?.kind !== 'rate' && number?.kind !== 'measure',
    // Numbers stand where rows were asked for: the sum of a metric is no list of what happened.
    rank?.by === 'time' && rank.limit !== undefined && number !== undefined && number.kind !== 'seen',
    isTimeless(view) && (wantsTrend({ claims }) || wantsMissing !== undefined),
    reading.groups.length > 0 && groups.length === 0 && rank === undefined && result.kind === 'rows',
  ];
  const strange = groups.filter(({ name, expr }) => expr.kind !== 'call' && !isKnown(view, name)).length;
  return unmet.filter(Boolean).length + 0.4 * strange;
}

/** A column that the catalogue has a word for: others are there by chance of their names. */
const isKnown = ({ knowledge }: TableView, name: string): boolean =>
  knowledge === undefined ||
  [...Object.keys(knowledge.columns), ...Object.values(knowledge.entities)].some(
    (known) => known === name || known.endsWith(`.${name}`),
  );

const isTimeless = (view: TableView): boolean => timeColumn(view) === undefined;

/** Why no query can answer it; undefined when one can. */
export function obstacleOf({ claims, view }: Pick<Found, 'claims' | 'view'>): string | undefined {
  if (!isTimeless(view) || !wantsTrend({ claims })) return undefined;
  return `${view.table.name} says what there is now and keeps no times: nothing of it can be shown over time.`;
}
