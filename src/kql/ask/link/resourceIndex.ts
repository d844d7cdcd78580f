import type { AskContext, AskResource } from '../answer';
import { nameDistance } from '../../language/nearestNames';
import { isFunctionWord, isGeneralWord } from './generalWords';
import { groupBy } from './groupBy';
import type { ResourceRole } from './knowledge';
import { compact, stemsOf } from './nameWords';
import type { ResourceMatch, Token } from './types';
import { phraseWords, PhraseIndex, spansOf, type Span, tokensIn, wordsOf, type PlacedWord } from './words';

export interface ResourceIndex {
  find(tokens: readonly Token[]): readonly ResourceMatch[];
  /** Words of role phrases and of names of resources, without inflection. */
  hasWord(word: string): boolean;
}

/** `isUse` as of `RoleWords`. */
type RoleMatch = ResourceMatch & { readonly isUse: boolean };

interface Named {
  readonly resource: AskResource;
  readonly words: readonly string[];
}

const most = 10;

/**
 * Resources by name, by parts of it in any order, by role words and type, by group and by tag. What only repeats the name of the
 * environment is no filter and matches nothing.
 */
export function makeResourceIndex(context: AskContext, roles: readonly ResourceRole[]): ResourceIndex {
  const { resources } = context;
  const environment = new Set(phraseWords(context.environment).concat(stemsOf(context.environment)));
  const byName = grouped(resources, ({ name }) => compact(name));
  const byGroup = grouped(resources, ({ resourceGroup }) => compact(resourceGroup));
  const byTag = tagIndex(resources);
  const named = resources.map((resource): Named => ({ resource, words: stemsOf(resource.name) }));
  const rolePhrases = new PhraseIndex<ResourceRole>();
  const roleWords = new Set<string>();
  for (const role of roles) {
    for (const phrase of role.words) {
      rolePhrases.add(phrase, role);
      for (const word of phraseWords(phrase)) roleWords.add(word);
    }
  }
  const byWord = new Map<string, Set<Named>>();
  for (const one of named) {
    for (const word of one.words) {
      const known = byWord.get(word);
      if (known === undefined) byWord.set(word, new Set([one]));
      else known.add(one);
    }
  }

  return {
    hasWord: (word) => byWord.has(word) || roleWords.has(word) || environment.has(word),
    find(tokens) {
      const words = wordsOf(tokens);
      const found: ResourceMatch[] = [];
      for (const span of spansOf(tokens, 6)) found.push(...exactly(span, byName, byGroup, byTag, environment, tokens));
      const exact = new Set(found.filter(({ how }) => how === 'name').flatMap((match) => match.tokens));
      const role = rolesIn(words, rolePhrases, named);
      found.push(
        ...byWords(words, byWord, environment, roleWords, exact, role),
        ...role.filter((one) => !within(one.tokens, exact)).map(plain),
      );
      found.push(...nearly(tokens, resources, exact, byWord));
      return withoutParts(found)
        .toSorted((a, b) => b.score - a.score || b.tokens.length - a.tokens.length)
        .slice(0, most);
    },
  };
}

const plain = ({ resources, score, tokens, how }: RoleMatch): ResourceMatch => ({ resources, score, tokens, how });

const within = (tokens: readonly number[], others: ReadonlySet<number>): boolean => tokens.every((token) => others.has(token));

function grouped(
  resources: readonly AskResource[],
  keyOf: (resource: AskResource) => string,
): ReadonlyMap<string, AskResource[]> {
  const groups = groupBy(resources, keyOf);
  groups.delete('');
  return groups;
}

function tagIndex(
  resources: readonly AskResource[],
): ReadonlyMap<string, { readonly key: string; readonly resources: AskResource[] }> {
  const tags = new Map<string, { readonly key: string; readonly resources: AskResource[] }>();
  for (const resource of resources) {
    for (const [key, value] of Object.entries(resource.tags)) {
      const name = compact(value);
      if (name.length < 3) continue;
      const tag = tags.get(name);
      if (tag === undefined) tags.set(name, { key, resources: [resource] });
      else tag.resources.push(resource);
    }
  }
  return tags;
}

