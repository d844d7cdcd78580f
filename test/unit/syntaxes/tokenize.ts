/**
 * A reader of TextMate grammars, enough for those whose expressions mean the same in JavaScript: `match`, `begin` with `end`, captures,
 * `include` of the repository. Gives the innermost scope of every piece of text.
 */
export interface Rule {
  readonly name?: string;
  readonly include?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}

type Captures = Readonly<Record<string, { readonly name: string }>>;

export interface Grammar {
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

export interface Piece {
  readonly text: string;
  readonly scope: string;
}

interface Open {
  readonly rule: Rule;
  readonly end: RegExp;
}

export function tokenize(grammar: Grammar, text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const stack: Open[] = [];
  for (const line of text.split('\n')) tokenizeLine(grammar, line, stack, (piece) => pieces.push(piece));
  return pieces.filter((piece) => piece.text.trim() !== '');
}

function tokenizeLine(grammar: Grammar, line: string, stack: Open[], add: (piece: Piece) => void): void {
  let at = 0;
  const outer = (): string => stack.at(-1)?.rule.name ?? grammar.scopeName;
  const plain = (to: number): void => {
    if (to > at) add({ text: line.slice(at, to), scope: outer() });
    at = to;
  };
  for (let turns = 0; turns < 1000; turns += 1) {
    const open = stack.at(-1);
    const end = open && execAt(open.end, line, at);
    const rules = open === undefined ? grammar.patterns : (open.rule.patterns ?? []);
    const found = first(grammar, rules, line, at);
    if (open !== undefined && end && (found === undefined || end.index <= found.match.index)) {
      plain(end.index);
      capture(end, open.rule.endCaptures, open.rule.name ?? grammar.scopeName, add);
      at = end.index + end[0].length;
      stack.pop();
    } else if (found !== undefined) {
      plain(found.match.index);
      const { rule, match } = found;
      capture(match, rule.beginCaptures ?? rule.captures, rule.name ?? outer(), add);
      at = match.index + match[0].length;
      if (rule.begin !== undefined) stack.push({ rule, end: new RegExp(rule.end ?? '$', 'dg') });
    } else break;
  }
  plain(line.length);
}

function first(
  grammar: Grammar,
  rules: readonly Rule[],
  line: string,
  at: number,
): { readonly rule: Rule; readonly match: RegExpExecArray } | undefined {
  let best: { readonly rule: Rule; readonly match: RegExpExecArray } | undefined;
  for (const rule of flat(grammar, rules)) {
    const match = execAt(new RegExp(rule.match ?? rule.begin ?? '', 'dg'), line, at);
    if (match && match[0] !== '' && (best === undefined || match.index < best.match.index)) best = { rule, match };
  }
  return best;
}

function flat(grammar: Grammar, rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap((rule) => {
    if (rule.include !== undefined) {
      const included = grammar.repository[rule.include.slice(1)];
      if (included === undefined) throw new Error(`no rule ${rule.include}`);
      return flat(grammar, [included]);
    }
    return rule.match === undefined && rule.begin === undefined ? flat(grammar, rule.patterns ?? []) : [rule];
  });
}

function execAt(expression: RegExp, line: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(line);
}

function capture(match: RegExpExecArray, captures: Captures | undefined, scope: string, add: (piece: Piece) => void): void {
  let at = match.index;
  const put = (to: number, name: string): void => {
    if (to > at) add({ text: match.input.slice(at, to), scope: name });
    at = Math.max(at, to);
  };
  // A group that took no part has no place.
  const places: readonly (readonly [number, number] | undefined)[] = match.indices ?? [];
  places.forEach((place, group) => {
    const name = captures?.[String(group)]?.name;
    if (group === 0 || name === undefined || place === undefined) return;
    put(place[0], scope);
    put(place[1], name);
  });
  put(match.index + match[0].length, captures?.['0']?.name ?? scope);
}
