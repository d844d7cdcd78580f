import { mix, parseColor, seriesColors, toCss } from '../../charts/colors';
import type { ChartTheme } from '../../charts/layoutTypes';

/** Blue first: red says that something is wrong, and yellow is hard to tell from orange. */
const SERIES = [
  ['blue', '#3794ff'],
  ['orange', '#d18616'],
  ['green', '#89d185'],
  ['purple', '#b180d7'],
  ['red', '#f14c4c'],
  ['yellow', '#cca700'],
] as const;

/** The editor's colours as they are now. The element must be in the page. */
export function readTheme(host: HTMLElement): ChartTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  try {
    const resolved = (value: string): string => {
      probe.style.setProperty('color', value);
      return getComputedStyle(probe).color;
    };
    const color = (name: string, otherwise: string): string => resolved(`var(--vscode-${name}, ${otherwise})`);
    const background = color('editor-background', 'Canvas');
    const foreground = color('editor-foreground', 'CanvasText');
    const own = getComputedStyle(host);
    const highContrast = document.body.classList.contains('vscode-high-contrast');
    const palette = seriesColors(
      SERIES.map(([name, otherwise]) => parseColor(color(`charts-${name}`, otherwise))),
      parseColor(background),
    );
    return {
      background: opaque(background),
      foreground: opaque(foreground),
      muted: highContrast ? opaque(foreground) : opaque(color('descriptionForeground', foreground)),
      axis: blend(foreground, background, highContrast ? 1 : 0.4),
      grid: blend(foreground, background, highContrast ? 0.28 : 0.12),
      anomaly: opaque(color('charts-red', '#f14c4c')),
      palette: palette.map(toCss),
      highContrast,
      fontFamily: own.fontFamily,
      fontSize: 11,
    };
  } finally {
    probe.remove();
  }
}

/** A file that leaves the editor has no colours behind its own. */
function opaque(color: string): string {
  return toCss(parseColor(color));
}

function blend(over: string, under: string, share: number): string {
  return toCss(mix(parseColor(under), parseColor(over), share));
}
