import type { Chart, Series } from './chartModel';
import type { ChartTheme, LayoutOptions, LegendItem } from './layoutTypes';

export interface DrawnSeries {
  readonly series: Series;
  readonly color: string;
  /** As `stroke-dasharray`; absent when solid. */
  readonly dash?: string;
}

const DASHES = ['7 3', '2 3', '9 3 2 3', '4 4', '12 3', '6 2 2 2 2 2'];

/** Colours alone tell about seven lines apart. */
const SOLID = 7;

export function look(index: number, theme: ChartTheme): Pick<DrawnSeries, 'color' | 'dash'> {
  const color = theme.palette[index % theme.palette.length] ?? theme.foreground;
  const solid = theme.highContrast ? 1 : SOLID;
  const dash = index < solid ? undefined : DASHES[(index - solid) % DASHES.length];
  return { color, ...(dash !== undefined && { dash }) };
}

/** The series that are not hidden, each as it always looks. */
export function drawnSeries(chart: Chart, { hidden, theme }: LayoutOptions): readonly DrawnSeries[] {
  return chart.series
    .map((series, index) => ({ series, ...look(index, theme) }))
    .filter(({ series }) => hidden?.has(series.name) !== true);
}

/** Dashes are of lines; a filled mark has none. */
export function legendItems(chart: Chart, { hidden, theme }: LayoutOptions): readonly LegendItem[] {
  if (!chart.legend || chart.series.length < 2) return [];
  const hasLines = chart.kind === 'timechart' || chart.kind === 'linechart' || chart.kind === 'anomalychart';
  return chart.series.map(({ name }, index) => {
    const { color, dash } = look(index, theme);
    return { name, color, ...(hasLines && dash !== undefined && { dash }), hidden: hidden?.has(name) === true };
  });
}
