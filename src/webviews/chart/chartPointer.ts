import type { ChartScene, HoverAt } from '../../charts/layoutTypes';
import { fill } from '../../charts/words';
import { momentText, zoneOf } from '../../charts/zone';
import type { TimeWindow } from '../../model/time';
import { HOUR, MINUTE, SECOND } from '../../model/time';
import type { ChartLabels } from './chartLabels';
import type { ChartOverlay } from './chartOverlay';
import type { ChartTooltip } from './chartTooltip';

/** A drag shorter than that, in pixels, is a click. */
const LEAST_DRAG = 4;
const MOST_SPOKEN = 6;

export interface PointerOptions {
  readonly overlay: ChartOverlay;
  readonly tooltip: ChartTooltip;
  readonly live: HTMLElement;
  readonly labels: ChartLabels;
  readonly timeZone: string;
  /** Absent where no time range can be chosen. */
  readonly onTimeRange?: (window: TimeWindow) => void;
}

/** Reads values and selects a time range, with a pointer or with keys. */
export class ChartPointer {
  private scene: ChartScene | undefined;
  private pointer: { readonly x: number; readonly y: number } | undefined;
  private drag: { readonly from: number; readonly pointer: number } | undefined;
  /** Indices of the keyboard's cursor and of where its selection started. */
  private cursor: number | undefined;
  private anchor: number | undefined;
  private frame = 0;

  constructor(private readonly options: PointerOptions) {
    const { element, hit } = options.overlay;
    hit.addEventListener('pointermove', (event) => this.moved(event));
    hit.addEventListener('pointerdown', (event) => this.pressed(event));
    hit.addEventListener('pointerup', (event) => this.released(event));
    hit.addEventListener('pointercancel', () => this.clear());
    hit.addEventListener('pointerleave', () => this.left());
    element.addEventListener('keydown', (event) => this.key(event));
    element.addEventListener('blur', () => this.clear());
    if (options.onTimeRange !== undefined) hit.classList.add('chart-brushable');
  }

  update(scene: ChartScene): void {
    this.scene = scene;
    this.clear();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
  }

