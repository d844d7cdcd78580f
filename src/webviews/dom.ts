/** Makes elements from data without ever parsing markup: strings become text nodes. */

export type Child = Node | string | undefined;

/** Empty and undefined attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElement {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A picture of 16 by 16 units whose paths take the text colour; `label` is what a screen reader says. */
export function icon(paths: readonly string[], label: string, className: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  setAttributes(svg, { viewBox: '0 0 16 16', class: className, role: 'img', 'aria-label': label });
  for (const path of paths) {
    const made = document.createElementNS(SVG, 'path');
    setAttributes(made, { d: path });
    svg.append(made);
  }
  return svg;
}

function setAttributes(target: Element, attributes: Readonly<Record<string, string | undefined>>): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== '') target.setAttribute(key, value);
  }
}
