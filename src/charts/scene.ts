/** A picture as plain data: the few elements of SVG that a chart is made of. It is drawn in a browser, as text and on a canvas. */

export type SceneTag = 'g' | 'svg' | 'path' | 'rect' | 'line' | 'text' | 'title' | 'desc';

export interface SceneNode {
  readonly tag: SceneTag;
  /** Presentation attributes of SVG; nothing of CSS. */
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly SceneNode[];
  readonly text?: string;
}

/** Pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function node(
  tag: SceneTag,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly SceneNode[]
): SceneNode {
  const given = Object.entries(attributes).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  return { tag, attributes: Object.fromEntries(given), children };
}

export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
  /** Degrees around the text's own place. */
  readonly rotate?: number;
}

/** A line of text whose baseline starts, has its middle, or ends at a place. `full` is what was cut. */
export function label(text: string, x: number, y: number, style: TextStyle, full?: string): SceneNode {
  const made = node(
    'text',
    {
      x: px(x),
      y: px(y),
      fill: style.fill,
      'font-size': style.size,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
      'font-weight': style.weight,
      transform: style.rotate === undefined ? undefined : `rotate(${style.rotate} ${px(x)} ${px(y)})`,
    },
    ...(full === undefined || full === text ? [] : [{ ...node('title', {}), text: full }]),
  );
  return { ...made, text };
}

const FAR = 1e6;

/** A tenth of a pixel is finer than the eye; what is far outside is cut, since not every viewer can count as far. */
export function px(value: number): number {
  return Math.round(Math.max(-FAR, Math.min(FAR, value)) * 10) / 10;
}
