import type { QueryTable, Rendering } from '../model/query';
import { chartOf } from './chartOf';
import { layout } from './layout';
import type { ChartScene, ChartTheme } from './layoutTypes';
import { px, type SceneNode } from './scene';
import { summary } from './summary';
import { plainTheme } from './theme';

export interface SvgOptions {
  readonly width: number;
  readonly height: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly theme: 'light' | 'dark';
}

/** Series that a picture without interaction can tell apart. */
const MOST_SERIES = 24;

/** What a result with a `render` draws, as a file; undefined when it draws nothing. */
export function chartSvg(
  table: QueryTable,
  render: Rendering,
  { width, height, timeZone, theme }: SvgOptions,
): string | undefined {
  const outcome = chartOf(table, render, { mostSeries: MOST_SERIES });
  if ('reason' in outcome) return undefined;
  const colors = plainTheme(theme);
  return svgText(layout(outcome.chart, { width, height, timeZone, theme: colors, standalone: true }), colors, timeZone);
}

/** A scene as a file of its own: no styles, no scripts, nothing from outside. */
export function svgText(scene: ChartScene, theme: ChartTheme, timeZone: string): string {
  const { width, height, chart } = scene;
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`;
  const name = chart.title ?? chart.yTitle;
  const title = name === '' ? '' : `<title>${escapeXml(name)}</title>`;
  const desc = `<desc>${escapeXml(summary(chart, timeZone))}</desc>`;
  const back = `<rect width="100%" height="100%" fill="${escapeXml(theme.background)}"/>`;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${escapeXml(theme.fontFamily)}">`;
  return `${open}${title}${desc}${back}${scene.nodes.map(nodeText).join('')}</svg>`;
}

function nodeText({ tag, attributes, children, text }: SceneNode): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`);
  const inner = `${children.map(nodeText).join('')}${text === undefined ? '' : escapeXml(text)}`;
  return inner === '' ? `<${tag}${given.join('')}/>` : `<${tag}${given.join('')}>${inner}</${tag}>`;
}

/** Also leaves out what XML 1.0 cannot say at all: control characters and halves of surrogate pairs. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
