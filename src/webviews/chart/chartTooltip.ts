import { fill } from '../../charts/words';
import type { HoverAt, HoverValue } from '../../charts/layoutTypes';
import { element } from '../dom';
import type { ChartLabels } from './chartLabels';
import { svgElement } from './svgDom';

const MOST_ROWS = 12;

/** Pixels between the pointer and the tooltip. */
const DISTANCE = 14;

interface Row {
  readonly element: HTMLElement;
  readonly swatch: SVGElement;
  readonly name: Text;
  readonly value: Text;
  readonly valueElement: HTMLElement;
}

/** The values at a place, in a box that stays inside the chart. Its elements are made once and filled again. */
export class ChartTooltip {
  readonly element = element('div', { class: 'chart-tooltip', 'aria-hidden': 'true' });
  private readonly title = element('div', { class: 'chart-tooltip-title' });
  private readonly more = element('div', { class: 'chart-tooltip-more' });
  private readonly rows: Row[] = [];

  constructor(private readonly labels: ChartLabels) {
    this.element.hidden = true;
    this.element.append(this.title, this.more);
  }

  /** `x`, `y`: where the pointer is; `width`, `height`: of the chart. All in pixels. */
  show(at: HoverAt, x: number, y: number, width: number, height: number): void {
    this.title.textContent = at.title;
    const shown = at.values.slice(0, MOST_ROWS);
    shown.forEach((value, index) => this.row(index, value));
    this.rows.forEach((row, index) => (row.element.hidden = index >= shown.length));
    const rest = at.values.length - shown.length;
    this.more.textContent = rest > 0 ? fill(this.labels.more, rest) : '';
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const right = x + DISTANCE + offsetWidth <= width ? x + DISTANCE : x - DISTANCE - offsetWidth;
    const left = Math.max(2, Math.min(width - offsetWidth - 2, right));
    const top = Math.max(2, Math.min(height - offsetHeight - 2, y - offsetHeight / 2));
    this.element.style.setProperty('transform', `translate(${Math.round(left)}px, ${Math.round(top)}px)`);
  }

  hide(): void {
    this.element.hidden = true;
  }

  private row(index: number, { name, color, text, anomaly }: HoverValue): void {
    const row = (this.rows[index] ??= this.addRow());
    row.swatch.setAttribute('fill', color);
    row.name.data = name;
    row.value.data = anomaly === true ? `${text} · ${this.labels.anomaly}` : text;
    row.valueElement.classList.toggle('chart-anomaly', anomaly === true);
  }

  private addRow(): Row {
    const swatch = svgElement('rect', { width: 9, height: 9, rx: 2 });
    const picture = svgElement('svg', { width: 9, height: 9, class: 'chart-swatch' }, swatch);
    const [name, value] = [document.createTextNode(''), document.createTextNode('')];
    const valueElement = element('span', { class: 'chart-tooltip-value' }, value);
    const made = element(
      'div',
      { class: 'chart-tooltip-row' },
      picture,
      element('span', { class: 'chart-tooltip-name' }, name),
      valueElement,
    );
    this.more.before(made);
    return { element: made, swatch, name, value, valueElement };
  }
}
