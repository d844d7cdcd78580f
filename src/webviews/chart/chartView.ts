import type { Chart, OnTimeRange } from '../../charts/chartModel';
import { layout, usualHeight } from '../../charts/layout';
import type { ChartScene, ChartTheme } from '../../charts/layoutTypes';
import { summary } from '../../charts/summary';
import { svgText } from '../../charts/svgText';
import { element } from '../dom';
import { scenePng } from './chartCanvas';
import { chartLabels, type ChartLabels } from './chartLabels';
import { ChartLegend } from './chartLegend';
import { ChartOverlay } from './chartOverlay';
import { ChartPointer } from './chartPointer';
import { readTheme } from './chartTheme';
import { ChartTooltip } from './chartTooltip';
import { sceneElement, svgElement } from './svgDom';

export interface ChartViewOptions {
  readonly chart: Chart;
  /** IANA name. */
  readonly timeZone: string;
  /** Called when a part of a time axis was chosen. Without it none can be. */
  readonly onTimeRange?: OnTimeRange;
  /** English where absent. */
  readonly labels?: Partial<ChartLabels>;
  /** Of the plot, in pixels; as it suits the chart when absent. */
  readonly height?: number;
}

export interface ChartView {
  /** Fills the width of its place and follows it. `chartStyle` must be adopted by the page or the shadow root around it. */
  readonly element: HTMLElement;
  dispose(): void;
  focus(): void;
  /** What is shown, as a file of its own in the colours of the editor. */
  svg(): string;
  /** The same as a picture of points, two per pixel. */
  png(): Promise<Blob>;
}

/** Draws a chart that is read with a pointer or with keys, and drawn again when its place or the theme changes. */
export function chartView(options: ChartViewOptions): ChartView {
  return new View(options);
}

/** Before it has a place. */
const USUAL_WIDTH = 800;

class View implements ChartView {
  readonly element: HTMLElement;
  private readonly labels: ChartLabels;
  private readonly plot = element('div', { class: 'chart-plot' });
  private readonly marks = svgElement('svg', { class: 'chart-marks', 'aria-hidden': 'true' });
  private readonly overlay = new ChartOverlay();
  private readonly notes = element('p', { class: 'chart-notes' });
  private readonly legend: ChartLegend;
  private readonly pointer: ChartPointer;
  private readonly resizes: ResizeObserver;
  private readonly themes: MutationObserver;
  private hidden: ReadonlySet<string> = new Set();
  private theme: ChartTheme | undefined;
  private width = 0;
  private frame = 0;

