/** Red, green, blue from 0 to 255. */
export type Color = readonly [number, number, number];

/** `#rgb`, `#rrggbb`, `rgb(…)` or `rgba(…)` without its opacity; a middle grey for anything else. */
export function parseColor(text: string): Color {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{1,2})?$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    const value = parseInt(full, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  }
  const parts = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(text.trim());
  return parts === null ? [128, 128, 128] : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

export function toCss([red, green, blue]: Color): string {
  const part = (value: number): string => Math.round(value).toString(16).padStart(2, '0');
  return `#${part(red)}${part(green)}${part(blue)}`;
}

export function mix(a: Color, b: Color, share: number): Color {
  const part = (at: 0 | 1 | 2): number => a[at] + (b[at] - a[at]) * share;
  return [part(0), part(1), part(2)];
}

/** Relative luminance as WCAG defines it, 0 to 1. */
function luminance(color: Color): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast of two colours as WCAG defines it, 1 to 21. */
export function contrast(a: Color, b: Color): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** What lines and areas need at least to be seen (WCAG 1.4.11). */
const LEAST_CONTRAST = 3;

/** Away from the background until it can be seen. */
export function visibleOn(color: Color, background: Color): Color {
  const away: Color = luminance(background) > 0.3 ? [0, 0, 0] : [255, 255, 255];
  let seen = color;
  for (let step = 0; step < 10 && contrast(seen, background) < LEAST_CONTRAST; step++) seen = mix(seen, away, 0.12);
  return seen;
}

/**
 * From blue, orange, green, purple, red and others: these five, two between them, the others, then lighter and darker ones of all.
 * All of them are visible on the background.
 */
export function seriesColors(base: readonly Color[], background: Color): readonly Color[] {
  const isDark = luminance(background) < 0.3;
  const [blue = [55, 148, 255], , green = [137, 209, 133], purple = [177, 128, 215], red = [241, 76, 76]] = base;
  const teal = saturated(mix(blue, green, 0.5));
  const pink = saturated(mix(purple, red, 0.45));
  const first = [...base.slice(0, 5), teal, pink, ...base.slice(5)];
  const pale = first.map((color) => mix(color, isDark ? [255, 255, 255] : [0, 0, 0], 0.42));
  const deep = first.map((color) => mix(color, background, 0.38));
  return [...first, ...pale, ...deep].map((color) => visibleOn(color, background));
}

/** A mixture of two colours is greyer than they are. */
function saturated(color: Color): Color {
  const grey = (color[0] + color[1] + color[2]) / 3;
  const part = (value: number): number => Math.min(255, Math.max(0, grey + (value - grey) * 1.4));
  return [part(color[0]), part(color[1]), part(color[2])];
}
