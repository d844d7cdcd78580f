import { dynamicJson } from '../../kql/engine/dynamicText';
import type { Dynamic } from '../../kql/engine/dynamic';
import { jsonValue, type JsonValue, type QueryResult, type Render, type ResultTable } from '../../kql/engine/result';
import { formatDatetime } from '../../kql/engine/ticks';
import type { ScalarType, Value } from '../../kql/engine/types';

/** A cell of the Log Analytics API: dynamic as JSON text, datetimes with a fraction only where there is one. */
export function logCell(value: Value, type: ScalarType): JsonValue {
  if (value === null) return null;
  if (type === 'datetime') return shortDatetime(value as bigint);
  if (type !== 'dynamic') return jsonValue(value, type);
  return typeof value === 'string' ? value : dynamicJson(value as Dynamic);
}

/** A cell of Resource Graph: dynamic as the JSON that it is. */
export function graphCell(value: Value, type: ScalarType): JsonValue {
  return type === 'datetime' && value !== null ? shortDatetime(value as bigint) : jsonValue(value, type);
}

function shortDatetime(ticks: bigint): string {
  return formatDatetime(ticks).replace(/\.(\d*?)0*Z$/, (_, fraction: string) => (fraction === '' ? 'Z' : `.${fraction}Z`));
}

export interface Rows {
  /** A JSON array per row, or whatever `write` made. */
  readonly texts: readonly string[];
  readonly characters: number;
  /** Rows were left out because the text would be longer than allowed. */
  readonly cut: boolean;
}

/** Writes rows one by one until the text is too long. */
export function writeRows(
  table: ResultTable,
  {
    from = 0,
    to = table.rowCount,
    characters: most = Infinity,
    check = () => undefined,
    cell,
    write = JSON.stringify,
  }: {
    readonly from?: number;
    readonly to?: number;
    readonly characters?: number;
    /** Called every few thousand rows; throws to stop. */
    readonly check?: () => void;
    readonly cell: (value: Value, type: ScalarType) => JsonValue;
    readonly write?: (cells: readonly JsonValue[]) => string;
  },
): Rows {
  const texts: string[] = [];
  let characters = 0;
  let start = 0;
  for (const chunk of table.table.chunks) {
    const last = Math.min(to - start, chunk.length);
    for (let row = Math.max(from - start, 0); row < last; row++) {
      if (row % 4096 === 0) check();
      const text = write(table.columns.map(({ type }, index) => cell(chunk.column(index).get(row), type)));
      characters += text.length + 1;
      if (characters > most) return { texts, characters: characters - text.length - 1, cut: true };
      texts.push(text);
    }
    start += chunk.length;
    if (start >= to) break;
  }
  return { texts, characters, cut: false };
}

/** The tables in the order of the statements; what the answer itself is comes under the service's usual name. */
export function tablesInOrder({
  primary,
  tables,
}: QueryResult): readonly { readonly name: string; readonly table: ResultTable }[] {
  const named = tables.map((table, index) => ({ name: table.name ?? `Table_${index + 1}`, table }));
  const isStatement = ({ name }: { readonly name: string }): boolean => /^Table_\d+$/.test(name);
  const answer = { name: 'PrimaryResult', table: primary };
  return [...named.filter(isStatement), answer, ...named.filter((table) => !isStatement(table))];
}

/** The `render` part of an answer, as the service writes it. */
export function renderPart({ visualization, properties }: Render): object {
  const of = (name: string): unknown => properties[name.toLowerCase()] ?? properties[name] ?? null;
  return {
    visualization,
    title: of('title'),
    accumulate: of('accumulate') ?? false,
    isQuerySorted: false,
    kind: of('kind'),
    legend: of('legend'),
    series: of('series'),
    xColumn: of('xcolumn'),
    xTitle: of('xtitle'),
    yColumns: of('ycolumns'),
    yTitle: of('ytitle'),
    yMin: of('ymin'),
    yMax: of('ymax'),
    ySplit: of('ysplit'),
    anomalyColumns: of('anomalycolumns'),
  };
}

/** The `statistics` part of an answer: what the engine measured. Times are seconds. */
export function statisticsPart({ statistics, primary }: QueryResult, characters: number): object {
  const seconds = statistics.elapsedMilliseconds / 1000;
  return {
    query: {
      executionTime: seconds,
      resourceUsage: {
        cpu: { user: clock(seconds), kernel: '00:00:00', 'total cpu': clock(seconds) },
        memory: { peak_per_node: statistics.peakBytes },
      },
      inputDatasetStatistics: { rows: { total: statistics.rowsScanned, scanned: statistics.rowsScanned } },
      datasetStatistics: [{ table_row_count: primary.rowCount, table_size: characters }],
    },
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 23);
}
