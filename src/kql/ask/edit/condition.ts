import { nearestNames } from '../../language/nearestNames';
import type { ColumnValues } from '../answer';
import { meaningOf } from '../catalogue/meaning';
import type { Expr } from '../compose/ast';
import { negated } from '../compose/composeExpr';
import type { Frame, Having } from '../interpret/frame';
import type { SlotDraft } from '../interpret/slots';
import { MOST_OTHERS, WITHOUT, type Alternative, type EditContext, type Part, type Typing } from './part';
import { hasTest, withTest } from './tests';
import { soleColumn, valueTestOf, withValue, type ValueTest } from './valueTest';

/** What rows must be: another value, another condition of the same column, the opposite, nothing. */
export function conditionPart({ test }: SlotDraft, frame: Frame, at: EditContext): Part | undefined {
  if (test === undefined) return havingPart(frame);
  if (!hasTest(frame, test)) return undefined;
  const value = valueTestOf(test);
  const seen = value && seenValues(value.column, at);
  const isFilter = frame.filters.some((filter) => hasTest({ ...frame, filters: [filter], result: { kind: 'rows' } }, test));
  const opposite = oppositeOf(test);
  const tests = distinct(
    [...sameColumn(test, seen, at), ...(value === undefined || value.kind === 'size' ? [] : otherValues(value, seen))],
    [test, opposite],
  );
  return {
    others: [
      ...tests.slice(0, MOST_OTHERS).map(({ id, to }) => becomes(id, test, to)),
      becomes('not', test, opposite),
      ...(isFilter ? [{ id: WITHOUT, label: 'without this', edit: (edited: Frame) => withTest(edited, test, undefined) }] : []),
    ],
    ...(value !== undefined && !isFlag(test) && { typing: typingOf(test, value, seen) }),
  };
}

interface OtherTest {
  readonly id: string;
  readonly to: Expr;
}

/** The first of each test, without those `of` the slot itself. */
function distinct(tests: readonly OtherTest[], of: readonly Expr[]): readonly OtherTest[] {
  const known = new Set(of.map((test) => JSON.stringify(test)));
  return tests.filter(({ to }) => {
    const text = JSON.stringify(to);
    return !known.has(text) && known.add(text);
  });
}

const becomes = (id: string, test: Expr, to: Expr): Alternative => ({
  id,
  label: meaningOf(to),
  edit: (frame) => withTest(frame, test, to),
});

/** Of what is true or false, the other one. */
function oppositeOf(test: Expr): Expr {
  return isFlag(test) ? { ...test, right: { ...test.right, value: !test.right.value } } : negated(test);
}

const isFlag = (test: Expr): test is Flag =>
  test.kind === 'binary' && test.operator === '==' && test.right.kind === 'literal' && typeof test.right.value === 'boolean';

type Flag = Extract<Expr, { kind: 'binary' }> & {
  readonly right: Extract<Expr, { kind: 'literal' }> & { readonly value: boolean };
};

/** Conditions that the catalogue knows of the same column, warnings for errors, but for values that it is known not to have. */
function sameColumn(test: Expr, seen: ColumnValues | undefined, { view }: EditContext): readonly OtherTest[] {
  const column = soleColumn(test);
  if (column === undefined) return [];
  const known = seen?.isComplete === true ? new Set(seen.values.map(({ value }) => String(value).toLowerCase())) : undefined;
  const isKnown = (other: Expr): boolean => {
    const value = valueTestOf(other);
    if (known === undefined || value?.kind !== 'value') return true;
    return value.values.some((one) => known.has(String(one).toLowerCase()));
  };
  return (view.knowledge?.conditions ?? [])
    .filter(({ test: other }) => soleColumn(other) === column && isKnown(other))
    .map(({ id, test: to }) => ({ id: `condition:${id}`, to }));
}

const seenValues = (column: string, { view, context }: EditContext): ColumnValues | undefined =>
  context.values.find((one) => one.table === view.table.name && one.column === column);

function otherValues(test: ValueTest, seen: ColumnValues | undefined): readonly OtherTest[] {
  const now = new Set(test.values.map((value) => String(value).toLowerCase()));
  const isOne = test.values.length === 1 && test.kind === 'value';
  return (seen?.values ?? [])
    .filter(({ value }) => value !== '' && !(isOne && now.has(String(value).toLowerCase())))
    .slice(0, MOST_OTHERS)
    .map(({ value }) => ({ id: `value:${value}`, to: withValue(test, value, true) }));
}

function typingOf(test: Expr, value: ValueTest, seen: ColumnValues | undefined): Typing {
  const isNumber = value.values.every((one) => typeof one === 'number');
  return {
    as: isNumber ? 'number' : 'value',
    read: (text) => {
      if (text === '') return `Type what ${value.column} is to be.`;
      if (text.length > LONGEST) return `A value of ${value.column} has at most ${LONGEST} characters here.`;
      if (isNumber) return isDecimal(text) ? typed(text, Number(text)) : `${value.column} is a number, not "${text}".`;
      const known = seen?.values.find((one) => String(one.value).toLowerCase() === text.toLowerCase());
      if (known !== undefined) return typed(text, known.value, true);
      if (value.kind === 'value' && seen?.isComplete === true) return notSeen(text, value.column, seen);
      return typed(text, text);
    },
  };
  function typed(text: string, to: string | number | boolean, isSeen = false): Alternative {
    return becomes(`value:${text}`, test, withValue(value, to, isSeen));
  }
}

/** Characters of a typed value. */
const LONGEST = 300;

const isDecimal = (text: string): boolean => /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text);

function notSeen(text: string, column: string, { values }: ColumnValues): string {
  const all = values.map(({ value }) => String(value));
  const near = nearestNames(text, all);
  const some = near.length > 0 ? near : all.slice(0, 5);
  return `${column} is never "${text}". ${near.length > 0 ? 'The nearest' : 'There is'}: ${some.join(', ')}.`;
}

/** What groups must reach. */
function havingPart({ having }: Frame): Part | undefined {
  if (having === undefined) return undefined;
  const reach = (id: string, to: Having | undefined): Alternative => ({
    id,
    label: to === undefined ? 'without this' : `only groups with ${to.operator} ${to.value}`,
    edit: (frame) => ({ ...frame, having: to }),
  });
  return {
    others: [reach('not', { ...having, operator: opposites[having.operator] }), reach(WITHOUT, undefined)],
    typing: {
      as: 'number',
      read: (text) =>
        isDecimal(text) ? reach(`value:${text}`, { ...having, value: Number(text) }) : `It is a number, not "${text}".`,
    },
  };
}

/** Of "exactly" there is more and less; what is asked for otherwise is mostly more. */
const opposites = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '>' } as const;
