import { chartWords, type ChartWords } from '../../charts/words';

/** Everything that a chart in a page says, for translation. `{0}` stands for an argument. */
export interface ChartLabels extends ChartWords {
  /** Name of the group of legend buttons. */
  readonly legend: string;
  /** How a legend button is used. */
  readonly legendHint: string;
  /** After the summary, for those who use keys. */
  readonly keys: string;
  /** After `keys`, where a time range can be chosen. */
  readonly keysTimeRange: string;
  /** A selection that Enter applies: "{0} to {1}". */
  readonly selected: string;
  readonly applied: string;
  readonly cleared: string;
}

export const chartLabels: ChartLabels = {
  ...chartWords,
  legend: 'Series',
  legendHint: 'Click to hide or show. Double-click or Alt+click to show nothing else.',
  keys: 'Arrow keys read the values.',
  keysTimeRange: 'Shift with arrow keys selects a time range, Enter applies it, Escape clears it.',
  selected: '{0} to {1}',
  applied: 'Time range set: {0} to {1}',
  cleared: 'Selection cleared',
};
