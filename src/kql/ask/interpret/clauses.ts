import { endOf, type Span } from './slots';

/** "by role and operation": what stands after the words that group. */
export interface GroupClause {
  /** It may name who did it instead: `sent by`. */
  readonly isWeak: boolean;
  readonly span: Span;
  /** Each thing named, without articles. */
  readonly parts: readonly Span[];
}

const groupWords =
  /\b(?:(?:group(?:ed|ing)?|broken down|break (?:it |them )?down|split|bucket(?:ed)?|aggregat(?:ed|e)|summari[sz]ed?|segment(?:ed)?) (?:by|per|into)|for (?:each|every)|in (?:each|every)|on (?:each|every)|of (?:each|every)|from (?:each|every)|by (?:each|every)|each|every|per|by|across(?: all)?(?: the)?|(?<=\b(?:cpu|memory|ram|disk|processor)\b.*)(?:of|for|on) all(?: the| our)?(?= (?:vms?|servers?|machines?|hosts?|computers?|nodes?)\b))\b/g;

/** Words that end what is grouped by. */
const ends =
  /\b(?:in|on|over|during|for|from|with|where|when|that|which|who|since|between|than|sorted|ordered|show|having|within|at|to|of the|as|compared|vs|versus|and (?:show|sort|order|list|plot|render|their|the (?:average|number|count))|is|are|was|were|has|have|had|did|do|not|through|until|before|after|containing|exceed\w*|above|below|under|desc|asc|descending|ascending|limit|top)\b|[?.;:!()]/g;

/** Verbs that "by" belongs to when it is no grouping. */
const agents =
  /\b(?:made|done|performed|initiated|started|triggered|caused|created|changed|written|called|sent|ran|executed|issued|deleted|modified|raised|thrown|seen|hit|given|logged|sorted|ordered|ranked|followed|increase[sd]?|decrease[sd]?|dropped?|grow|grew|rose) $/;

/** "denied by the key vault": who did it. */
const isAgent = (text: string, at: number): boolean =>
  /\b(?!group|sort|order|split|rank|summari|bucket|segment)\w+ed $/.test(text.slice(0, at)) &&
  /^by (?:the|a|an|whom|who)\b/.test(text.slice(at));

/** Reads the question without its time words and cues, in lower case. */
export function groupClauses(text: string): readonly GroupClause[] {
  const clauses: GroupClause[] = [];
  groupWords.lastIndex = 0;
  for (let match = groupWords.exec(text); match !== null; match = groupWords.exec(text)) {
    const from = match.index + match[0].length;
    const before = text.slice(0, match.index);
    const isWeak = match[0] === 'by' && (agents.test(before) || isAgent(text, match.index));
    ends.lastIndex = from;
    const end = ends.exec(text)?.index ?? text.length;
    const parts = partsOf(text, from, end);
    const last = parts.at(-1);
    if (last === undefined) continue;
    clauses.push({ span: { start: match.index, length: endOf(last) - match.index }, parts, isWeak });
    groupWords.lastIndex = endOf(last);
  }
  return clauses;
}

function partsOf(text: string, from: number, end: number): Span[] {
  const parts: Span[] = [];
  let at = from;
  // Two blanks or more are words that were taken out: they end what is named, too.
  for (const piece of text.slice(from, end).split(/(,| and (?:by |per )?| & | then by | by | per |\/)/)) {
    const isSeparator = /^(?:,| and (?:by |per )?| & | then by | by | per |\/)$/.test(piece);
    const trimmed = piece.trimStart().replace(/^(?:the|its|their|each|every|by|a|an) /, '');
    const lead = piece.length - trimmed.length;
    const kept = trimmed.replace(/ {2,}.*$/, '').trimEnd();
    if (!isSeparator && kept !== '') parts.push({ start: at + lead, length: kept.length });
    at += piece.length;
    if (!isSeparator && / {2,}\S/.test(trimmed)) break;
  }
  return parts;
}

/** "slower than 2 seconds", "at least 5": a number to compare with. */
export interface NumberClause {
  readonly span: Span;
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | 'between' | '!=';
  readonly value: number;
  readonly high?: number;
  /** As written, in lower case: `ms`, `%`, `gb`; empty for none. */
  readonly unit: string;
  /** "slower", "longer", "faster": it is about time taken. */
  readonly isDuration: boolean;
}

const numeral = String.raw`(\d[\d,_]*(?:\.\d+)?)\s*(k\b)?\s*(milliseconds?|millis|msecs?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|percent|pct|%|gb|gib|gigabytes?|mb|mib|megabytes?|kb|kib|kilobytes?|bytes?|tb)?(?![\w.]*\w)`;

