import { isSingle, moved, rangeOf } from '../../results/table/selection';
import { handled } from './controls';
import type { Grid, GridOptions } from './grid';

/** What mouse and keyboard do in the cells of a grid; gives what stops it. */
export function listenToGrid(grid: Grid, rows: HTMLElement, options: GridOptions): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let dragging = false;

  rows.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button === 2) {
        const place = grid.placeAt(event.clientX, event.clientY);
        const { top, bottom, left, right } = rangeOf(grid.selection);
        const within = place.row >= top && place.row <= bottom && place.column >= left && place.column <= right;
        if (!within) grid.choose(place, false);
        return;
      }
      if (event.button !== 0 || grid.model.seen === 0) return;
      grid.choose(grid.placeAt(event.clientX, event.clientY), event.shiftKey);
      dragging = true;
      rows.setPointerCapture(event.pointerId);
      // The browser would move the focus to the element that was pressed.
      event.preventDefault();
    },
    { signal },
  );
  rows.addEventListener(
    'pointermove',
    (event) => {
      if (!dragging) return;
      const place = grid.placeAt(event.clientX, event.clientY);
      const { active } = grid.selection;
      if (place.row !== active.row || place.column !== active.column) grid.choose(place, true);
    },
    { signal },
  );
  const release = (): void => {
    dragging = false;
  };
  rows.addEventListener('pointerup', release, { signal });
  rows.addEventListener('pointercancel', release, { signal });
  rows.addEventListener('dblclick', () => options.onOpen(), { signal });
  rows.addEventListener(
    'contextmenu',
    (event) => {
      handled(event);
      if (grid.model.seen > 0) options.onCellMenu({ x: event.clientX, y: event.clientY });
    },
    { signal },
  );
  grid.scroller.addEventListener(
    'keydown',
    (event) => {
      if (grid.header.element.contains(event.target as Node)) return;
      if (keyDown(grid, event, options)) handled(event);
    },
    { signal },
  );
  return () => ending.abort();
}

/** True when the key meant something. */
function keyDown(grid: Grid, event: KeyboardEvent, options: GridOptions): boolean {
  const { key, shiftKey } = event;
  const far = event.ctrlKey || event.metaKey;
  if (event.altKey || grid.model.seen === 0) return false;
  if (far && key.toLowerCase() === 'a') {
    grid.chooseAll();
    return true;
  }
  if (far && (key.toLowerCase() === 'c' || key === 'Insert')) {
    options.onCopy();
    return true;
  }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
    openMenuAtActive(grid, options);
    return true;
  }
  if (key === 'Enter' && !far) {
    options.onOpen();
    return true;
  }
  if (key === 'Escape' && !isSingle(grid.selection)) {
    grid.choose(grid.selection.active, false);
    return true;
  }
  const { active } = grid.selection;
  if (key === 'ArrowUp' && !far && !shiftKey && active.row === 0) {
    grid.header.focus(active.column);
    return true;
  }
  const place = moved(active, key, far, grid.size);
  if (place) grid.choose(place, shiftKey);
  return place !== undefined;
}

function openMenuAtActive(grid: Grid, options: GridOptions): void {
  grid.focusActive();
  const focused = options.root.activeElement?.getBoundingClientRect();
  if (focused) options.onCellMenu({ x: focused.left + 12, y: Math.min(focused.bottom, focused.top + 24) });
}
