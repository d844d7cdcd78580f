import { nearestNames } from '../language/nearestNames';
import type { AskAbstention, AskContext } from './answer';
import type { Interpretation } from './interpret/interpretTable';
import { spanOf } from './interpret/phrases';
import type { Reading } from './interpret/reading';
import type { Span } from './interpret/slots';

/** Why a question is not answered, without what can be asked instead. */
export type Refusal = Omit<AskAbstention, 'kind' | 'suggestions'>;

const kinds =
  'app|application|webapp|web|vm|vms|machine|server|host|computer|service|database|db|cluster|site|website|api|function|pod|container|namespace|resource|system|gateway|vault|account|queue|topic|cache|node|role|backend|frontend|instance|workload|component|microservice|environment|region|subscription';
const kindAfter = new RegExp(`^\\s+(?:${kinds})s?\\b`, 'i');
const placeBefore =
  /\b(?:from|on|of|for|in|at|to|by|against|called|named|regarding|about|with|is|are|did|does|has|was|were)\s+(?:(?:the|our|my|all|a|an)\s+)?$/i;
const anyBefore = new RegExp(`\\b(?:${kinds})s?\\s+(?:called |named )?$`, 'i');

/** Words that name something which is not there: they stand in the way of an answer, other unread words only make it less sure. */
export function unknownName(
  reading: Reading,
  { left, linked, missingGroups, unknownValues, frame }: Interpretation,
  context: AskContext,
): Refusal | undefined {
  const [value] = unknownValues;
  if (value !== undefined) {
    const span = spanOf(reading.tokens, value.tokens);
    return refusal(
      'unknownValue',
      wordsAt(reading, span),
      span,
      valuesNear(wordsAt(reading, span), frame.table.name, context),
      `a value in ${frame.table.name}`,
    );
  }
  if (missingGroups.length > 0) {
    const span = spanOf(reading.tokens, missingGroups);
    const words = wordsAt(reading, span);
    return refusal(
      'unknownColumn',
      words,
      span,
      nearestNames(
        words,
        frame.table.columns.map(({ name }) => name),
      ),
      `a column of ${frame.table.name}`,
    );
  }
  for (const places of runs(left)) {
    const span = spanOf(reading.tokens, places);
    const token = reading.tokens[places[0] ?? 0];
    const words = wordsAt(reading, span);
    const after = reading.question.slice(span.start + span.length);
    const before = reading.text.slice(0, span.start);
    const isThing = kindAfter.test(after) || anyBefore.test(before);
    if (
      isThing ||
      placeBefore.test(before) ||
      token?.kind === 'identifier' ||
      token?.kind === 'address' ||
      (isNounBefore(reading, places, left) && !places.every((place) => linked.includes(place)))
    ) {
      return refusal('unknownResource', words, span, namesNear(words, context), 'a resource or a value');
    }
    if (token?.kind === 'quoted')
      return refusal('unknownValue', words, span, valuesNear(words, frame.table.name, context), 'a value');
  }
  return undefined;
}

const adjectives =
  /^(?:recent|big|bad|weird|problematic|main|important|actual|raw|individual|specific|certain|possible|potential|full|complete|whole|real|single|entire|internal|external|public|heavy|huge|small|high|low|good|normal|typical|serious|severe|major|minor|usual|noisy|active|open|detailed|exact|corresponding|relevant|related|\w+ly|\w+ed|\w+ing|\w+able|\w+est)$/;

/** "redis connections": a name right before what the rows are. */
function isNounBefore({ tokens, fillers }: Reading, places: readonly number[], left: readonly number[]): boolean {
  const last = places.at(-1) ?? 0;
  const next = tokens[last + 1];
  const word = tokens[last]?.text.toLowerCase() ?? '';
  return (
    next?.kind === 'word' &&
    !left.includes(last + 1) &&
    !fillers.has(last + 1) &&
    tokens[last]?.kind === 'word' &&
    !adjectives.test(word)
  );
}

/** A table that is named as such and is not there: `Invoices_CL`, "the Foo table". */
export function unknownTable({ tokens, question }: Reading, { tables }: AskContext): Refusal | undefined {
  const known = new Set(tables.map(({ name }) => name.toLowerCase()));
  for (const { kind, text, start, length } of tokens) {
    const isCustom = /^\w+_CL$/i.test(text);
    const isCalled = kind === 'identifier' && /^[A-Z]\w+$/.test(text) && /^ table\b/i.test(question.slice(start + length));
    if ((!isCustom && !isCalled) || known.has(text.toLowerCase())) continue;
    return {
      ...refusal(
        'unknownTable',
        text,
        { start, length },
        nearestNames(
          text,
          tables.map(({ name }) => name),
        ),
        'a table',
      ),
    };
  }
  return undefined;
}

/** Neighbouring tokens together. */
function runs(places: readonly number[]): number[][] {
  const result: number[][] = [];
  for (const place of places) {
    const last = result.at(-1);
    if (last !== undefined && last.at(-1) === place - 1) last.push(place);
    else result.push([place]);
  }
  return result;
}

const wordsAt = ({ question }: Reading, { start, length }: Span): string =>
  question.slice(start, start + length).replace(/^["'“]|["'”]$/g, '');

function refusal(reason: Refusal['reason'], words: string, span: Span, nearest: readonly string[], what: string): Refusal {
  const near = nearest.length === 0 ? '' : ` The nearest: ${nearest.join(', ')}.`;
  return {
    reason,
    message: `Nothing is known as '${words}' (looked for ${what}).${near}`,
    start: span.start,
    length: span.length,
  };
}

function namesNear(words: string, { resources, values }: AskContext): readonly string[] {
  const seen = values
    .filter(({ column }) => /RoleName|Computer|cloud_RoleName/.test(column))
    .flatMap((one) => one.values.map(({ value }) => String(value)));
  return nearOf(words, [...resources.map(({ name }) => name), ...seen]);
}

function valuesNear(words: string, table: string, { values }: AskContext): readonly string[] {
  return nearOf(
    words,
    values.filter((one) => one.table === table).flatMap((one) => one.values.map(({ value }) => String(value))),
  );
}

/** Names that are written alike, else those that share a word, else the first of all. */
function nearOf(words: string, names: readonly string[]): readonly string[] {
  const all = [...new Set(names)];
  const near = nearestNames(words, all);
  if (near.length > 0) return near;
  const parts = words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 2);
  const sharing = all.filter((name) => parts.some((part) => name.toLowerCase().includes(part)));
  return (sharing.length > 0 ? sharing : all).slice(0, 3);
}
