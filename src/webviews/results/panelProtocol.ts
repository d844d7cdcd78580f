/** What the results panel's two halves say to each other, with the parsers that each side applies to what it hears. Pure. */
import type { CellResult, ExportFormat, FilterOperator, ResultReply, ResultRequest } from '../../model/cellResult';
import type { Cell } from '../../model/query';
import { isFields, parseCellResult, parseReply } from '../../results/table/parseCellResult';
import { parseViewState, type ViewState } from '../../results/table/viewState';

export interface PanelAction {
  readonly id: string;
  readonly label: string;
}

export type PanelHostMessage =
  | { readonly type: 'result'; readonly result: CellResult }
  | { readonly type: 'running'; readonly text: string; readonly cancellable: boolean }
  /** `message` is a sentence; `detail` may have several lines. */
  | { readonly type: 'error'; readonly message: string; readonly detail?: string; readonly actions: readonly PanelAction[] }
  /** `text`: why there is nothing, where there was something before. */
  | { readonly type: 'empty'; readonly text?: string }
  | ResultReply;

export type PanelPageMessage =
  | ResultRequest
  /** `result`: the id of what the page showed before it was loaded again; the host shows it once more, or says that there is nothing. */
  | { readonly type: 'ready'; readonly result?: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'action'; readonly id: string };

/** What the page keeps over a reload: no rows. */
export interface PanelState {
  readonly result: string;
  readonly view: ViewState;
}

const EXPORT: Readonly<Record<ExportFormat, true>> = { csv: true, json: true, ndjson: true, parquet: true, markdown: true };
const OPERATORS: Readonly<Record<FilterOperator, true>> = { '==': true, '!=': true, '>': true, '<': true };

/** Undefined for anything that is not a message of the host; a malformed result becomes an error that says so. */
export function parsePanelHostMessage(value: unknown): PanelHostMessage | undefined {
  if (!isFields(value)) return undefined;
  const { type, text, cancellable, message, detail, actions } = value;
  switch (type) {
    case 'empty':
      return typeof text === 'string' ? { type, text } : { type };
    case 'running':
      return typeof text === 'string' && typeof cancellable === 'boolean' ? { type, text, cancellable } : undefined;
    case 'result': {
      const parsed = parseCellResult(value['result']);
      return 'value' in parsed ? { type, result: parsed.value } : { type: 'error', message: parsed.problem, actions: [] };
    }
    case 'error': {
      if (typeof message !== 'string' || !Array.isArray(actions)) return undefined;
      const parsed = actions.flatMap((action) => parseAction(action) ?? []);
      return { type, message, actions: parsed, ...(typeof detail === 'string' && { detail }) };
    }
    default:
      return parseReply(value);
  }
}

/** Undefined for anything that is not a message of the page. */
export function parsePanelPageMessage(value: unknown): PanelPageMessage | undefined {
  if (!isFields(value)) return undefined;
  switch (value['type']) {
    case 'ready':
      return typeof value['result'] === 'string' ? { type: 'ready', result: value['result'] } : { type: 'ready' };
    case 'cancel':
      return { type: 'cancel' };
    case 'action':
      return typeof value['id'] === 'string' ? { type: 'action', id: value['id'] } : undefined;
    default:
      return parseResultRequest(value);
  }
}

/** For the messages of a notebook renderer as well. Undefined for anything that is no request. */
export function parseResultRequest(value: unknown): ResultRequest | undefined {
  if (!isFields(value)) return undefined;
  const { type, result, table, format } = value;
  if (type === 'copyText') return typeof value['text'] === 'string' ? { type, text: value['text'] } : undefined;
  if (type === 'saveImage') {
    const { data } = value;
    return (format === 'svg' || format === 'png') && typeof data === 'string' ? { type, format, data } : undefined;
  }
  if (typeof result !== 'string') return undefined;
  switch (type) {
    case 'rows': {
      const { request, from, to } = value;
      if (!isPlace(request) || !isPlace(table) || !isPlace(from) || !isPlace(to)) return undefined;
      return { type, request, result, table, from, to };
    }
    case 'export': {
      const { columns, rows } = value;
      if (!isPlace(table) || !isOneOf(EXPORT, format) || !isListOf(columns, isText)) return undefined;
      if (rows === undefined) return { type, result, table, format, columns };
      return isListOf(rows, isPlace) ? { type, result, table, format, columns, rows } : undefined;
    }
    case 'filter': {
      const { column, operator } = value;
      if (typeof column !== 'string' || !isOneOf(OPERATORS, operator) || !isCell(value['value'])) return undefined;
      return { type, result, column, operator, value: value['value'] };
    }
    case 'timeRange': {
      const { window } = value;
      if (!isFields(window)) return undefined;
      const { from, to } = window;
      return isMoment(from) && isMoment(to) && from < to ? { type, result, window: { from, to } } : undefined;
    }
    default:
      return undefined;
  }
}

/** Undefined for a state that another version wrote, or that is none. */
export function parsePanelState(value: unknown): PanelState | undefined {
  if (!isFields(value) || typeof value['result'] !== 'string') return undefined;
  const view = parseViewState(value['view']);
  return view && { result: value['result'], view };
}

function parseAction(value: unknown): PanelAction | undefined {
  if (!isFields(value)) return undefined;
  const { id, label } = value;
  return typeof id === 'string' && typeof label === 'string' ? { id, label } : undefined;
}

function isOneOf<Key extends string>(known: Readonly<Record<Key, true>>, value: unknown): value is Key {
  return typeof value === 'string' && Object.hasOwn(known, value);
}

function isListOf<T>(value: unknown, is: (member: unknown) => member is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Deeper values than any query gives: a bound for the recursion over foreign data. */
const DEEPEST = 100;

function isCell(value: unknown, depth = 0): value is Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.every((member) => isCell(member, depth + 1));
  return isFields(value) && Object.values(value).every((member) => isCell(member, depth + 1));
}
