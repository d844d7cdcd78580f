import { barLayout, barsHeight } from './barLayout';
import { cardLayout } from './cardLayout';
import type { Chart } from './chartModel';
import type { ChartScene, LayoutOptions } from './layoutTypes';
import { pieLayout } from './pieLayout';
import { xyLayout } from './xyLayout';

/** Where everything of a chart is, in pixels. The same input gives the same picture; a zone that is not known throws a RangeError. */
export function layout(chart: Chart, options: LayoutOptions): ChartScene {
  const sized = { ...options, width: Math.max(1, options.width), height: Math.max(1, options.height) };
  switch (chart.kind) {
    case 'card':
      return cardLayout(chart, sized);
    case 'piechart':
      return pieLayout(chart, sized);
    case 'barchart':
      return barLayout(chart, sized);
    default:
      return xyLayout(chart, sized);
  }
}

/** The height that suits a chart, in pixels, when nothing else decides it. */
export function usualHeight(chart: Chart): number {
  if (chart.kind === 'card') return 120 * Math.max(1, Math.ceil((chart.cards?.length ?? 1) / 4));
  return chart.kind === 'barchart' ? barsHeight(chart) : 300;
}
