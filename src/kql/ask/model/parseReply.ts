import { plainSentence } from './plainText';

/** What a model is asked to answer. */
export interface ModelQuery {
  readonly kql: string;
  /** Tables that it says it reads. */
  readonly tables: readonly string[];
  /** Plain text without links, markup and commands. */
  readonly assumptions: readonly string[];
  /** Assumptions that held such, and were left out. */
  readonly dropped: number;
}

export type ParsedReply =
  | { readonly ok: true; readonly query: ModelQuery }
  /** `noQuery`: it says that no query answers the question. */
  | { readonly ok: false; readonly code: 'noJson' | 'wrongShape' | 'noQuery' | 'tooLong'; readonly message: string };

const LONGEST_REPLY = 60_000;
const LONGEST_QUERY = 10_000;
const MOST_TABLES = 20;
const MOST_ASSUMPTIONS = 8;

/** The object that a reply holds, with prose or a fence around it. What is missing or of another type makes it no answer. Never throws. */
export function parseReply(text: string): ParsedReply {
  if (text.length > LONGEST_REPLY) return { ok: false, code: 'tooLong', message: 'The answer of the model is too long.' };
  for (const piece of objectsIn(text)) {
    const value = parsed(piece);
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'kql'))
      return queryOf(value as Readonly<Record<string, unknown>>);
  }
  return { ok: false, code: 'noJson', message: 'The answer of the model is not the JSON that was asked for.' };
}

function queryOf({ kql, tables, assumptions }: Readonly<Record<string, unknown>>): ParsedReply {
  if (kql === null || (typeof kql === 'string' && kql.trim() === '')) {
    return { ok: false, code: 'noQuery', message: 'The model says that it has no query for this.' };
  }
  if (typeof kql !== 'string') return { ok: false, code: 'wrongShape', message: 'The query of the model is no text.' };
  if (kql.length > LONGEST_QUERY) return { ok: false, code: 'tooLong', message: 'The query of the model is too long.' };
  const names = texts(tables);
  const said = texts(assumptions);
  if (names === undefined || said === undefined) {
    return { ok: false, code: 'wrongShape', message: 'Tables and assumptions of the model are no lists of texts.' };
  }
  const kept = said.flatMap((one) => plainSentence(one) ?? []).slice(0, MOST_ASSUMPTIONS);
  return {
    ok: true,
    query: {
      kql: kql.replaceAll('\r\n', '\n').trim(),
      tables: names.filter((name) => name.length <= 128).slice(0, MOST_TABLES),
      assumptions: kept,
      dropped: said.length - kept.length,
    },
  };
}

/** A list of texts; an absent one is empty, anything else is undefined. */
function texts(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

/** Stretches from a brace to the one that closes it, in order; at most 50 are looked for. */
function objectsIn(text: string): readonly string[] {
  const found: string[] = [];
  let at = text.indexOf('{');
  for (let tries = 0; at >= 0 && tries < 50; tries++) {
    const end = objectEnd(text, at);
    if (end !== undefined) found.push(text.slice(at, end));
    at = text.indexOf('{', end ?? at + 1);
  }
  return found;
}

function objectEnd(text: string, from: number): number | undefined {
  let [depth, isInText] = [0, false];
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (isInText) {
      if (char === '\\') at++;
      else if (char === '"') isInText = false;
    } else if (char === '"') isInText = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
