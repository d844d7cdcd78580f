/** What stands above and below the rows: how much of the answer is there, where it came from, what is missing of it. */
import type { CellResult } from '../../model/cellResult';
import type { Failure } from '../../model/failure';
import type { QueryStatistics } from '../../model/query';
import { rawText } from '../../results/table/cellText';
import { durationText, momentText } from '../../results/table/words';
import { element } from '../dom';
import { icon } from './icons';

const PARTIAL = 'This answer is partial: rows may be missing, and counts and sums may be too low.';

export function failuresBox(failures: readonly Failure[]): HTMLElement | undefined {
  if (failures.length === 0) return undefined;
  const parts = failures.map(({ message, nextAction, missingPermission, suggestedRole }) => {
    const grant = [
      missingPermission === undefined ? undefined : `Missing permission: ${missingPermission}.`,
      suggestedRole === undefined ? undefined : `Smallest role that grants it: ${suggestedRole}.`,
    ];
    return element('p', {}, [message, ...grant, nextAction].filter((text) => text !== undefined && text !== '').join(' '));
  });
  const words = element('div', {}, element('p', { class: 'title' }, PARTIAL), ...parts);
  return element('div', { class: 'box warning', role: 'alert' }, icon('warning'), words);
}

export function noticesList(notices: readonly string[]): HTMLElement | undefined {
  if (notices.length === 0) return undefined;
  const lines = notices.map((notice) => element('li', {}, icon('info'), element('span', {}, notice)));
  return element('ul', { class: 'notices', 'aria-label': 'Notes' }, ...lines);
}

/** `count` is filled in by whoever knows the rows. */
export function headLine({ time, source, ranAt, milliseconds, timeZone }: CellResult, count: HTMLElement): HTMLElement {
  const facts = [
    time.text,
    source,
    `ran ${momentText(Math.round(ranAt / 1000) * 1000, timeZone)} in ${durationText(milliseconds)}`,
  ];
  return element(
    'div',
    { class: 'head' },
    count,
    ...facts.filter((text) => text !== '').map((text) => element('span', { class: 'fact' }, text)),
  );
}

export function statisticsDetails(statistics: QueryStatistics | undefined): HTMLElement | undefined {
  if (!statistics) return undefined;
  const entries = Object.entries(statistics.detail).map(([name, value]) => [name, rawText(value)] as const);
  const seconds =
    statistics.seconds === undefined ? [] : [['Time spent by the service', durationText(statistics.seconds * 1000)] as const];
  const lines = [...seconds, ...entries];
  if (lines.length === 0) return undefined;
  const list = element('dl', { class: 'statistics', tabindex: '0' });
  list.append(...lines.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
  return element('details', {}, element('summary', {}, 'Statistics'), list);
}
