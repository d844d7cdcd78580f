import { escapeMarkdown } from '../../documents/markdown';
import type { CellResult, ResultTable } from '../../model/cellResult';
import type { QueryTable, Rendering } from '../../model/query';
import type { TimeRange } from '../../model/queryConnection';
import type { Instant } from '../../model/time';
import { fenceFor, TextLines } from './blockLines';
import type { Attachments } from './keptBlocks';
import { markdownTable } from './markdownTable';
import { momentInWords, rangeInWords } from './timeWords';

export { limitOutput } from './limitOutput';
export { markdownTable } from './markdownTable';

export type ReportCell =
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly attachments?: Attachments }
  | {
      readonly kind: 'query';
      readonly text: string;
      readonly name?: string;
      /** Of its last run. */
      readonly result?: CellResult;
      /** True when the result is not of this text any more, or of something that it uses. */
      readonly isStale?: boolean;
      /** Why the last run failed, as a sentence. */
      readonly problem?: string;
    };

export interface ReportNotebook {
  readonly title: string;
  /** The connection in words: "Log Analytics: production-logs". */
  readonly connection: string;
  readonly time?: TimeRange;
  readonly cells: readonly ReportCell[];
}

export interface ReportOptions {
  /** The environment's, for a time range that ends now. */
  readonly now: Instant;
  /** The machine's. */
  readonly exportedAt: Instant;
  /** IANA name. */
  readonly timeZone: string;
  /** Rows of a table at most. */
  readonly mostRows: number;
  /** Folder of the pictures, relative to the report. */
  readonly imageFolder: string;
  /** SVG of a result that can be drawn, undefined for any other; no pictures without it. */
  readonly chartSvg?: (table: QueryTable, render: Rendering, options: { readonly timeZone: string }) => string | undefined;
}

export interface Report {
  readonly markdown: string;
  /** Paths are relative to the report, with `/`. */
  readonly images: readonly { readonly path: string; readonly svg: string }[];
}

type QueryCell = Extract<ReportCell, { readonly kind: 'query' }>;
type Image = Report['images'][number];

/** A notebook with its results as Markdown for people without the notebook. Results are data: nothing in them becomes markup. */
export function reportOf(notebook: ReportNotebook, options: ReportOptions): Report {
  const images: Image[] = [];
  const parts = [head(notebook, options)];
  notebook.cells.forEach((cell, index) => {
    if (cell.kind === 'text') parts.push(textPart(cell.text, cell.attachments));
    else if (cell.kind === 'query') parts.push(queryPart(cell, index + 1, options, images));
    else parts.push(questionPart(cell.text));
  });
  return { markdown: `${parts.filter((part) => part !== '').join('\n\n')}\n`, images };
}

function head({ title, connection, time, cells }: ReportNotebook, options: ReportOptions): string {
  const { now, exportedAt, timeZone } = options;
  const queries = cells.filter((cell) => cell.kind === 'query');
  const stale = queries.filter(({ isStale }) => isStale === true).length;
  const unread = queries.filter(({ result }) => result === undefined).length;
  return [
    `# ${escapeMarkdown(title)}`,
    [
      `- Connection: ${escapeMarkdown(connection)}`,
      ...(time === undefined ? [] : [`- Time range: ${escapeMarkdown(rangeInWords(time, now, timeZone))}`]),
      `- Exported: ${escapeMarkdown(`${momentInWords(exportedAt, timeZone)} (${timeZone})`)}`,
      ...(unread > 0 ? [`- **${count(unread, 'query has', 'queries have')} no result**`] : []),
      ...(stale > 0 ? [`- **${count(stale, 'result is', 'results are')} stale**`] : []),
    ].join('\n'),
  ].join('\n\n');
}

