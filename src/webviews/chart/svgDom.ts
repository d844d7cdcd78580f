import type { SceneNode } from '../../charts/scene';

const SVG = 'http://www.w3.org/2000/svg';

export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly Node[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** The elements of a scene; strings become text nodes and attributes, never markup. */
export function sceneElement({ tag, attributes, children, text }: SceneNode): SVGElement {
  const made = svgElement(tag, attributes, ...children.map(sceneElement));
  if (text !== undefined) made.append(text);
  return made;
}
