import { nearestNames } from '../../language/nearestNames';
import type { AskContext } from '../answer';
import { isFunctionWord, isGeneralWord } from './generalWords';
import { type Knowledge, theCatalogue } from './knowledge';
import { nameVocabulary, type NameVocabulary } from './nameVocabulary';
import { stemsOf } from './nameWords';
import { stem } from './stem';
import type { Linker, Token, UnknownName } from './types';
import { phraseWords, plainText } from './words';

type Kind = UnknownName['of'];

/** Words that say what kind of thing a name beside them is of. */
const cues = new Map<string, Kind>();
const addCues = (of: Kind, words: string): void => words.split(' ').forEach((word) => cues.set(word, of));
addCues('table', 'table');
addCues('column', 'column field property dimension');
addCues(
  'resource',
  'app application webapp api service microservice website site server host machine vm computer node database db cluster resource component vault cache gateway backend workload',
);
/** Of these, only what is written as a name is one: "function SendMail", no "dead letter queue". */
const onlyWritten = new Set('function job workflow pipeline queue topic runbook'.split(' '));
addCues('resource', [...onlyWritten].join(' '));
addCues(
  'value',
  'region location level severity operation endpoint route path pod namespace container process role environment category',
);

/** What businesses call their services: a name before "app" or "service", a plain word elsewhere. */
const business = new Set(
  'billing order product customer inventory reporting report search user message account cost session'.split(' '),
);
const runningParts = /^(?:app|application|webapp|api|service|microservice|component|backend|workload)$/;
const serviceEnd =
  /-(?:api|svc|service|app|web|bot|vm|db|sql|job|worker|func|function|srv|server|host|ui|portal|gateway|proxy|backend|frontend)$/i;
const namings = new Set(['called', 'named', 'name', '=', '==', ':', 'is']);
const timeWords = new Set('last past today yesterday tonight overnight since between around'.split(' '));
const places = new Set(['from', 'on', 'for', 'of', 'in', 'by', 'at', 'to', 'against']);
const tableName =
  /(?:_CL|(?:Log|Metric|Event|Trace|Table|Record|Request|Audit|Diagnostic|Inventory|Info|Session|Heartbeat|Perf)s?(?:V\d)?)$/;
/** Kinds of values that look like names of tables and are none: exception types, reasons of Kubernetes. */
const valueName = /(?:Exception|Error|Failure|BackOff|Killed|Timeout)s?$/;

/**
 * Names in a question that nothing in the context is called, in the order of the question, with the nearest that there are: "the payroll
 * app", "table FooLogs", "column Bar", "host db-99", `vm-web-07`. Free text in quotes, addresses, paths and ids are none unless a word
 * beside them says that they name a thing.
 */
export function unknownNames(
  tokens: readonly Token[],
  context: AskContext,
  linker: Pick<Linker, 'resources'>,
  knowledge: Knowledge = theCatalogue,
): readonly UnknownName[] {
  const vocabulary = nameVocabulary(context, knowledge);
  const found = new Map<number, UnknownName>();
  const linked = new Set(
    linker.resources(tokens).flatMap((match) => (match.how === 'role' || match.score < 0.5 ? [] : match.tokens)),
  );
  const environment = new Set(phraseWords(context.environment));
  const isKnown = (at: number): boolean => linked.has(at) || environment.has(tokens[at]?.word ?? '');
  const offer = (at: number, of: Kind, cue?: string): void => {
    const token = tokens[at];
    if (token === undefined || found.has(at) || isKnown(at)) return;
    const unknown = check(token, at, of, vocabulary, cue);
    if (unknown !== undefined) found.set(at, unknown);
  };
  tokens.forEach((token, at) => {
    const cue = cueOf(token, vocabulary);
    if (cue === undefined) return;
    const named = nameAfter(tokens, at, cue, vocabulary);
    if (named !== undefined) offer(named, cue.of, cue.word);
    else if (isNameBefore(tokens, at, cue, vocabulary)) offer(at - 1, cue.of, cue.word);
  });
  tokens.forEach((token, at) => {
    const of = kindAlone(token, tokens, at, vocabulary);
    if (of !== undefined) offer(at, of);
  });
  return [...found.values()].toSorted((a, b) => (a.tokens[0] ?? 0) - (b.tokens[0] ?? 0));
}

interface Cue {
  readonly word: string;
  readonly of: Kind;
}

