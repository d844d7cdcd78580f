import { element, type Child } from '../dom';
import { icon, type IconName } from './icons';

export interface ButtonOptions {
  readonly icon?: IconName;
  /** What a screen reader and the tooltip say; the text itself when absent. */
  readonly title?: string;
  readonly className?: string;
}

export function button(text: string, run: (event: MouseEvent) => void, options: ButtonOptions = {}): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = options.className ?? 'tool';
  if (options.icon) made.append(icon(options.icon));
  if (text !== '') made.append(element('span', {}, text));
  if (options.title !== undefined) made.title = options.title;
  if (text === '' && options.title !== undefined) made.setAttribute('aria-label', options.title);
  made.addEventListener('click', run);
  return made;
}

/** Replaces children; texts and undefined are allowed. */
export function fill(target: Element, ...children: readonly Child[]): void {
  target.replaceChildren(...children.filter((child) => child !== undefined));
}

/** Keys that the page handles are not passed on to the editor around it. */
export function handled(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Next to an anchor or at a point, within the page. For elements that are shown as popover. */
export function placeAt(popup: HTMLElement, at: DOMRect | { readonly x: number; readonly y: number }): void {
  const { offsetWidth: width, offsetHeight: height } = popup;
  const { clientWidth, clientHeight } = document.documentElement;
  const below = 'bottom' in at ? at.bottom + 2 : at.y;
  const above = 'top' in at ? at.top - 2 : at.y;
  const fits = below + height <= clientHeight;
  const top = fits ? below : Math.max(0, above - height >= 0 ? above - height : clientHeight - height);
  popup.style.left = `${Math.max(0, Math.min('left' in at ? at.left : at.x, clientWidth - width))}px`;
  popup.style.top = `${top}px`;
}