const comparisons: readonly (readonly [NumberClause['operator'], string])[] = [
  ['between', 'between'],
  [
    '>=',
    String.raw`at least|no (?:less|fewer) than|not (?:less|fewer|under|below) than|minimum of|a minimum of|>=|≥|greater than or equal to|or more than`,
  ],
  ['<=', String.raw`at most|no more than|not (?:more|greater) than|up to|maximum of|<=|≤|less than or equal to|within`],
  [
    '>',
    String.raw`(?:slower|longer|more|greater|higher|bigger|larger|worse) than|took over|lasting over|above|over|exceed(?:s|ed|ing)?|beyond|past|>`,
  ],
  ['<', String.raw`(?:faster|quicker|shorter|less|fewer|lower|smaller) than|under|below|<`],
  ['==', String.raw`exactly|equal(?:s)? to|equals|equal|=+|of exactly`],
];

/** Reads the question without its time words, in lower case. */
export function numberClauses(text: string): readonly NumberClause[] {
  const clauses: NumberClause[] = [];
  for (const [operator, words] of comparisons) {
    const second = operator === 'between' ? String.raw`\s+(?:and|to|-)\s+${numeral}` : '';
    const lead = /^[a-z(]/.test(words) ? String.raw`(?<![\w])` : '';
    const pattern = new RegExp(`${lead}(${words})\\s*(?:a |an )?${numeral}${second}`, 'g');
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, length: match[0].trimEnd().length };
      if (clauses.some((other) => span.start < endOf(other.span) && other.span.start < endOf(span))) continue;
      const word = match[1] ?? '';
      clauses.push({
        span,
        operator,
        value: amount(match[2], match[3]),
        ...(operator === 'between' && { high: amount(match[5], match[6]) }),
        unit: match[4] ?? match[7] ?? '',
        isDuration:
          /slower|longer|faster|quicker|shorter|took|lasting/.test(word) ||
          /\b(?:took|taking|takes?|lasted|lasting) $/.test(text.slice(0, match.index)),
      });
    }
  }
  return clauses.sort((a, b) => a.span.start - b.span.start);
}

const amount = (digits: string | undefined, thousand: string | undefined): number =>
  Number((digits ?? '').replace(/[,_]/g, '')) * (thousand === undefined ? 1 : 1000);

/** "containing 'timeout'", "that mention payment": text to look for. */
export interface TextClause {
  readonly span: Span;
  readonly operator: 'contains' | 'startswith' | 'endswith';
  readonly value: string;
  readonly isNegated: boolean;
}

const textWords =
  /\b(?<not>(?:not|n't|without|don't|doesn't|never) )?(?:(?<start>start(?:s|ing)? with|begin(?:s|ning)? with)|(?<end>end(?:s|ing)? (?:with|in))|(?<has>grep(?: for)?|contain(?:s|ing|ed)?|mention(?:s|ing|ed)?|includ(?:es|ing)|match(?:es|ing)|with (?:the )?(?:text|word|words|phrase|string|message)|that (?:says?|talk(?:s)? about)|that (?:has|have)(?= ["'“`])|saying|about|referring to))(?: the)?(?: (?:word|words|text|phrase|string|term))? +(?:"(?<dq>[^"]+)"|'(?<sq>[^']+)'|“(?<cq>[^”]+)”|`(?<bq>[^`]+)`|(?<bare>[^\s,;?"'“]+))/giu;

/** Reads the question as it was written, without its time words: the case of what is looked for stays. */
const insideWords =
  /\bwith (?:"([^"]+)"|'([^']+)'|(\S+)) in (?:the |its |their )?(?:message|text|body|description|log|line|name)s?\b/giu;

export function textClauses(text: string): readonly TextClause[] {
  const clauses: TextClause[] = [...text.matchAll(insideWords)].map((match) => ({
    span: { start: match.index, length: match[0].length },
    operator: 'contains',
    value: match[1] ?? match[2] ?? match[3] ?? '',
    isNegated: false,
  }));
  for (const match of text.matchAll(textWords)) {
    const { not, start, end, dq, sq, cq, bq, bare } = match.groups ?? {};
    const quoted = dq ?? sq ?? cq ?? bq;
    const value = quoted ?? bare?.replace(/[.!]+$/, '') ?? '';
    if (quoted === undefined && /^(?:the|a|an|any|all|errors?|it|them|this|that)$/i.test(value)) continue;
    clauses.push({
      span: { start: match.index, length: match[0].length },
      operator: start !== undefined ? 'startswith' : end !== undefined ? 'endswith' : 'contains',
      value,
      isNegated: not !== undefined,
    });
  }
  return clauses;
}

const negations =
  /\b(?:not|n't|isn't|aren't|wasn't|weren't|didn't|doesn't|don't|without|except(?: for)?|excluding|exclude|ignoring|ignore|other than|apart from|besides|but not|non|no|nobody|no one|never)\b/g;

/** Where the words are that turn what follows into its opposite. */
export const negationSpans = (text: string): readonly Span[] =>
  [...text.matchAll(negations)].map((match) => ({ start: match.index, length: match[0].length }));
