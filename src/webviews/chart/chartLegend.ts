import type { LegendItem } from '../../charts/layoutTypes';
import { element } from '../dom';
import type { ChartLabels } from './chartLabels';
import { svgElement } from './svgDom';

export interface LegendActions {
  readonly toggle: (name: string) => void;
  /** Shows nothing else; everything when it stood alone already. */
  readonly only: (name: string) => void;
  /** Undefined when the pointer leaves. */
  readonly highlight: (name: string | undefined) => void;
}

/** A button for every series, pressed while it is drawn. Buttons stay the same over redraws, so that focus and double clicks work. */
export class ChartLegend {
  readonly element: HTMLElement;
  private readonly buttons = new Map<string, { readonly button: HTMLElement; readonly picture: SVGElement }>();

  constructor(
    private readonly labels: ChartLabels,
    private readonly actions: LegendActions,
  ) {
    this.element = element('div', { class: 'chart-legend', role: 'group', 'aria-label': labels.legend });
    this.element.hidden = true;
  }

  update(items: readonly LegendItem[]): void {
    this.element.hidden = items.length === 0;
    const names = new Set(items.map(({ name }) => name));
    for (const [name, { button }] of this.buttons) {
      if (names.has(name)) continue;
      button.remove();
      this.buttons.delete(name);
    }
    for (const item of items) {
      let entry = this.buttons.get(item.name);
      if (entry === undefined) {
        entry = this.add(item.name);
        this.buttons.set(item.name, entry);
      }
      entry.button.setAttribute('aria-pressed', String(!item.hidden));
      entry.picture.replaceChildren(swatch(item));
    }
  }

  private add(name: string): { readonly button: HTMLElement; readonly picture: SVGElement } {
    const picture = svgElement('svg', { width: 14, height: 10, class: 'chart-swatch', 'aria-hidden': 'true' });
    const title = `${name}\n${this.labels.legendHint}`;
    const button = element('button', { type: 'button', title }, picture, element('span', { class: 'chart-name' }, name));
    const { toggle, only, highlight } = this.actions;
    button.addEventListener('click', (event) => {
      if (event.altKey) only(name);
      // The second click of a double click undoes the first one's toggle.
      else toggle(name);
    });
    button.addEventListener('dblclick', (event) => {
      if (!event.altKey) only(name);
    });
    button.addEventListener('pointerenter', () => highlight(name));
    button.addEventListener('pointerleave', () => highlight(undefined));
    button.addEventListener('focus', () => highlight(name));
    button.addEventListener('blur', () => highlight(undefined));
    this.element.append(button);
    return { button, picture };
  }
}

function swatch({ color, dash }: LegendItem): SVGElement {
  return dash === undefined
    ? svgElement('rect', { x: 2, y: 0, width: 10, height: 10, rx: 2, fill: color })
    : svgElement('line', { x1: 0, x2: 14, y1: 5, y2: 5, stroke: color, 'stroke-width': 2.5, 'stroke-dasharray': dash });
}
