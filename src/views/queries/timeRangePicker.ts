import * as vscode from 'vscode';
import { rangeInWords, windowInWords } from '../../kql/notebook/timeWords';
import type { TimeRange } from '../../model/queryConnection';
import { DAY, HOUR, MINUTE, type Instant } from '../../model/time';
import type { PickerContext } from './connectionPicker';

type Chosen = TimeRange | 'none' | undefined;

interface Item extends vscode.QuickPickItem {
  readonly choose: () => Promise<Chosen>;
}

/** Shown around an incident, so that what came before and after is in it. */
const margin = 30 * MINUTE;

/** Asks for a time range; undefined when the person leaves. */
export async function pickTimeRange(context: PickerContext, current: TimeRange | undefined): Promise<TimeRange | undefined> {
  const chosen = await ask(context, vscode.l10n.t('Time Range'), current, false);
  return chosen === 'none' ? undefined : chosen;
}

/** The same where there may be none. */
export function pickTimeRangeOrNone(
  context: PickerContext,
  current: TimeRange | undefined,
  title: string,
): Promise<TimeRange | 'none' | undefined> {
  return ask(context, title, current, true);
}

async function ask(context: PickerContext, title: string, current: TimeRange | undefined, mayBeNone: boolean): Promise<Chosen> {
  const last = (label: string, milliseconds: number): Item => ({
    label,
    choose: () => Promise.resolve({ kind: 'last', milliseconds }),
  });
  const items: readonly Item[] = [
    last(vscode.l10n.t('Last 30 Minutes'), 30 * MINUTE),
    last(vscode.l10n.t('Last Hour'), HOUR),
    last(vscode.l10n.t('Last 4 Hours'), 4 * HOUR),
    last(vscode.l10n.t('Last 24 Hours'), DAY),
    last(vscode.l10n.t('Last 7 Days'), 7 * DAY),
    { label: vscode.l10n.t('Custom…'), choose: () => askCustom(context) },
    { label: vscode.l10n.t('From an Incident…'), choose: () => pickIncident(context) },
  ];
  const none: Item = {
    label: vscode.l10n.t('None'),
    detail: vscode.l10n.t('queries of logs that say no time look back {0} hours', context.settings().defaultHours),
    choose: () => Promise.resolve('none'),
  };
  const now = context.environment.current?.clock.now() ?? Date.now();
  const placeHolder = current === undefined ? none.label : rangeInWords(current, now, context.queries.timeZone());
  return (await context.prompts.pick(mayBeNone ? [...items, none] : items, { title, placeHolder }))?.choose();
}

async function askCustom(context: PickerContext): Promise<Chosen> {
  const { environment, prompts, queries } = context;
  const now = environment.current?.clock.now() ?? Date.now();
  const timeZone = queries.timeZone();
  const { DateTime } = await import('luxon');
  const parse = (text: string): Instant | undefined => {
    const moment = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: timeZone });
    return moment.isValid ? moment.toMillis() : undefined;
  };
  const print = (at: Instant): string => DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');
  const form = vscode.l10n.t('A moment such as {0}, in {1}', print(now), timeZone);
  const start = await prompts.input({
    title: vscode.l10n.t('Time Range: From (1/2)'),
    prompt: form,
    value: print(now - HOUR),
    validateInput: (text) => (parse(text) === undefined ? form : undefined),
  });
  const from = start === undefined ? undefined : parse(start);
  if (from === undefined) return undefined;
  const problem = (text: string): string | undefined => {
    const at = parse(text);
    if (at === undefined) return form;
    return at > from ? undefined : vscode.l10n.t('The end is after {0}.', print(from));
  };
  const end = await prompts.input({
    title: vscode.l10n.t('Time Range: To (2/2)'),
    prompt: form,
    value: print(Math.max(now, from + HOUR)),
    validateInput: problem,
  });
  const to = end === undefined || problem(end) !== undefined ? undefined : parse(end);
  return to === undefined ? undefined : { kind: 'between', window: { from, to } };
}

async function pickIncident(context: PickerContext): Promise<Chosen> {
  const { environment, feed, prompts, queries } = context;
  await feed.ensureLoaded();
  const { board, error } = feed.state;
  if (board === undefined) throw new Error(error ?? vscode.l10n.t('The alerts are not read yet.'));
  if (board.incidents.length === 0) throw new Error(vscode.l10n.t('There is no incident in the alerts that were read.'));
  const now = environment.current?.clock.now() ?? Date.now();
  const timeZone = queries.timeZone();
  const items = board.incidents.map(({ title, startedAt, alerts, severity }) => {
    const ends = alerts.map(({ resolvedAt, monitorCondition, firedAt }) =>
      monitorCondition === 'Fired' ? now : (resolvedAt ?? firedAt),
    );
    const window = { from: startedAt - margin, to: Math.min(now, Math.max(startedAt, ...ends) + margin) };
    return { label: title, description: `Sev${severity}`, detail: windowInWords(window, timeZone), window };
  });
  const chosen = await prompts.pick(items, { title: vscode.l10n.t('Time Range of an Incident'), matchOnDetail: true });
  if (chosen === undefined) return undefined;
  return { kind: 'incident', window: chosen.window, label: chosen.label };
}
