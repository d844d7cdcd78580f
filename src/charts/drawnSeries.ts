import type { Chart, Series } from './chartModel';
import type { ChartTheme, LayoutOptions, LegendItem } from './layoutTypes';

interface Look {
  readonly color: string;
  /** As `stroke-dasharray`; absent when solid. */
  readonly dash?: string;
}

export interface DrawnSeries extends Look {
  readonly series: Series;
}

const DASHES = ['7 3', '2 3', '9 3 2 3', '4 4', '12 3', '6 2 2 2 2 2'];

/** Colours alone tell about seven lines apart. */
const SOLID = 7;

/** How each name looks: by the order of the names, which stays when another time range brings the rows in another order. */
export function looks(names: readonly string[], theme: ChartTheme): (name: string) => Look {
  const order = [...names].sort();
  const solid = theme.highContrast ? 1 : SOLID;
  return (name) => {
    const index = order.indexOf(name);
    const color = theme.palette[index % theme.palette.length] ?? theme.foreground;
    const dash = index < solid ? undefined : DASHES[(index - solid) % DASHES.length];
    return { color, ...(dash !== undefined && { dash }) };
  };
}

function looksOf({ series }: Chart, theme: ChartTheme): (name: string) => Look {
  return looks(
    series.map(({ name }) => name),
    theme,
  );
}

/** The series that are not hidden, each as it always looks. */
export function drawnSeries(chart: Chart, { hidden, theme }: LayoutOptions): readonly DrawnSeries[] {
  const look = looksOf(chart, theme);
  return chart.series
    .map((series) => ({ series, ...look(series.name) }))
    .filter(({ series }) => hidden?.has(series.name) !== true);
}

/** Dashes are of lines; a filled mark has none. */
export function legendItems(chart: Chart, { hidden, theme }: LayoutOptions): readonly LegendItem[] {
  if (!chart.legend || chart.series.length < 2) return [];
  const hasLines = chart.kind === 'timechart' || chart.kind === 'linechart' || chart.kind === 'anomalychart';
  const look = looksOf(chart, theme);
  return chart.series.map(({ name }) => {
    const { color, dash } = look(name);
    return { name, color, ...(hasLines && dash !== undefined && { dash }), hidden: hidden?.has(name) === true };
  });
}
