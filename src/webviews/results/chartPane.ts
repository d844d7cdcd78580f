import { chartOf } from '../../charts/chartOf';
import type { CellResult } from '../../model/cellResult';
import type { Rendering } from '../../model/query';
import { isAbort } from '../../model/failure';
import type { ResultHostLink } from '../../results/table/hostLink';
import type { RowStore } from '../../results/table/rowStore';
import { grouped } from '../../results/table/words';
import { chartView, type ChartView } from '../chart/chartView';
import { element } from '../dom';
import { button, fill } from './controls';
import { icon } from './icons';

/** More are not told apart by colour or in a legend; the chart says how many there are. */
const MOST_SERIES = 60;

export interface ChartPaneOptions {
  readonly result: CellResult;
  readonly render: Rendering;
  readonly store: RowStore;
  readonly link: ResultHostLink | undefined;
  readonly announce: (text: string) => void;
}

/** The chart of the first table. It is drawn from all rows; when some can no longer be had, it says so. */
export class ChartPane {
  readonly element = element('div', { class: 'pane chart-pane' });
  readonly tools = element('div', { class: 'tools', role: 'group', 'aria-label': 'Chart' });
  private view: ChartView | undefined;
  private readonly ending = new AbortController();

  constructor(private readonly options: ChartPaneOptions) {
    if (options.store.complete) this.draw();
    else void this.readAndDraw();
  }

  dispose(): void {
    this.ending.abort();
    this.view?.dispose();
    this.element.remove();
    this.tools.remove();
  }

  focus(): void {
    if (!this.view) this.element.tabIndex = -1;
    (this.view ?? this.element).focus();
  }

  private async readAndDraw(): Promise<void> {
    const { store } = this.options;
    const text = element('span', {});
    fill(this.element, element('div', { class: 'progress', role: 'status' }, text), element('div', { class: 'waiting' }));
    try {
      await store.loadAll(this.ending.signal, (here) => {
        text.textContent = `Reading rows for the chart: ${grouped(here)} of ${grouped(store.total)}`;
      });
      this.draw();
    } catch (error) {
      // The view has gone meanwhile.
      if (!isAbort(error)) throw error;
    }
  }

  private draw(): void {
    const { result, render, store, link } = this.options;
    const table = result.tables[0];
    if (!table) return;
    const rows = store.complete && table.rows.length === store.total ? table.rows : rowsOf(store);
    const outcome = chartOf({ ...table, rows }, render, { mostSeries: MOST_SERIES });
    if ('reason' in outcome) {
      fill(this.element, note(outcome.reason));
      return;
    }
    this.view = chartView({
      chart: outcome.chart,
      timeZone: result.timeZone,
      ...(link && { onTimeRange: (window) => link.post({ type: 'timeRange', result: result.id, window }) }),
    });
    const partial = store.complete
      ? undefined
      : note(`Drawn from ${grouped(store.here)} of ${grouped(store.total)} rows. ${store.gone ?? ''}`.trim());
    fill(this.element, partial, this.view.element);
    if (link) {
      const save = (format: 'svg' | 'png'): HTMLElement =>
        button(format.toUpperCase(), () => void this.save(format), {
          icon: 'image',
          title: `Save the chart as ${format.toUpperCase()}`,
        });
      fill(this.tools, save('png'), save('svg'));
    }
  }

  private async save(format: 'svg' | 'png'): Promise<void> {
    const { link, announce } = this.options;
    if (!this.view || !link) return;
    try {
      const data = format === 'svg' ? this.view.svg() : await base64(await this.view.png());
      link.post({ type: 'saveImage', format, data });
    } catch (error) {
      const text = `The picture could not be made: ${error instanceof Error ? error.message : String(error)}`;
      this.element.prepend(note(text));
      announce(text);
    }
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const pieces: string[] = [];
  // Arguments of a call are limited in number.
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(pieces.join(''));
}

function rowsOf(store: RowStore): NonNullable<ReturnType<RowStore['row']>>[] {
  return [...store.reachable()].flatMap((index) => {
    const row = store.row(index);
    return row ? [row] : [];
  });
}

function note(text: string): HTMLElement {
  return element('div', { class: 'line' }, icon('info'), element('span', {}, text));
}