  private place({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.options.overlay.element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  private moved(event: PointerEvent): void {
    this.pointer = this.place(event);
    // Pointers report more often than the screen is drawn.
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    const { scene, pointer } = this;
    if (scene === undefined || pointer === undefined) return;
    const at = scene.hover.nearest(pointer.x, pointer.y);
    if (at === undefined) this.hide();
    else this.show(at, pointer.x, pointer.y);
    if (this.drag !== undefined) this.options.overlay.select([this.drag.from, pointer.x]);
  }

  private show(at: HoverAt, x: number, y: number): void {
    const { overlay, tooltip } = this.options;
    overlay.showCursor(at);
    if (this.scene) tooltip.show(at, x, y, this.scene.width, this.scene.height);
  }

  private hide(): void {
    this.options.overlay.hideCursor();
    this.options.tooltip.hide();
  }

  private left(): void {
    if (this.drag !== undefined) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.pointer = undefined;
    if (this.cursor === undefined) this.hide();
  }

  private pressed(event: PointerEvent): void {
    if (event.button !== 0 || this.options.onTimeRange === undefined) return;
    this.clear();
    this.options.overlay.hit.setPointerCapture(event.pointerId);
    this.drag = { from: this.place(event).x, pointer: event.pointerId };
  }

  private released(event: PointerEvent): void {
    const { drag } = this;
    if (drag === undefined) return;
    const to = this.place(event).x;
    this.clear();
    const invert = this.scene?.hover.invert;
    if (invert === undefined || Math.abs(to - drag.from) < LEAST_DRAG || this.scene === undefined) return;
    const { x, width } = this.scene.plot;
    const inside = (pixel: number): number => Math.max(x, Math.min(x + width, pixel));
    const ends = [invert(inside(drag.from)), invert(inside(to))];
    this.apply({ from: Math.min(...ends), to: Math.max(...ends) });
  }

  /** Nobody means milliseconds when minutes are in sight, nor seconds when hours are. */
  private apply({ from, to }: TimeWindow): void {
    const grain = to - from > 2 * HOUR ? MINUTE : to - from > 2 * MINUTE ? SECOND : 1;
    const window = { from: Math.floor(from / grain) * grain, to: Math.ceil(to / grain) * grain };
    if (window.to <= window.from) return;
    this.say(this.rangeText(this.options.labels.applied, window));
    this.options.onTimeRange?.(window);
  }

  private rangeText(pattern: string, { from, to }: TimeWindow): string {
    const zone = zoneOf(this.options.timeZone);
    return fill(pattern, momentText(from, zone), momentText(to, zone));
  }

  private clear(): void {
    const { overlay } = this.options;
    if (this.drag !== undefined && overlay.hit.hasPointerCapture(this.drag.pointer)) {
      overlay.hit.releasePointerCapture(this.drag.pointer);
    }
    [this.drag, this.cursor, this.anchor] = [undefined, undefined, undefined];
    overlay.select(undefined);
    this.hide();
  }

  private key(event: KeyboardEvent): void {
    const count = this.scene?.hover.count ?? 0;
    if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
    const wanted = this.target(event.key, count);
    if (wanted !== undefined) this.moveTo(wanted, event.shiftKey && this.options.onTimeRange !== undefined);
    else if (event.key === 'Enter' && this.selected() !== undefined) this.applySelection();
    else if (event.key === 'Escape' && (this.cursor !== undefined || this.drag !== undefined)) {
      this.clear();
      this.say(this.options.labels.cleared);
    } else return;
    // Elsewhere arrow keys move between cells, and Escape leaves them.
    event.preventDefault();
    event.stopPropagation();
  }

  private target(key: string, count: number): number | undefined {
    const at = this.cursor;
    const by = (step: number): number =>
      at === undefined ? (step > 0 ? 0 : count - 1) : Math.max(0, Math.min(count - 1, at + step));
    switch (key) {
      case 'ArrowRight':
      case 'ArrowDown':
        return by(1);
      case 'ArrowLeft':
      case 'ArrowUp':
        return by(-1);
      case 'PageDown':
        return by(10);
      case 'PageUp':
        return by(-10);
      case 'Home':
        return 0;
      case 'End':
        return count - 1;
      default:
        return undefined;
    }
  }

  private moveTo(index: number, extends_: boolean): void {
    const { scene } = this;
    const at = scene?.hover.at(index);
    if (scene === undefined || at === undefined) return;
    this.anchor = extends_ ? (this.anchor ?? this.cursor ?? index) : undefined;
    this.cursor = index;
    const place = at.values.find((value) => value.at !== undefined)?.at;
    const { plot, hover } = scene;
    const alongX = hover.axis === 'y' ? plot.x + plot.width / 2 : at.pixel;
    this.show(at, alongX, hover.axis === 'y' ? at.pixel : (place?.y ?? plot.y + plot.height / 2));
    const window = this.selected();
    const position = hover.position;
    this.options.overlay.select(window && position ? [position(window.from), position(window.to)] : undefined);
    const rest = at.values.length - MOST_SPOKEN;
    const values = at.values.slice(0, MOST_SPOKEN).map(({ name, text, anomaly }) => {
      return `${name} ${text}${anomaly === true ? ` ${this.options.labels.anomaly}` : ''}`;
    });
    if (rest > 0) values.push(fill(this.options.labels.more, rest));
    const spoken = `${at.title}: ${values.join(', ')}`;
    this.say(window === undefined ? spoken : `${this.rangeText(this.options.labels.selected, window)}. ${spoken}`);
  }

  /** The last point belongs to what is selected, and a window ends before its end. */
  private selected(): TimeWindow | undefined {
    const { cursor, anchor } = this;
    const hover = this.scene?.hover;
    if (cursor === undefined || anchor === undefined || hover === undefined) return undefined;
    const [first, last] = [Math.min(cursor, anchor), Math.max(cursor, anchor)];
    const x = (index: number): number | undefined => hover.at(index)?.x;
    const [from, to] = [x(first), x(last)];
    if (from === undefined || to === undefined) return undefined;
    const before = x(last - 1);
    return { from, to: x(last + 1) ?? (before === undefined ? to + 1 : to + (to - before)) };
  }

  private applySelection(): void {
    const window = this.selected();
    this.clear();
    if (window !== undefined) this.apply(window);
  }

  private say(text: string): void {
    this.options.live.textContent = text;
  }
}
