import type { ChartScene, HoverAt } from '../../charts/layoutTypes';
import { svgElement } from './svgDom';

/** What lies over the marks and changes with the pointer: a cursor, dots and a selection. The marks below are not touched. */
export class ChartOverlay {
  readonly element = svgElement('svg', { class: 'chart-overlay', tabindex: 0 });
  /** Where the pointer counts. */
  readonly hit = svgElement('rect', { class: 'chart-hit' });
  private readonly cursor = svgElement('line', { class: 'chart-cursor' });
  private readonly selection = svgElement('rect', { class: 'chart-selection' });
  private readonly dots = svgElement('g');
  private scene: ChartScene | undefined;

  constructor() {
    this.element.append(this.hit, this.selection, this.cursor, this.dots);
    this.hideCursor();
    this.select(undefined);
  }

  update(scene: ChartScene): void {
    this.scene = scene;
    const { x, y, width, height } = scene.plot;
    for (const [name, value] of Object.entries({ x, y, width, height })) this.hit.setAttribute(name, String(value));
    this.hideCursor();
  }

  showCursor({ pixel, values }: HoverAt): void {
    if (this.scene === undefined) return;
    const { plot, hover } = this.scene;
    if (hover.axis !== 'none') {
      const along = hover.axis === 'x';
      const place = along
        ? { x1: pixel, x2: pixel, y1: plot.y, y2: plot.y + plot.height }
        : { x1: plot.x, x2: plot.x + plot.width, y1: pixel, y2: pixel };
      for (const [name, value] of Object.entries(place)) this.cursor.setAttribute(name, String(value));
      this.cursor.setAttribute('visibility', 'visible');
    }
    const { top, bottom } = { top: plot.y - 1, bottom: plot.y + plot.height + 1 };
    const seen = hover.axis === 'none' ? [] : values.filter(({ at }) => at !== undefined && at.y >= top && at.y <= bottom);
    seen.forEach(({ at, color }, index) => {
      const dot = this.dots.children[index] ?? this.dots.appendChild(svgElement('circle', { class: 'chart-dot', r: 3.5 }));
      dot.setAttribute('cx', String(at?.x ?? 0));
      dot.setAttribute('cy', String(at?.y ?? 0));
      dot.setAttribute('fill', color);
      dot.setAttribute('visibility', 'visible');
    });
    for (let index = seen.length; index < this.dots.children.length; index++) {
      this.dots.children[index]?.setAttribute('visibility', 'hidden');
    }
  }

  hideCursor(): void {
    this.cursor.setAttribute('visibility', 'hidden');
    for (const dot of this.dots.children) dot.setAttribute('visibility', 'hidden');
  }

  /** A part of the x axis in pixels; undefined for none. */
  select(range: readonly [number, number] | undefined): void {
    this.selection.setAttribute('visibility', range === undefined ? 'hidden' : 'visible');
    if (range === undefined || this.scene === undefined) return;
    const { x, y, width, height } = this.scene.plot;
    const from = Math.max(x, Math.min(...range));
    const to = Math.min(x + width, Math.max(...range));
    const place = { x: from, y, width: Math.max(0, to - from), height };
    for (const [name, value] of Object.entries(place)) this.selection.setAttribute(name, String(value));
  }
}
