/** Reads a `ReadableDocument` back from JSON, such as the state that a webview saved. Pure; undefined when it is none. */
import type { Block, LinkTarget, ReadableDocument, Span, Tone } from '../../model/document';
import type { Fact, Provenance, SourceName, Unit } from '../../model/fact';

/** Records rather than lists, so that a member added to the model has to be added here to compile. */
const SOURCES: Readonly<Record<SourceName, true>> = {
  subscriptions: true,
  alerts: true,
  alertHistory: true,
  alertRules: true,
  actionGroups: true,
  metrics: true,
  activityLog: true,
  resourceHealth: true,
  serviceHealth: true,
  resources: true,
  dependencies: true,
  advisor: true,
  logs: true,
  resourceGraph: true,
  clusters: true,
};
const UNITS: Readonly<Record<Unit, true>> = {
  count: true,
  percent: true,
  seconds: true,
  milliseconds: true,
  bytes: true,
  bytesPerSecond: true,
  instant: true,
  duration: true,
  text: true,
};
const TONES: Readonly<Record<Tone, true>> = { good: true, bad: true, warning: true, info: true };
const STYLES = { strong: true, muted: true, code: true } as const;

/** Deeper details than any writer makes: a bound for the recursion over foreign data. */
const MAX_DEPTH = 16;

/** Only commands of this extension may be named by a document. */
const OWN_COMMAND = /^sre\.[A-Za-z0-9.]+$/;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseDocument(value: unknown): ReadableDocument | undefined {
  if (!isRecord(value)) return undefined;
  const { title, subtitle, demo } = value;
  const blocks = all(value['blocks'], (block) => parseBlock(block, 0));
  const facts = parseFacts(value['facts']);
  if (typeof title !== 'string' || typeof subtitle !== 'string' || typeof demo !== 'boolean' || !blocks || !facts)
    return undefined;
  return { title, subtitle, demo, blocks, facts };
}

export function parseLinkTarget(value: unknown): LinkTarget | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, id, command, argument } = value;
  switch (kind) {
    case 'alert':
    case 'incident':
    case 'resource':
      return typeof id === 'string' && id !== '' ? { kind, id } : undefined;
    case 'command':
      if (typeof command !== 'string' || !OWN_COMMAND.test(command)) return undefined;
      if (argument === undefined) return { kind, command };
      return typeof argument === 'string' ? { kind, command, argument } : undefined;
    default:
      return undefined;
  }
}

function parseBlock(value: unknown, depth: number): Block | undefined {
  if (!isRecord(value) || depth > MAX_DEPTH) return undefined;
  switch (value['kind']) {
    case 'heading': {
      const { level } = value;
      const spans = parseSpans(value['spans']);
      return (level === 2 || level === 3) && spans ? { kind: 'heading', level, spans } : undefined;
    }
    case 'paragraph': {
      const spans = parseSpans(value['spans']);
      const tone = parseTone(value['tone']);
      return spans && tone && { kind: 'paragraph', spans, ...tone };
    }
    case 'list': {
      const items = all(value['items'], parseSpans);
      const tone = parseTone(value['tone']);
      return items && tone && { kind: 'list', items, ...tone };
    }
    case 'table': {
      const { label } = value;
      const columns = all(value['columns'], (column) => (typeof column === 'string' ? column : undefined));
      const rows = all(value['rows'], (row) => all(row, parseSpans));
      return typeof label === 'string' && columns && rows ? { kind: 'table', label, columns, rows } : undefined;
    }
    case 'details': {
      const summary = parseSpans(value['summary']);
      const blocks = all(value['blocks'], (block) => parseBlock(block, depth + 1));
      return summary && blocks && { kind: 'details', summary, blocks };
    }
    default:
      return undefined;
  }
}

function parseSpans(value: unknown): Span[] | undefined {
  return all(value, parseSpan);
}

function parseSpan(value: unknown): Span | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, text, style, fact } = value;
  if (typeof text !== 'string') return undefined;
  if (kind === 'link') {
    const to = parseLinkTarget(value['to']);
    return to && { kind, to, text };
  }
  if (style !== undefined && !isKeyOf(STYLES, style)) return undefined;
  const styled = style === undefined ? {} : { style };
  if (kind === 'text') return { kind, text, ...styled };
  return kind === 'fact' && typeof fact === 'string' ? { kind, fact, text, ...styled } : undefined;
}

/** An empty object for "no tone". */
function parseTone(value: unknown): { readonly tone?: Tone } | undefined {
  if (value === undefined) return {};
  return isKeyOf(TONES, value) ? { tone: value } : undefined;
}

function parseFacts(value: unknown): Record<string, Fact> | undefined {
  if (!isRecord(value)) return undefined;
  const facts: [string, Fact][] = [];
  for (const [id, item] of Object.entries(value)) {
    const fact = parseFact(item);
    if (fact?.id !== id) return undefined;
    facts.push([id, fact]);
  }
  return Object.fromEntries(facts);
}

function parseFact(item: unknown): Fact | undefined {
  if (!isRecord(item)) return undefined;
  const { id, label, value, unit } = item;
  const provenance = all(item['provenance'], parseProvenance);
  if (typeof id !== 'string' || typeof label !== 'string' || !provenance || !isKeyOf(UNITS, unit)) return undefined;
  // A number that JSON cannot carry would come out as null on the other side.
  if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) return undefined;
  return { id, label, value, unit, provenance };
}

function parseProvenance(value: unknown): Provenance | undefined {
  if (!isRecord(value) || !isRecord(value['request'])) return undefined;
  const { service, derivation } = value;
  const { method, url, body } = value['request'];
  if (!isKeyOf(SOURCES, service) || (method !== 'GET' && method !== 'POST') || typeof url !== 'string') return undefined;
  if ((body !== undefined && typeof body !== 'string') || (derivation !== undefined && typeof derivation !== 'string'))
    return undefined;
  const request = { method, url, ...(body !== undefined && { body }) } as const;
  return { service, request, ...(derivation !== undefined && { derivation }) };
}

/** Every item parsed, or undefined as soon as one is malformed. */
function all<T>(value: unknown, parse: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const parsed: T[] = [];
  for (const item of value) {
    const result = parse(item);
    if (result === undefined) return undefined;
    parsed.push(result);
  }
  return parsed;
}

function isKeyOf<K extends string>(record: Readonly<Record<K, true>>, value: unknown): value is K {
  return typeof value === 'string' && Object.hasOwn(record, value);
}
