import { joinedWords, months, numberWords, units, weekdays } from './vocabulary';

/** A piece of a question as the time rules see it. */
export interface TimeToken {
  /** Lower-case, without a possessive `'s`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** `name` is what no rule reads as time: identifiers, quoted text, addresses, versions. */
  readonly kind: 'word' | 'number' | 'ordinal' | 'clock' | 'date' | 'duration' | 'dash' | 'symbol' | 'name';
}

const opening = /^[([{¿¡"'`“‘,;]+/u;
const closing = /[)\]}?!.,;:…"'`”’]+$/u;
const quoted = /"[^"]*"|`[^`]*`|“[^”]*”|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu;

const shapes: readonly (readonly [TimeToken['kind'], RegExp])[] = [
  [
    'clock',
    /^\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:am|pm|a\.m|p\.m)$|^\d{1,2}\.\d{2}(?:am|pm)$|^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|utc|h)?$/,
  ],
  [
    'date',
    /^\d{4}-\d{1,2}-\d{1,2}(?:t\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?$|^\d{4}\/\d{1,2}\/\d{1,2}$|^\d{1,2}[/.]\d{1,2}[/.]\d{4}$|^\d{1,2}\/\d{1,2}$/,
  ],
  [
    'duration',
    /^(?:\d+(?:\.\d+)?(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w|months?|mo|years?|yrs?|y))+$/,
  ],
  ['number', /^\d+(?:\.\d+)?$|^\d*[½¼¾]$/],
  ['ordinal', /^\d{1,2}(?:st|nd|rd|th)$/],
  ['word', /^\p{L}+(?:'\p{L}+)?$|^[ap]\.m$/u],
  ['dash', /^(?:-|–|—|\.\.)$/],
  ['symbol', /^(?:[<>]=?|=|≥|≤|~|&|\+|@|\/)$/],
];

/** Splits at blanks. What is in quotes is one name: it is a value, not a time. */
export function tokenise(question: string): readonly TimeToken[] {
  const values = [...question.matchAll(quoted)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
  const tokens: TimeToken[] = [];
  for (const { 0: chunk, index } of question.matchAll(/\S+/gu)) {
    const end = index + chunk.length;
    const value = values.find((span) => span.start < end && index < span.end);
    if (value !== undefined) {
      if (tokens.at(-1)?.end !== value.end) tokens.push({ text: '', ...value, kind: 'name' });
      continue;
    }
    const lead = opening.exec(chunk)?.[0].length ?? 0;
    const core = chunk.slice(lead).replace(closing, '');
    if (core === '') continue;
    const made = piecesOf(core, index + lead);
    tokens.push(...made.map((token) => (isStatusCodes(token, tokens.at(-1)) ? { ...token, kind: 'name' as const } : token)));
  }
  return tokens;
}

/** "500s", "the 404s": answers with that code, unless a word before says that it is a length of time. */
const isStatusCodes = ({ kind, text }: TimeToken, before: TimeToken | undefined): boolean =>
  kind === 'duration' &&
  /^[1-5]\d\ds$/.test(text) &&
  !/^(?:last|past|previous|prior|next|every|than|over|above|below|under|within|after|for|exceed\w*|least|most|took|takes?|taking|last(?:ing|ed)|timeouts?|of|in|<|>|<=|>=|=|≥|≤|~)$/.test(
    before?.text ?? '',
  );

function piecesOf(core: string, start: number): readonly TimeToken[] {
  const whole = tokenOf(core, start);
  if (whole.kind !== 'name') return [whole];
  const pieces: TimeToken[] = [];
  for (const { 0: piece, index } of core.matchAll(/[-–—]|[~@<>]=?|[^-–—~@<>]+/gu)) pieces.push(tokenOf(piece, start + index));
  return pieces.length > 1 && pieces.every(isTimeLike) ? pieces : [whole];
}

function tokenOf(text: string, start: number): TimeToken {
  const lower = text.toLowerCase().replace('’', "'");
  const kind = shapes.find(([, shape]) => shape.test(lower))?.[0] ?? 'name';
  const end = start + text.length;
  return { text: kind === 'word' ? lower.replace(/'s$/, '') : lower, start, end, kind };
}

function isTimeLike({ kind, text }: TimeToken): boolean {
  if (kind !== 'word') return kind !== 'name';
  return joinedWords.has(text) || units.has(text) || numberWords.has(text) || months.has(text) || weekdays.has(text);
}
