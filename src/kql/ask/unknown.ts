import { nearestNames } from '../language/nearestNames';
import type { AskAbstention, AskContext } from './answer';
import { resourceKinds } from './catalogue/roleWords';
import type { Interpretation } from './interpret/interpretTable';
import { spanOf } from './interpret/phrases';
import type { Reading } from './interpret/reading';
import type { Span } from './interpret/slots';
import { theCatalogue } from './link/knowledge';
import { nameVocabulary } from './link/nameVocabulary';
import type { UnknownName } from './link/types';
import { nearOf, unknownNames } from './link/unknownNames';
import { phraseWords, plainText } from './link/words';

/** Why a question is not answered, without what can be asked instead. */
export type Refusal = Omit<AskAbstention, 'kind' | 'suggestions'>;

const kinds =
  'app|application|webapp|web|vm|vms|machine|server|host|computer|service|database|db|cluster|site|website|api|function|pod|container|namespace|resource|system|gateway|vault|account|queue|topic|cache|node|role|backend|frontend|instance|workload|component|microservice|deployment|deploy|statefulset|daemonset|job|environment|region|subscription';
const kindAfter = new RegExp(`^\\s+(?:${kinds})s?\\b`, 'i');
const placeBefore =
  /\b(?:from|on|of|for|in|at|to|by|against|called|named|regarding|about|with|is|are|did|does|has|was|were)\s+(?:(?:the|our|my|all|a|an)\s+)?$/i;
const anyBefore = new RegExp(`\\b(?:${kinds})s?\\s+(?:called |named )?$`, 'i');

/**
 * Words that name something which is not there: they stand in the way of an answer, other unread words only make it less sure. Where
 * neither resources nor values are known, nothing can be said of names but of columns.
 */
export function unknownName(reading: Reading, interpretation: Interpretation, context: AskContext): Refusal | undefined {
  const { unknownValues, missingGroups, frame } = interpretation;
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
  const vocabulary = nameVocabulary(context, theCatalogue);
  const isBare = context.resources.length === 0 && context.values.length === 0;
  const isKnownWord = (place: number): boolean => {
    const token = reading.tokens[place];
    if (token === undefined) return false;
    const isName = token.kind !== 'word' && vocabulary.hasName(plainText(token));
    return isName || (vocabulary.hasWord(token.word) && !isKindOfNone(token.word, context));
  };
  if (missingGroups.length > 0 && !(isBare && (missingGroups.length > 1 || missingGroups.every(isKnownWord)))) {
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
  return isBare
    ? undefined
    : (calledSo(reading, interpretation, context) ?? unread(reading, interpretation, context, isKnownWord));
}

/** Words that kinds of resources are called by and much else is, too. */
const anything =
  /^(?:app|application|service|function|web|site|website|api|server|machine|host|box|vm|node|cluster|database|db|data|sql|cache|queue|message|messaging|broker|bus|gateway|portal|ui|workflow|registry|container|workspace|log|storage|account|blob|group|policy|network|disk|ip|nic|image|snapshot|set|rule|alert|action|insight|component|public|route|table|zone|dns|identity|managed|user|system|plan|pool|instance|environment|end|front|back|backend|frontend|azure|event|stream|job|search|profile|virtual|private|endpoint|configuration|store|scale|base|topic|connect\w*|open|ai|cognitive|learning|analytics|recovery|backup|balancer|load|traffic|manager|management|security|virtualization|k8s|kubernetes)$/;

/** A word for a kind of resources of which there are none: "redis". */
function isKindOfNone(word: string, { resources }: AskContext): boolean {
  if (resources.length === 0 || anything.test(word)) return false;
  const kinds = resourceKinds.filter(({ words }) => words.some((phrase) => phraseWords(phrase).includes(word)));
  return kinds.length > 0 && kinds.every(({ resourceTypes }) => !resources.some(({ type }) => resourceTypes.includes(type)));
}

const reasons = {
  resource: 'unknownResource',
  table: 'unknownTable',
  column: 'unknownColumn',
  value: 'unknownValue',
} as const satisfies Record<UnknownName['of'], Refusal['reason']>;

/** What is called a resource, a table, a column or a value of some kind, and is none: "the payroll app", "host db-99". */
function calledSo(reading: Reading, { left }: Interpretation, context: AskContext): Refusal | undefined {
  const names = unknownNames(reading.tokens, context, { resources: () => reading.resources });
  const isRead = (place: number): boolean => !left.includes(place);
  const name = names.find(
    ({ tokens, of }) => of !== 'table' && (!tokens.some(isRead) || isMissing(reading, tokens, of, context)),
  );
  return name && refusal(reasons[name.of], name.text, spanOf(reading.tokens, name.tokens), name.nearest, `a ${name.of}`);
}

/** "database sales_dw", "the app south-web": written as a name after what it is, where it is known which there are. */
function isMissing(reading: Reading, [place = 0]: readonly number[], of: UnknownName['of'], { resources }: AskContext): boolean {
  const token = reading.tokens[place];
  if (of !== 'resource' || token === undefined || resources.length === 0) return false;
  const isWritten = token.kind === 'identifier' || (token.kind === 'word' && token.text.includes('-'));
  return isWritten && anyBefore.test(reading.text.slice(0, token.start));
}

/** Words that nothing was made of, and that stand where names do. */
function unread(
  reading: Reading,
  { left, linked, frame }: Interpretation,
  context: AskContext,
  isKnownWord: (place: number) => boolean,
): Refusal | undefined {
  for (const places of runs(left)) {
    const span = spanOf(reading.tokens, places);
    const token = reading.tokens[places[0] ?? 0];
    const words = wordsAt(reading, span);
    const after = reading.question.slice(span.start + span.length);
    const before = reading.text.slice(0, span.start);
    const isForeign = places.some((place) => !isKnownWord(place));
    const isNone = places.some((place) => isKindOfNone(reading.tokens[place]?.word ?? '', context));
    const isThing = (kindAfter.test(after) && (isForeign || !isDescription(words))) || (isForeign && anyBefore.test(before));
    if (
      isNone ||
      isThing ||
      (isForeign && (token?.kind === 'identifier' || token?.kind === 'address' || /^[a-z]\w*[-_]\w/i.test(words))) ||
      (isForeign && placeBefore.test(before)) ||
      (isForeign && isNounBefore(reading, places, left) && !places.every((place) => linked.includes(place)))
    ) {
      return refusal('unknownResource', words, span, namesNear(words, context), 'a resource or a value');
    }
    if (token?.kind === 'quoted')
      return refusal('unknownValue', words, span, valuesNear(words, frame.table.name, context), 'a value');
  }
  return undefined;
}

/** "the slow app", "the location of the vm": words that tell of a thing and do not name one. */
const isDescription = (words: string): boolean => words.split(' ').every((word) => adjectives.test(word.toLowerCase()));

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
  return nearOf(words, [...new Set([...resources.map(({ name }) => name), ...seen])]);
}

function valuesNear(words: string, table: string, { values }: AskContext): readonly string[] {
  return nearOf(
    words,
    values.filter((one) => one.table === table).flatMap((one) => one.values.map(({ value }) => String(value))),
  );
}
