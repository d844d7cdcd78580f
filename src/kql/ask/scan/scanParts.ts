import { DAY, HOUR, MINUTE, type TimeWindow } from '../../../model/time';
import type { AskContext, AskScan, ScanPart } from '../answer';
import type { Measure } from '../catalogue/types';
import { or, within } from '../compose/build';
import { composeQuery } from '../compose/composeQuery';
import { print } from '../compose/print';
import { sentencesOf, slotsOf } from '../explain';
import { exprOf, shortName, timeColumn, timeExpr, type TableView } from '../interpret/columns';
import type { Frame, NumberOf } from '../interpret/frame';
import { usualOf } from '../interpret/measures';
import type { SlotDraft, Span } from '../interpret/slots';
import type { TimeReadings } from '../time/window';
import { scanTemplates, type ScanTemplate } from './scanTemplates';

/** Days before the window whose same hours are what is usual. */
const BASELINE_DAYS = 7;

/** The queries of "what was unusual …?": each counts or measures by group over the window and the same hours of the days before. */
export function scanOf(
  question: string,
  words: Span,
  times: TimeReadings,
  context: AskContext,
  views: readonly TableView[],
): AskScan {
  const [named] = times.windows;
  const window = named?.window ?? context.pinned ?? { from: context.now - DAY, to: context.now };
  const parts = scanTemplates.flatMap((template) => partOf(template, window, views) ?? []);
  const windowSlot: SlotDraft =
    named === undefined
      ? { kind: 'window', meaning: 'the last 24 hours', isAssumed: true }
      : {
          kind: 'window',
          span: named,
          meaning: named.meaning,
          isAssumed: named.assumed !== undefined,
          others: named.others.map(({ id, label }) => ({ id, label })),
        };
  const scan: SlotDraft = {
    kind: 'shape',
    span: words,
    meaning: `${parts.length} counts and metrics against the same hours of the ${BASELINE_DAYS} days before`,
  };
  const slots = slotsOf(question, [scan, windowSlot], []);
  return { kind: 'scan', window, slots, explain: sentencesOf(slots), parts };
}

function partOf(template: ScanTemplate, window: TimeWindow, views: readonly TableView[]): ScanPart | undefined {
  const view = template.tables
    .flatMap(
      (name) =>
        views.find(({ table, knowledge }) => (knowledge?.table === name || table.name === name) && table.rows !== 0) ?? [],
    )
    .at(0);
  if (view === undefined) return undefined;
  const number = numberOf(template, view);
  const time = timeColumn(view);
  if (number === undefined || time === undefined) return undefined;
  const whole = { from: window.from - BASELINE_DAYS * DAY, to: window.to };
  const expr = timeExpr(view, time);
  const condition =
    template.condition === undefined ? undefined : view.knowledge?.conditions.find(({ id }) => id === template.condition);
  if (template.condition !== undefined && condition === undefined) return undefined;
  const sameHours = Array.from({ length: BASELINE_DAYS + 1 }, (_, days) =>
    within(expr, { from: window.from - days * DAY, to: window.to - days * DAY }),
  );
  const measure = number.kind === 'measure' ? number.measure : undefined;
  const groups = template.by.flatMap((entity) => view.knowledge?.entities[entity] ?? []).slice(0, 2);
  const frame: Frame = {
    table: view.table,
    knowledge: view.knowledge,
    time: expr,
    window: whole,
    against: undefined,
    isTimeless: false,
    filters: [
      ...(window.to - window.from >= DAY ? [] : [or(...sameHours)]),
      ...(measure?.only === undefined ? [] : [measure.only]),
      ...(condition === undefined ? [] : [condition.test]),
    ].map((test, index) => ({ id: `filter-${index + 1}`, test, meaning: '' })),
    result: { kind: 'number', number },
    groups: groups.map((name) => ({ name: shortName(name), expr: exprOf(view, name) })),
    step: stepOf(window),
    having: undefined,
    order: 'descending',
    limit: undefined,
    slots: [],
    score: 1,
  };
  return {
    id: template.id,
    title: template.title,
    store: view.table.store,
    kql: print(composeQuery(frame)),
    window: whole,
    unit: measure?.unit ?? 'count',
    bad: template.bad,
  };
}

function numberOf({ measure: id, how }: ScanTemplate, { knowledge }: TableView): NumberOf | undefined {
  if (id === undefined) return { kind: 'count' };
  const measure: Measure | undefined = knowledge?.measures.find((one) => one.id === id);
  return measure && { kind: 'measure', how: how ?? usualOf(measure), measure };
}

/** Fine enough to say when, coarse enough to be no noise. */
export function stepOf({ from, to }: TimeWindow): number {
  const length = to - from;
  if (length <= 2 * HOUR) return 5 * MINUTE;
  return length <= 12 * HOUR ? 15 * MINUTE : HOUR;
}
