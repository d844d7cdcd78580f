import type { Failure } from './failure';
import type { Cell, QueryStatistics, QueryTable, Rendering } from './query';
import type { TimeWindow } from './time';

/** The output of a query cell. The renderer draws it; a Markdown table stands beside it for everyone else. */
export const resultMime = 'application/vnd.sre.kql-result+json';

/** Rows that an output carries itself; the host holds the others and hands them out page by page. */
export const firstRows = 1000;

/** Which time the query looked at, and who said so. */
export interface AppliedTime {
  /** `query`: the text limits the time itself. `none`: the source has no common time column, or everything was asked for. */
  readonly from: 'range' | 'query' | 'default' | 'none';
  /** Absent for `query` and `none`. */
  readonly window?: TimeWindow;
  /** In words, time zone included: "last 24 hours, to 9 Jun 2026 09:00 (Europe/Madrid)". */
  readonly text: string;
}

export interface ResultTable extends QueryTable {
  /** Rows of the whole table; `rows` has the first of them. */
  readonly totalRows: number;
}

/** Everything that the output of one run says; plain JSON. */
export interface CellResult {
  readonly version: 1;
  /** Names the rows that the host holds. Unique per run. */
  readonly id: string;
  /** Against what it ran, in words: "Log Analytics: production-logs". */
  readonly source: string;
  /** Milliseconds since 1970, of the machine's clock. */
  readonly ranAt: number;
  readonly milliseconds: number;
  readonly time: AppliedTime;
  /** IANA name, for times in tables and charts. */
  readonly timeZone: string;
  /** The first is what the query as a whole gives. */
  readonly tables: readonly ResultTable[];
  readonly render?: Rendering;
  readonly statistics?: QueryStatistics;
  /** What the person should know: an assumed time range, a stale named result, a row limit. */
  readonly notices: readonly string[];
  /** What of the answer is missing. Not empty means that the answer is partial. */
  readonly failures: readonly Failure[];
}

export type CopyFormat = 'csv' | 'tsv' | 'markdown' | 'json' | 'datatable';
export type ExportFormat = 'csv' | 'json' | 'ndjson' | 'parquet' | 'markdown';
export type FilterOperator = '==' | '!=' | '>' | '<';

/** What a drawn result asks of the host. `rows` are indices into the whole table in the order that is seen; absent: all, as they came. */
export type ResultRequest =
  | {
      readonly type: 'rows';
      readonly request: number;
      readonly result: string;
      readonly table: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly type: 'copyText'; readonly text: string }
  | {
      readonly type: 'export';
      readonly result: string;
      readonly table: number;
      readonly format: ExportFormat;
      readonly columns: readonly string[];
      readonly rows?: readonly number[];
    }
  /** A chart as a picture: SVG text, or PNG as base64. */
  | { readonly type: 'saveImage'; readonly format: 'svg' | 'png'; readonly data: string }
  | {
      readonly type: 'filter';
      readonly result: string;
      readonly column: string;
      readonly operator: FilterOperator;
      readonly value: Cell;
    }
  | { readonly type: 'timeRange'; readonly result: string; readonly window: TimeWindow };

export type ResultReply =
  | { readonly type: 'rows'; readonly request: number; readonly rows: readonly (readonly Cell[])[] }
  /** The host no longer has them; `message` is a sentence with what to do. */
  | { readonly type: 'gone'; readonly request: number; readonly message: string };