/** A word for a kind of things, or of the name of a column whose values are known. */
function cueOf(token: Token, vocabulary: NameVocabulary): Cue | undefined {
  if (token.kind !== 'word') return undefined;
  const of = cues.get(token.word);
  if (of !== undefined) return { word: token.word, of };
  return isGeneralWord(token.word) || vocabulary.valuesOf(token.word).values.length === 0
    ? undefined
    : { word: token.word, of: 'value' };
}

const isWritten = ({ kind }: Token): boolean =>
  kind === 'identifier' || kind === 'quoted' || kind === 'address' || kind === 'path';
const isTitle = (token: Token, at: number): boolean =>
  at > 0 && token.kind === 'word' && /^\p{Lu}\p{Ll}{2,}/u.test(token.text) && !isGeneralWord(token.text.toLowerCase());

/** "table FooLogs", "host db-99", "an app called payroll", "column bar". */
function nameAfter(tokens: readonly Token[], at: number, cue: Cue, vocabulary: NameVocabulary): number | undefined {
  let next = at + 1;
  const isNamed = namings.has(tokens[next]?.text.toLowerCase() ?? '');
  if (isNamed) next++;
  const token = tokens[next];
  if (token === undefined || token.start - endOf(tokens[next - 1]) > 3) return undefined;
  if (isWritten(token) || isTitle(token, next)) return token.text.toLowerCase() === cue.word ? undefined : next;
  if (token.kind !== 'word' || onlyWritten.has(cue.word) || vocabulary.hasWord(token.word)) return undefined;
  if (isGeneralWord(token.text.toLowerCase())) return undefined;
  const isCalled = isNamed && tokens[at + 1]?.text.toLowerCase() !== 'is';
  if (isCalled || cue.of === 'table' || cue.of === 'column') return next;
  if (!cues.has(cue.word)) return undefined;
  // "on the app payroll": a name ends its part of the sentence; another noun or a verb would go on.
  const before = tokens[at - 1]?.word ?? '';
  const isLast = isEnd(tokens[next + 1]);
  return (places.has(before) || before === 'the') && isLast && !(cue.of === 'resource' && isVerb(token)) ? next : undefined;
}

/** True where the name of a thing may end: at a symbol, a preposition, the words of a time. */
const isEnd = (next: Token | undefined): boolean =>
  next === undefined || next.kind === 'symbol' || isFunctionWord(next.word) || timeWords.has(next.word);

const endOf = (token: Token | undefined): number => (token === undefined ? 0 : token.start + token.length);
const isVerb = ({ text }: Token): boolean => /(?:ed|ing|ly|est|s)$/i.test(text);

/** "payroll app", "FooLogs table", "the bar column". */
function isNameBefore(tokens: readonly Token[], at: number, cue: Cue, vocabulary: NameVocabulary): boolean {
  const token = tokens[at - 1];
  const here = tokens[at];
  if (token === undefined || here === undefined || here.start - endOf(token) > 3) return false;
  if (token.kind === 'identifier') return cue.of !== 'value';
  if (token.kind === 'quoted') return cue.of !== 'value' && !isText(tokens, at - 1);
  if (token.kind !== 'word' || cue.of === 'value' || onlyWritten.has(cue.word)) return false;
  const lower = token.text.toLowerCase();
  if (cue.of === 'resource') {
    if (runningParts.test(cue.word) && (business.has(lower) || business.has(token.word))) return !isAny(tokens, at - 1);
    return !isGeneralWord(lower) && !isGeneralWord(token.word) && !isAdjective(lower) && !isNumberWord(token);
  }
  return !vocabulary.hasWord(token.word) && !isAdjective(lower) && !isNumberWord(token);
}

const isNumberWord = ({ value }: Token): boolean => value !== undefined;
const isAdjective = (word: string): boolean =>
  /(?:ly|est|ful|less|ous|able|ible|ive|ish)$/.test(word) || (/(?:ing|ed)$/.test(word) && isGeneralWord(stem(word)));
/** "by customer service", "each product api": kinds, not one of them. */
const isAny = (tokens: readonly Token[], at: number): boolean =>
  /^(?:by|per|each|every|all|any|which|what)$/.test(tokens[at - 1]?.word ?? '');