/** A span that is a name, a resource group or the value of a tag. */
function exactly(
  span: Span,
  byName: ReadonlyMap<string, AskResource[]>,
  byGroup: ReadonlyMap<string, AskResource[]>,
  byTag: ReturnType<typeof tagIndex>,
  environment: ReadonlySet<string>,
  tokens: readonly Token[],
): ResourceMatch[] {
  const key = compact(span.text);
  const words = stemsOf(span.text);
  if (key === '' || words.every((word) => isFunctionWord(word))) return [];
  const isPlain = span.tokens.length === 1 && isGeneralWord(key) && tokens[span.tokens[0] ?? 0]?.kind === 'word';
  const out: ResourceMatch[] = [];
  const resources = byName.get(key);
  const isWritten = resources?.some(({ name }) => name === span.text) === true;
  const isEnvironment = words.every((word) => environment.has(word));
  if (resources !== undefined && (isWritten || !isEnvironment)) {
    out.push({ resources, score: isPlain ? 0.75 : isWritten ? 1 : 0.97, tokens: span.tokens, how: 'name' });
  }
  const group = byGroup.get(key);
  if (group !== undefined && !isEnvironment && !isPlain)
    out.push({ resources: group, score: 0.9, tokens: span.tokens, how: 'group' });
  const tag = byTag.get(key);
  if (tag !== undefined && !isEnvironment) {
    const before = tokens[(span.tokens[0] ?? 0) - 1];
    const after = tokens[(span.tokens.at(-1) ?? 0) + 1];
    const isKeyed = [before, after].some((token) => token !== undefined && compact(token.text) === compact(tag.key));
    const places =
      isKeyed && before !== undefined && compact(before.text) === compact(tag.key)
        ? [(span.tokens[0] ?? 1) - 1, ...span.tokens]
        : span.tokens;
    out.push({ resources: tag.resources, score: isKeyed ? 0.85 : isPlain ? 0.45 : 0.6, tokens: places, how: 'tag' });
  }
  return out;
}

/**
 * "the web app": every resource of the types that the words stand for, the longest phrase at a place; those whose names have its words
 * before the others. What only says what a resource is for ("the backend") is told by the name alone where there are several.
 */
function rolesIn(words: readonly PlacedWord[], phrases: PhraseIndex<ResourceRole>, named: readonly Named[]): RoleMatch[] {
  const found = phrases.find(words).toSorted((a, b) => b.size - a.size);
  const taken = new Set<number>();
  const out: RoleMatch[] = [];
  for (const { item, tokens } of found) {
    if (tokens.some((token) => taken.has(token))) continue;
    const types = new Set(item.resourceTypes);
    const of = named.filter(({ resource }) => types.has(resource.type.toLowerCase()));
    if (of.length === 0) continue;
    for (const token of tokens) taken.add(token);
    const said = new Set(words.filter(({ token }) => tokens.includes(token)).map(({ word }) => word));
    const alike = new Set(item.words.filter((phrase) => !phrase.includes(' ')));
    // "the webapp" is the one that is called web, as "the web app" is.
    const isSaid = (word: string): boolean =>
      said.has(word) || (word.length > 2 && [...said].some((one) => one.startsWith(word)));
    const called = of.filter((one) => one.words.some((word) => isSaid(word) || (item.isUse === true && alike.has(word))));
    const add = (some: readonly Named[], score: number): unknown =>
      out.push({ resources: some.map(({ resource }) => resource), score, tokens, how: 'role', isUse: item.isUse === true });
    if (called.length > 0 && called.length < of.length) add(called, called.length === 1 ? 0.72 : 0.56);
    const isOne = of.length === 1;
    // What is called so for its name alone may be anything that runs.
    if (item.isNamedFor === true) add(of, isOne && called.length === 1 ? 0.8 : isOne ? 0.5 : 0.4);
    else add(of, isOne ? 0.8 : item.isUse === true ? 0.45 : 0.55);
  }
  return out;
}

/**
 * Words of a name, in any order, close together: "the checkout web app" for `web-checkout`. What many names share counts little, words of
 * the environment and of roles nothing unless another word of the name is said, too.
 */