  constructor(private readonly options: ChartViewOptions) {
    const { chart, timeZone, onTimeRange } = options;
    this.labels = { ...chartLabels, ...options.labels };
    this.legend = new ChartLegend(this.labels, {
      toggle: (name) => this.toggle(name),
      only: (name) => this.only(name),
      highlight: (name) => this.highlight(name),
    });
    const tooltip = new ChartTooltip(this.labels);
    const live = element('div', { class: 'chart-live', 'aria-live': 'polite' });
    const hasRange = onTimeRange !== undefined && chart.xKind === 'time' && chart.kind !== 'barchart';
    this.pointer = new ChartPointer({
      overlay: this.overlay,
      tooltip,
      live,
      labels: this.labels,
      timeZone,
      ...(hasRange && { onTimeRange }),
    });
    this.plot.append(this.marks, this.overlay.element, tooltip.element);
    this.plot.style.setProperty('height', `${this.height}px`);
    const name = [summary(chart, timeZone), this.labels.keys, ...(hasRange ? [this.labels.keysTimeRange] : [])].join(' ');
    // An application keeps its arrow keys from a screen reader; a card has nothing to move over.
    const isCard = chart.kind === 'card';
    this.overlay.element.setAttribute('role', isCard ? 'img' : 'application');
    this.overlay.element.setAttribute('aria-label', isCard ? summary(chart, timeZone) : name);
    const body = element('div', { class: 'chart-body' }, this.plot, this.legend.element);
    const title = chart.title === undefined ? undefined : element('h3', { class: 'chart-title' }, chart.title);
    this.element = element('div', { class: 'chart' }, title, body, this.notes, live);
    // Names of slices are read with their sizes: beside a ring there is room for them.
    this.element.classList.toggle('chart-beside', chart.kind === 'piechart');

    this.resizes = new ResizeObserver(() => this.resized());
    this.resizes.observe(this.plot);
    this.themes = new MutationObserver(() => this.themeChanged());
    for (const target of [document.documentElement, document.body]) {
      this.themes.observe(target, { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id'] });
    }
  }

  dispose(): void {
    this.resizes.disconnect();
    this.themes.disconnect();
    this.pointer.dispose();
    cancelAnimationFrame(this.frame);
    this.element.remove();
  }

  focus(): void {
    this.overlay.element.focus({ preventScroll: true });
  }

  svg(): string {
    const { scene, theme } = this.picture();
    return svgText(scene, theme, this.options.timeZone);
  }

  async png(): Promise<Blob> {
    const { scene, theme } = this.picture();
    return scenePng(scene, theme);
  }

  private get height(): number {
    return this.options.height ?? usualHeight(this.options.chart);
  }

  /** With title and legend, which in the page are elements beside the plot. */
  private picture(): { readonly scene: ChartScene; readonly theme: ChartTheme } {
    const theme = this.theme ?? readTheme(this.element.isConnected ? this.element : document.body);
    const width = Math.max(480, this.width || USUAL_WIDTH);
    const scene = this.layOut(width, this.height + (this.options.chart.kind === 'card' ? 20 : 90), theme, true);
    return { scene, theme };
  }

  private layOut(width: number, height: number, theme: ChartTheme, standalone: boolean): ChartScene {
    const { chart, timeZone } = this.options;
    return layout(chart, { width, height, hidden: this.hidden, timeZone, theme, standalone, words: this.labels });
  }

  private resized(): void {
    const width = this.plot.clientWidth;
    if (width === 0 || width === this.width) return;
    this.width = width;
    this.draw();
  }

  /** The editor changes many attributes one after the other. */
  private themeChanged(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      if (!this.element.isConnected || this.width === 0) return;
      const before = JSON.stringify(this.theme);
      this.theme = readTheme(this.element);
      if (JSON.stringify(this.theme) !== before) this.draw();
    });
  }

  private draw(): void {
    this.theme ??= readTheme(this.element);
    const scene = this.layOut(this.width, this.height, this.theme, false);
    this.marks.replaceChildren(...scene.nodes.map(sceneElement));
    this.overlay.update(scene);
    this.pointer.update(scene);
    this.legend.update(scene.legend);
    this.notes.textContent = scene.notes.join(' · ');
  }

  private names(): readonly string[] {
    const { chart, timeZone } = this.options;
    if (chart.kind !== 'piechart' || this.theme === undefined) return chart.series.map(({ name }) => name);
    return layout(chart, { width: 1, height: 1, timeZone, theme: this.theme, words: this.labels }).legend.map(({ name }) => name);
  }

  private toggle(name: string): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(name)) hidden.add(name);
    this.show(hidden);
  }

  private only(name: string): void {
    const others = this.names().filter((one) => one !== name);
    const isAlone = !this.hidden.has(name) && others.every((one) => this.hidden.has(one));
    this.show(new Set(isAlone ? [] : others));
  }

  private show(hidden: ReadonlySet<string>): void {
    this.hidden = hidden;
    if (this.width > 0) this.draw();
  }

  /** Fades what is not meant; nothing is drawn again. */
  private highlight(name: string | undefined): void {
    const isShown = name !== undefined && !this.hidden.has(name);
    this.marks.classList.toggle('chart-has-focus', isShown);
    for (const group of this.marks.querySelectorAll('g[data-series]')) {
      group.classList.toggle('chart-focus', group.getAttribute('data-series') === name);
    }
  }
}
