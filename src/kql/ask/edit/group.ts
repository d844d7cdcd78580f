import { columnType, shortName } from '../interpret/columns';
import type { Frame, Group } from '../interpret/frame';
import { groupOf } from '../interpret/groupColumns';
import type { SlotDraft } from '../interpret/slots';
import { MOST_OTHERS, WITHOUT, type Alternative, type EditContext, type Part } from './part';
import { canBeOverTime, overTime } from './shape';

/** Different values from which a column makes too many groups to read. */
const MOST_GROUPS = 60;

/** What there is a number, a value or a row of each for. */
export function groupPart({ group: name }: SlotDraft, frame: Frame, at: EditContext): Part | undefined {
  const { groups, result } = frame;
  if (name === undefined) return canBeGrouped(frame) ? { others: added(frame, at) } : undefined;
  const isCounted = result.kind === 'number' && result.number.kind === 'distinct' && result.number.what === name;
  const isGroup = groups.some((group) => group.name === name);
  if (!isGroup && !isCounted) return undefined;
  const others = columnsFor(at, [...groups.map((group) => group.name), name]).map((group): Alternative => ({
    id: `group:${group.name}`,
    label: isGroup ? `for each ${group.name}` : group.name,
    edit: (edited) => (isGroup ? withGroup(edited, name, group) : withCounted(edited, group)),
  }));
  if (!isGroup) return { others };
  const without: Alternative = {
    id: WITHOUT,
    label: groups.length > 1 ? 'not by this' : 'all together',
    edit: (edited) => withGroup(edited, name, undefined),
  };
  return {
    others: [
      ...others,
      ...(canBeOverTime(frame) && frame.step === undefined && frame.against === undefined ? [byTime(name)] : []),
      ...(result.kind === 'number' && (result.number.kind !== 'share' || groups.length > 1) ? [without] : []),
    ],
  };
}

/** Nothing is grouped by, and it could be. */
export const impliedGroup = (frame: Frame): SlotDraft | undefined =>
  canBeGrouped(frame) ? { kind: 'group', meaning: 'all together' } : undefined;

const canBeGrouped = ({ groups, result }: Frame): boolean =>
  groups.length === 0 && result.kind === 'number' && result.number.kind !== 'share';

const added = ({ result }: Frame, at: EditContext): readonly Alternative[] =>
  columnsFor(at, result.kind === 'number' && result.number.kind === 'distinct' ? [result.number.what] : []).map((group) => ({
    id: `group:${group.name}`,
    label: `for each ${group.name}`,
    edit: (frame) => ({ ...frame, groups: [group] }),
  }));

const byTime = (name: string): Alternative => ({
  id: 'time',
  label: 'over time',
  edit: (frame) => overTime(withGroup(frame, name, undefined)),
});

function withGroup(frame: Frame, name: string, group: Group | undefined): Frame {
  const groups = frame.groups.flatMap((one) => (one.name === name ? (group ?? []) : one));
  return groups.length > 0 ? { ...frame, groups } : { ...frame, groups, having: undefined, limit: undefined };
}

function withCounted(frame: Frame, { name, expr }: Group): Frame {
  return { ...frame, result: { kind: 'number', number: { kind: 'distinct', of: expr, what: name } } };
}

/** Columns that were seen to have some values, then others that name what rows are of. */
function columnsFor({ view, context }: EditContext, taken: readonly string[]): readonly Group[] {
  const { table, knowledge } = view;
  const { message, ...entities } = knowledge?.entities ?? {};
  const named = Object.values(entities);
  const seen = context.values.filter(({ table: of }) => of === table.name);
  const some = seen.filter(({ values }) => values.length > 1 && values.length <= MOST_GROUPS).map(({ column }) => column);
  const plain = new Set(seen.filter(({ values, isComplete }) => isComplete && values.length < 2).map(({ column }) => column));
  const names = [...named.filter((name) => some.includes(name)), ...named.filter((name) => !plain.has(name)), ...some];
  const has = (name: string): boolean => table.columns.some((column) => column.name === name.split('.')[0]);
  return [...new Set(names)]
    .filter((name) => has(name) && name !== message && columnType(table, name) !== 'dynamic' && !taken.includes(shortName(name)))
    .map((name) => groupOf(view, { name }))
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .slice(0, MOST_OTHERS);
}
