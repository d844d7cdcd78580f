import { element } from '../dom';
import { handled } from './controls';
import type { Grid } from './grid';

const MOST = 420;
const LEAST = 110;
const STEP = 24;

/** The height of a table within a page that scrolls: as high as its rows need, up to a limit that a handle moves. */
export class GridHeight {
  readonly handle = element('div', {
    class: 'handle',
    role: 'separator',
    'aria-orientation': 'horizontal',
    'aria-label': 'Height of the table',
    title: 'Drag, or press up and down, for another height',
    tabindex: '0',
  });
  private readonly ending = new AbortController();

  constructor(
    private readonly grid: Grid,
    private chosen: number | undefined,
    private readonly onHeight: (height: number) => void,
  ) {
    const { signal } = this.ending;
    let from: { readonly y: number; readonly height: number } | undefined;
    this.handle.addEventListener(
      'pointerdown',
      (event) => {
        from = { y: event.clientY, height: grid.element.offsetHeight };
        this.handle.setPointerCapture(event.pointerId);
        event.preventDefault();
        this.handle.focus();
      },
      { signal },
    );
    this.handle.addEventListener('pointermove', (event) => from && this.choose(from.height + event.clientY - from.y), { signal });
    for (const end of ['pointerup', 'pointercancel']) this.handle.addEventListener(end, () => (from = undefined), { signal });
    this.handle.addEventListener(
      'keydown',
      (event) => {
        const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (way === 0) return;
        this.choose(grid.element.offsetHeight + way * STEP);
        handled(event);
      },
      { signal },
    );
    this.update();
  }

  update(): void {
    const whole = this.grid.wholeHeight;
    const height = Math.min(this.chosen ?? MOST, Math.max(whole, this.grid.header.height + 46));
    this.grid.element.style.flexBasis = 'auto';
    this.grid.element.style.minHeight = `${height}px`;
    this.grid.element.style.height = `${height}px`;
    this.handle.hidden = this.chosen === undefined && whole <= MOST;
    for (const [name, value] of [
      ['valuenow', height],
      ['valuemin', LEAST],
      ['valuemax', Math.max(LEAST, whole)],
    ] as const)
      this.handle.setAttribute(`aria-${name}`, String(Math.round(value)));
  }

  dispose(): void {
    this.ending.abort();
    this.handle.remove();
  }

  private choose(height: number): void {
    this.chosen = Math.max(LEAST, Math.min(height, this.grid.wholeHeight));
    this.update();
    this.onHeight(this.chosen);
  }
}
