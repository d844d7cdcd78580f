import { DAY, type TimeWindow } from '../../../model/time';
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
import { windowLabel } from '../time/labels';
import { wallClock } from '../time/wallClock';
import type { TimeReadings } from '../time/window';
import { scanTemplates, type ScanTemplate } from './scanTemplates';
import { baselineOf, baselineWords, leadOf, stepOf } from './scanWindow';

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
  const made = scanTemplates.map((template) => ({ template, part: partOf(template, window, views) }));
  const parts = made.flatMap(({ part }) => part ?? []);
  const absent = made.flatMap(({ template: { title, tables }, part }) => (part === undefined ? [{ title, tables }] : []));
  const windowSlot: SlotDraft =
    named === undefined
      ? { kind: 'window', meaning: context.pinned === undefined ? 'the last 24 hours' : 'the time range', isAssumed: true }
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
    meaning: `${parts.length} counts and metrics against the same hours of the ${baselineWords(window)}`,
  };
  const slots = slotsOf(question, [scan, windowSlot]);
  return { kind: 'scan', window, slots, explain: sentencesOf(slots), parts, absent };
}

/**
 * Times for a scan: "around 2 AM" is taken for an hour on each side, since what leads to an event comes before it; the quarter of an hour
 * that a single query takes remains as another reading.
 */
export function timesForScan(times: TimeReadings, { now, timeZone }: AskContext): TimeReadings {
  const windows = times.windows.map((reading) => {
    const wide = reading.others.find(({ id }) => id === 'hour');
    if (wide === undefined) return reading;
    const clock = wallClock(timeZone);
    const window = { from: wide.window.from, to: Math.min(wide.window.to, Math.max(now, reading.window.to)) };
    const [narrow, words] = [windowLabel(reading.window, clock, now), windowLabel(window, clock, now)];
    const others = reading.others.map((other) =>
      other === wide ? { id: 'quarter', label: '± 15 min', window: reading.window } : other,
    );
    return { ...reading, window, meaning: reading.meaning.replace(narrow, words), assumed: wide.label, others };
  });
  return { ...times, windows };
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
  const expr = timeExpr(view, time);
  const condition =
    template.condition === undefined ? undefined : view.knowledge?.conditions.find(({ id }) => id === template.condition);
  if (template.condition !== undefined && condition === undefined) return undefined;
  const { period, count } = baselineOf(window);
  const begins = window.from - leadOf(window);
  const whole = { from: begins - count * period, to: window.to };
  const sameHours = Array.from({ length: count + 1 }, (_, times) =>
    within(expr, { from: begins - times * period, to: window.to - times * period }),
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
      ...(window.to - begins >= period ? [] : [or(...sameHours)]),
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
    ...(template.coveredBy !== undefined && { coveredBy: template.coveredBy }),
  };
}

function numberOf({ measure: id, how }: ScanTemplate, { knowledge }: TableView): NumberOf | undefined {
  if (id === undefined) return { kind: 'count' };
  const measure: Measure | undefined = knowledge?.measures.find((one) => one.id === id);
  return measure && { kind: 'measure', how: how ?? usualOf(measure), measure };
}