/** What stands in quotes after "containing" is text to look for. */
const isText = (tokens: readonly Token[], at: number): boolean =>
  /^(?:contain|with|say|match|mention|include|like|about|has|have|text|phrase|word|message)$/.test(tokens[at - 1]?.word ?? '');

/** What a name is of that no word beside tells: `vm-web-07` looks like a thing, `FooLogs` like a table, "from payroll" like a thing. */
function kindAlone(token: Token, tokens: readonly Token[], at: number, vocabulary: NameVocabulary): Kind | undefined {
  const before = tokens[at - 1]?.word ?? '';
  if (token.kind === 'identifier') {
    if (valueName.test(token.text) || token.text.includes('.') || token.text.includes('/')) return undefined;
    if (tableName.test(token.text) && /\p{Lu}|_/u.test(token.text)) return 'table';
    if (/^(?:of|in|from)$/.test(before) && /^(?:row|record|entry|line)$/.test(tokens[at - 2]?.word ?? '')) return 'table';
    if (before === 'by' && /_|\p{Ll}\p{Lu}/u.test(token.text)) return 'column';
    return /\p{L}/u.test(token.text) && /\d/.test(token.text) && token.text.includes('-') ? 'resource' : undefined;
  }
  if (token.kind === 'word' && isServiceName(token, places.has(before), vocabulary)) return 'resource';
  if (!/^(?:from|on|for)$/.test(before)) return undefined;
  if (token.kind === 'quoted') return 'resource';
  if (token.kind !== 'word' || vocabulary.hasWord(token.word) || isGeneralWord(token.text.toLowerCase()) || token.text.length < 4)
    return undefined;
  const next = tokens[at + 1];
  const isLast = next === undefined || next.kind === 'symbol' || (isFunctionWord(next.word) && next.start - endOf(token) <= 3);
  if (isTitle(token, at) && /\p{Ll}/u.test(token.text)) return 'resource';
  if (token.text.includes('-') && /\p{L}/u.test(token.text)) return 'resource';
  return before !== 'for' && isLast && !isVerb(token) && !isNumberWord(token) && /^\p{L}+$/u.test(token.text)
    ? 'resource'
    : undefined;
}

/** `warehouse-bot`, `shadow-api`: words with a hyphen, one of which is nobody's. */
function isServiceName({ text }: Token, isPlaced: boolean, vocabulary: NameVocabulary): boolean {
  const parts = text.toLowerCase().split('-');
  if (parts.length < 2 || /^\d/.test(text) || parts.every((part) => vocabulary.hasWord(part))) return false;
  return isPlaced || serviceEnd.test(text);
}

function check(token: Token, at: number, of: Kind, vocabulary: NameVocabulary, cue: string | undefined): UnknownName | undefined {
  const text = plainText(token);
  if (text === '' || vocabulary.hasName(text)) return undefined;
  const isPlain = token.kind === 'word' && !text.includes('-');
  if (of === 'value') {
    const { values, isComplete } = vocabulary.valuesOf(cue ?? '');
    const lower = text.toLowerCase();
    return isComplete &&
      !values.some((value) => value.toLowerCase().includes(lower)) &&
      !(isPlain && vocabulary.hasWord(token.word))
      ? { tokens: [at], text, of, nearest: nearOf(text, values) }
      : undefined;
  }
  if (isPlain && of === 'resource' && vocabulary.hasThingWord(token.word)) return undefined;
  if (token.kind === 'quoted' && of === 'resource' && phraseWords(text).every((word) => vocabulary.hasThingWord(word)))
    return undefined;
  const names = of === 'table' ? vocabulary.tables : of === 'column' ? vocabulary.columns : vocabulary.things;
  return { tokens: [at], text, of, nearest: nearOf(text, names, of === 'resource' ? vocabulary.thingsCalled(cue ?? '') : []) };
}

/** Names that are written alike, else those that share words with it, else a few that are likely. */
export function nearOf(text: string, names: readonly string[], likely: readonly string[] = []): readonly string[] {
  const alike = nearestNames(text, names);
  if (alike.length > 0) return alike;
  const parts = new Set(stemsOf(text).filter((part) => part.length > 2));
  const sharing = names
    .map((name) => ({ name, shared: stemsOf(name).filter((word) => parts.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || a.name.length - b.name.length);
  return sharing.length > 0 ? sharing.slice(0, 3).map(({ name }) => name) : (likely.length > 0 ? likely : names).slice(0, 3);
}
