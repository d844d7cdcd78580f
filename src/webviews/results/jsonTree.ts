import { element } from '../dom';
import type { Cell } from '../../model/query';

/** Members that are drawn at once. */
const SOME = 200;
/** Small values are open from the start. */
const OPEN_BELOW = 12;

/** A value as a tree whose branches open and close; branches are drawn when they are first opened. */
export function jsonTree(value: Cell): HTMLElement {
  return element('ul', { class: 'json' }, item(undefined, value, 0));
}

function item(key: string | undefined, value: Cell, depth: number): HTMLElement {
  const name = key === undefined ? [] : [element('span', { class: 'key' }, key), ': '];
  if (value === null || typeof value !== 'object') {
    const kind = value === null ? 'null' : typeof value;
    return element('li', { class: 'leaf' }, ...name, element('span', { class: kind }, JSON.stringify(value)));
  }
  const members: readonly (readonly [string, Cell])[] = Array.isArray(value)
    ? (value as readonly Cell[]).map((member, place) => [String(place), member])
    : Object.entries(value as Readonly<Record<string, Cell>>);
  const [left, right] = Array.isArray(value) ? '[]' : '{}';
  if (members.length === 0) return element('li', { class: 'leaf' }, ...name, `${left}${right}`);
  const size = element('span', { class: 'size' }, `${left}${members.length}${right}`);
  const details = document.createElement('details');
  const list = element('ul', { class: 'json' });
  details.append(element('summary', {}, ...name, size), list);
  const open = (): void => {
    if (list.childElementCount === 0) addMembers(list, members, 0, depth + 1);
  };
  details.addEventListener('toggle', open);
  if (depth === 0 || (depth < 3 && members.length <= OPEN_BELOW)) {
    details.open = true;
    open();
  }
  return element('li', {}, details);
}

function addMembers(list: HTMLElement, members: readonly (readonly [string, Cell])[], from: number, depth: number): void {
  list.append(...members.slice(from, from + SOME).map(([key, value]) => item(key, value, depth)));
  const rest = members.length - from - SOME;
  if (rest <= 0) return;
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'tool';
  more.textContent = `${rest.toLocaleString('en-US')} more`;
  const line = element('li', { class: 'leaf' }, more);
  more.addEventListener('click', () => {
    line.remove();
    addMembers(list, members, from + SOME, depth);
    list.children[from + SOME]?.querySelector<HTMLElement>('summary, button')?.focus();
  });
  list.append(line);
}
