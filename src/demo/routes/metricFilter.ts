import { badRequest } from '../http';

/** A filter over metric dimensions: `cloud/roleName eq 'web' and (operation/name eq '*')`. */
export interface MetricFilter {
  /** The dimensions that it names, in order: the result is split by them. */
  readonly dimensions: readonly string[];
  readonly accepts: (dimensions: Readonly<Record<string, string>>) => boolean;
}

type Test = (dimensions: Readonly<Record<string, string>>) => boolean;

const token = /\s*(?:(\()|(\))|'((?:[^']|'')*)'|([A-Za-z][\w/.\-]*))/y;

/** Parses the grammar of `and`, `or`, brackets, `eq` and `ne`; a 400 quotes the filter otherwise. */
export function parseMetricFilter(text: string): MetricFilter {
  const invalid = (why: string): Error => badRequest(`The filter expression "${text}" is not valid: ${why}.`);
  const tokens: { readonly kind: 'open' | 'close' | 'text' | 'word'; readonly text: string }[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const position = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw invalid(`unexpected text at position ${position}`);
    const [, open, close, quoted, word] = match as (string | undefined)[];
    if (open !== undefined) tokens.push({ kind: 'open', text: open });
    else if (close !== undefined) tokens.push({ kind: 'close', text: close });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll("''", "'") });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  const named: string[] = [];
  let next = 0;
  const isWord = (word: string): boolean => tokens[next]?.kind === 'word' && tokens[next]?.text.toLowerCase() === word;

  const either = (): Test => {
    const tests = [both()];
    while (isWord('or')) {
      next++;
      tests.push(both());
    }
    return (dimensions) => tests.some((test) => test(dimensions));
  };
  const both = (): Test => {
    const tests = [one()];
    while (isWord('and')) {
      next++;
      tests.push(one());
    }
    return (dimensions) => tests.every((test) => test(dimensions));
  };
  const one = (): Test => {
    if (tokens[next]?.kind === 'open') {
      next++;
      const inner = either();
      if (tokens[next]?.kind !== 'close') throw invalid('a bracket is not closed');
      next++;
      return inner;
    }
    const name = tokens[next];
    const operator = tokens[next + 1]?.text.toLowerCase();
    const value = tokens[next + 2];
    if (name?.kind !== 'word' || value?.kind !== 'text') throw invalid("expected <dimension> eq '<value>'");
    if (operator !== 'eq' && operator !== 'ne') throw invalid(`the operator '${operator ?? ''}' is not supported`);
    next += 3;
    if (!named.some((known) => known.toLowerCase() === name.text.toLowerCase())) named.push(name.text);
    const wanted = value.text.toLowerCase();
    if (wanted === '*') return () => operator === 'eq';
    return (dimensions) => {
      const key = Object.keys(dimensions).find((dimension) => dimension.toLowerCase() === name.text.toLowerCase());
      return ((key === undefined ? '' : (dimensions[key] ?? '')).toLowerCase() === wanted) === (operator === 'eq');
    };
  };

  const accepts = either();
  if (next < tokens.length) throw invalid(`unexpected '${tokens[next]?.text ?? ''}'`);
  return { dimensions: named, accepts };
}