function byWords(
  words: readonly PlacedWord[],
  byWord: ReadonlyMap<string, ReadonlySet<Named>>,
  environment: ReadonlySet<string>,
  roleWords: ReadonlySet<string>,
  exact: ReadonlySet<number>,
  roles: readonly RoleMatch[],
): ResourceMatch[] {
  const out: { match: ResourceMatch; resource: AskResource }[] = [];
  const asked = words.filter(({ word, token }) => !isFunctionWord(word) && !exact.has(token));
  const places = groupBy(asked, ({ word }) => word);
  const shared = (word: string): number => (environment.has(word) ? 0.15 : roleWords.has(word) || word.length < 3 ? 0.35 : 1);
  const inRole = new Set(roles.flatMap((one) => (one.isUse ? [] : one.tokens)));
  const whole = groupBy(asked, ({ token }) => token);
  const candidates = new Set([...places.keys()].flatMap((word) => [...(byWord.get(word) ?? [])]));
  for (const { resource, words: parts } of candidates) {
    // A name with hyphens is meant as a whole: `pay-web` is not `shop-web`.
    const isPart = ({ token }: PlacedWord): boolean => whole.get(token)?.every(({ word }) => parts.includes(word)) === true;
    const said = [...new Set(parts)].filter((word) => places.get(word)?.some(isPart));
    if (said.length === 0) continue;
    const cluster = closest(said, places, isPart);
    const kept = [...new Set(cluster.map(({ word }) => word))];
    const all = [...new Set(parts)].reduce((sum, word) => sum + shared(word), 0);
    const covered = kept.reduce((sum, word) => sum + shared(word), 0);
    const tokens = tokensIn(cluster).toSorted((a, b) => a - b);
    const role = roles.find((one) => one.resources.includes(resource) && one.tokens.some((token) => near(token, tokens)));
    // What only says what kind of thing it is does not say which; a number does, beside all else that the name has.
    const own = cluster.filter(({ word, token }) => !environment.has(word) && !inRole.has(token));
    if (own.every(({ word }) => /^\d+$/.test(word)) && (own.length === 0 || covered < all)) continue;
    const isGeneral = own.every(({ word }) => isGeneralWord(word));
    if (isGeneral && role === undefined && kept.length < 2) continue;
    const score = (0.45 + 0.42 * (covered / all)) * (isGeneral && role === undefined ? 0.75 : 1) + (role === undefined ? 0 : 0.1);
    const withRole = role === undefined ? tokens : [...new Set([...tokens, ...role.tokens])].toSorted((a, b) => a - b);
    if (covered / all >= 0.3)
      out.push({ resource, match: { resources: [resource], score: Math.min(0.95, score), tokens: withRole, how: 'name' } });
  }
  // Names that are as good belong together: "the checkout vm" of checkout-vm-1 and checkout-vm-2.
  const groups = groupBy(out, ({ match }) => `${match.tokens.join(' ')} ${match.score.toFixed(3)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const score = group.length === 1 ? first.match.score : first.match.score * 0.75;
    return [{ ...first.match, resources: group.map(({ resource }) => resource), score }];
  });
}

const near = (token: number, tokens: readonly number[]): boolean => tokens.some((other) => Math.abs(other - token) <= 2);

/** One place for each word, around the rarest: those more than three words from it are about something else. */
function closest(
  said: readonly string[],
  places: ReadonlyMap<string, readonly PlacedWord[]>,
  isPart: (word: PlacedWord) => boolean,
): readonly PlacedWord[] {
  const all = said.map((word) => (places.get(word) ?? []).filter(isPart));
  const [anchor] = all.flat().toSorted((a, b) => Number(isGeneralWord(a.word)) - Number(isGeneralWord(b.word)));
  if (anchor === undefined) return [];
  return all.flatMap((some) => {
    const [nearest] = some.toSorted((a, b) => Math.abs(a.token - anchor.token) - Math.abs(b.token - anchor.token));
    return nearest !== undefined && Math.abs(nearest.token - anchor.token) <= 3 ? [nearest] : [];
  });
}

/** A name that is written nearly so. */
function nearly(
  tokens: readonly Token[],
  resources: readonly AskResource[],
  exact: ReadonlySet<number>,
  byWord: ReadonlyMap<string, unknown>,
): ResourceMatch[] {
  return tokens.flatMap((token, place): ResourceMatch[] => {
    const text = token.word;
    const isName = token.kind === 'identifier' || token.kind === 'quoted' || (token.kind === 'word' && text.length >= 6);
    if (!isName || text.length < 5 || text.length > 80 || exact.has(place) || isGeneralWord(text) || byWord.has(text)) return [];
    const limit = token.kind === 'word' && !text.includes('-') ? 1 : Math.min(3, Math.floor(text.length / 5));
    const scored: { readonly resource: AskResource; readonly distance: number }[] = [];
    for (const resource of resources) {
      if (Math.abs(resource.name.length - text.length) > limit || digitsOf(resource.name) !== digitsOf(text)) continue;
      const distance = nameDistance(text, resource.name.toLowerCase(), limit);
      if (distance > 0 && distance <= limit && isSlip(text, resource.name.toLowerCase())) scored.push({ resource, distance });
    }
    const best = Math.min(...scored.map(({ distance }) => distance));
    const of = scored.filter(({ distance }) => distance === best).map(({ resource }) => resource);
    return of.length === 0
      ? []
      : [{ resources: of, score: of.length === 1 ? 0.7 - 0.08 * (best - 1) : 0.45, tokens: [place], how: 'fuzzy' }];
  });
}

/** `south-web` is no misspelling of `north-web`: of each part at most every fourth letter may differ. */
function isSlip(text: string, name: string): boolean {
  const [parts, others] = [text.split('-'), name.split('-')];
  if (parts.length !== others.length || parts.length === 1) return true;
  return parts.every((part, at) => {
    const most = Math.max(1, Math.floor(part.length / 4));
    return nameDistance(part, others[at] ?? '', most) <= most;
  });
}

/** `vm-01` and `vm-02` are no misspellings of each other. */
const digitsOf = (name: string): string => name.replaceAll(/\D+/g, ' ').trim();

/** Without matches whose words another, better match explains as well. */
function withoutParts(found: readonly ResourceMatch[]): ResourceMatch[] {
  return found.filter(
    (match) =>
      !found.some((other) => {
        if (other === match || other.score < match.score) return false;
        const isInside = match.tokens.every((token) => other.tokens.includes(token));
        if (!isInside) return false;
        if (other.tokens.length > match.tokens.length) return other.how === 'name' && match.how !== 'group';
        return other.how === match.how && other.resources.length === match.resources.length && other.score > match.score + 0.15;
      }),
  );
}