/** As it is, with its pictures inside; a code block that it leaves open is closed, so that it ends with its cell. */
function textPart(text: string, attachments: Attachments = {}): string {
  const whole = text.replace(/\]\(attachment:([^)\s]+)\)/g, (reference, name: string) => {
    const picture = Object.entries(attachments).find(([key]) => key === name || encodeURIComponent(key) === name)?.[1];
    const [type, data] = Object.entries(picture ?? {})[0] ?? [];
    return type === undefined || data === undefined ? reference : `](data:${type};base64,${data})`;
  });
  const lines = new TextLines(false);
  for (const line of whole.split(/\r?\n/)) lines.see(line, 0);
  const { open } = lines;
  return (open === undefined ? whole : `${whole}\n${open.mark.repeat(open.length)}`).replace(/^[\r\n]+|[\r\n]+$/g, '');
}

function questionPart(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  return lines.map((line) => `> ${escapeMarkdown(line)}`).join('\n');
}

function queryPart(cell: QueryCell, number: number, options: ReportOptions, images: Image[]): string {
  const { text, name, result, isStale, problem } = cell;
  const fence = fenceFor(text);
  const parts = [
    ...(name === undefined ? [] : [`Result **${escapeMarkdown(name)}**:`]),
    `${fence}kusto\n${text}\n${fence}`,
    ...(problem === undefined ? [] : [`**Failed:** ${escapeMarkdown(problem)}`]),
  ];
  if (result !== undefined) parts.push(...resultParts(result, isStale === true, number, options, images));
  else if (problem === undefined) parts.push('*This query did not run.*');
  return parts.join('\n\n');
}

function resultParts(result: CellResult, isStale: boolean, number: number, options: ReportOptions, images: Image[]): string[] {
  const { source, ranAt, milliseconds, time, timeZone, failures, notices, tables, render } = result;
  const where = `${source}, run ${momentInWords(Math.floor(ranAt / 1000) * 1000, timeZone)} (${timeZone}) in ${duration(milliseconds)}`;
  const parts = [`${escapeMarkdown(where)}. Time: ${escapeMarkdown(time.text)}.`];
  if (isStale) parts.push('**STALE:** the query or something that it uses has changed since it ran.');
  if (failures.length > 0) {
    const reasons = failures.map(({ message, nextAction }) => `> - ${escapeMarkdown(`${message} ${nextAction}`)}`);
    parts.push(`> **PARTIAL:** a part of the answer is missing.\n>\n${reasons.join('\n')}`);
  }
  if (notices.length > 0) parts.push(notices.map((notice) => `- ${escapeMarkdown(notice)}`).join('\n'));
  tables.forEach((table, index) => {
    const svg = index === 0 && render !== undefined ? options.chartSvg?.(table, render, { timeZone }) : undefined;
    if (svg !== undefined && render !== undefined) parts.push(picture(svg, render, number, options, images));
    parts.push(...tableParts(table, tables.length > 1, options.mostRows));
  });
  return parts;
}

function picture(svg: string, render: Rendering, number: number, { imageFolder }: ReportOptions, images: Image[]): string {
  const path = [imageFolder, `query-${number}.svg`].filter((part) => part !== '').join('/');
  images.push({ path, svg });
  return `![${escapeMarkdown(`${render.visualization} of query ${number}`)}](<${encodeURI(path).replace(/[#?]/g, encodeURIComponent)}>)`;
}

function tableParts({ name, columns, rows, totalRows }: ResultTable, isNamed: boolean, most: number): string[] {
  const shown = Math.min(rows.length, most);
  const rowsInWords =
    totalRows === 0
      ? 'No rows'
      : shown < totalRows
        ? `First ${number(shown)} of ${count(totalRows, 'row', 'rows')}`
        : count(totalRows, 'row', 'rows');
  const caption = `${isNamed ? `Table ${escapeMarkdown(name)}: ` : ''}${rowsInWords}`;
  return [`${caption}.`, ...(shown === 0 ? [] : [markdownTable(columns, rows, { most })])];
}

const number = (value: number): string => value.toLocaleString('en-US');
const count = (value: number, one: string, many: string): string => `${number(value)} ${value === 1 ? one : many}`;
const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
