/** Pictures of 16 by 16 units that take the text colour. */
const PATHS = {
  filter: 'M1.5 2.5h13l-5 6v5l-3-1.5V8.5z',
  columns: 'M2 2.5h12v11H2zM6 2.5v11M10 2.5v11',
  copy: 'M5.5 4.5v-3h8v9h-3M2.5 4.5h8v9h-8z',
  export: 'M8 1.5v8M4.8 6.3 8 9.5l3.2-3.2M2 11v3h12v-3',
  detail: 'M2 2.5h12v11H2zM9.5 2.5v11',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  more: 'm4 6 4 4 4-4',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  down: 'M8 3v9.5M4 9l4 4 4-4',
  warning: 'M8 1.8 15 14H1zM8 6v4M8 11.4v1',
  info: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M8 7v4.5M8 4.3v1',
  image: 'M2 2.5h12v11H2zM2 11l3.5-3.5L8.5 10.5l2-2L14 12M10.5 5.5h.8',
  check: 'm3 8.5 3.2 3.2L13 4.5',
} as const;

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

/** Decoration only: a screen reader is told by the text beside it. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
