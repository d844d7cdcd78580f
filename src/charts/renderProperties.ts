import type { Cell, Rendering } from '../model/query';

/** The properties of a `render` as far as drawing needs them. Services write their names in any case and their values as text or JSON. */
export interface RenderProperties {
  readonly title?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly xColumn?: string;
  readonly yColumns?: readonly string[];
  readonly series?: readonly string[];
  readonly anomalyColumns?: readonly string[];
  readonly xScale: 'linear' | 'log';
  readonly yScale: 'linear' | 'log';
  readonly yMin?: number;
  readonly yMax?: number;
  readonly legend: boolean;
  readonly accumulate: boolean;
  /** In lower case; `default` when absent. */
  readonly kind: string;
}

export function renderProperties({ properties }: Rendering): RenderProperties {
  const byName = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]));
  const word = (name: string): string => (textOf(byName.get(name)) ?? '').toLowerCase();
  const given = <Name extends keyof RenderProperties>(name: Name, value: RenderProperties[Name] | undefined): object =>
    value === undefined ? {} : { [name]: value };
  return {
    ...given('title', textOf(byName.get('title'))),
    ...given('xTitle', textOf(byName.get('xtitle'))),
    ...given('yTitle', textOf(byName.get('ytitle'))),
    ...given('xColumn', namesOf(byName.get('xcolumn'))?.[0]),
    ...given('yColumns', namesOf(byName.get('ycolumns'))),
    ...given('series', namesOf(byName.get('series'))),
    ...given('anomalyColumns', namesOf(byName.get('anomalycolumns'))),
    ...given('yMin', numberOf(byName.get('ymin'))),
    ...given('yMax', numberOf(byName.get('ymax'))),
    xScale: word('xaxis') === 'log' ? 'log' : 'linear',
    yScale: word('yaxis') === 'log' ? 'log' : 'linear',
    legend: word('legend') !== 'hidden',
    accumulate: word('accumulate') === 'true',
    kind: word('kind') || 'default',
  };
}

function textOf(value: Cell | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  const text = String(value);
  return text === '' ? undefined : text;
}

/** A list, or names with commas between them. */
function namesOf(value: Cell | undefined): readonly string[] | undefined {
  const parts = Array.isArray(value) ? (value as readonly Cell[]).map((part) => textOf(part) ?? '') : textOf(value)?.split(',');
  const names = parts?.map((part) => part.trim()).filter((part) => part !== '');
  return names === undefined || names.length === 0 ? undefined : names;
}

/** A service writes "NaN" where the query gave no limit. */
function numberOf(value: Cell | undefined): number | undefined {
  const text = textOf(value);
  const number = text === undefined ? NaN : Number(text);
  return Math.abs(number) <= 1e290 ? number : undefined;
}
