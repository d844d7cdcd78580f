import type { AskContext, AskTable } from './answer';
import type { TableView } from './interpret/columns';
import { interpretTable, type Interpretation } from './interpret/interpretTable';
import { tokensIn, type Reading } from './interpret/reading';
import type { Linker, TableMatch } from './link/types';

/** Tables that a question is read for. */
export const BEAM = 8;

/** What a question may be about, with its index. */
export interface Readable {
  readonly linker: Linker;
  readonly views: ReadonlyMap<AskTable, TableView>;
}

/** A question read for the tables that it may be about, or for the one that was chosen (`wanted`). */
export function interpretations(
  reading: Reading,
  { linker, views }: Readable,
  context: AskContext,
  wanted?: string,
): readonly Interpretation[] {
  const linked = candidates(reading, linker).slice(0, BEAM);
  const likely = [...linked, ...usual(reading, linked, views)];
  return (wanted === undefined ? likely : chosenTable(wanted, likely, views)).flatMap((match) => {
    const view = views.get(match.table);
    if (view === undefined) return [];
    const interpretation = interpretTable(reading, match, view, context);
    return wanted === undefined && match.why === USUAL && !isFull(interpretation) ? [] : [interpretation];
  });
}

/** Of the likely tables, or any other one; it is certain. */
function chosenTable(wanted: string, likely: readonly TableMatch[], views: ReadonlyMap<AskTable, TableView>): TableMatch[] {
  const others = [...views.keys()].map((table): TableMatch => ({ table, score: 1, tokens: [], why: 'chosen' }));
  const match = [...likely, ...others].find(({ table }) => table.name === wanted);
  return match === undefined ? [] : [{ ...match, score: 1 }];
}

/** What questions are about that name no table: requests, and the inventory when they name kinds of resources. */
function usual(
  { resources, scope, cues }: Reading,
  linked: readonly TableMatch[],
  views: ReadonlyMap<AskTable, TableView>,
): TableMatch[] {
  if (scope !== undefined) return [];
  const names = new Set([
    'AppRequests',
    'requests',
    ...(resources.some(({ how }) => how === 'role' || how === 'group') ? ['resources'] : []),
    ...(cues.missing !== undefined ? ['Heartbeat'] : []),
  ]);
  return [...views.keys()]
    .filter((table) => names.has(table.name) && table.rows !== 0 && !linked.some((match) => match.table === table))
    .map((table) => ({ table, score: 0.15, tokens: [], why: USUAL }));
}

const USUAL = 'usual';

/** What is meant without being named has to make sense of all that is said, and of something. */
const isFull = ({ frame, left }: Interpretation): boolean =>
  left.length === 0 &&
  (frame.result.kind === 'missing' ||
    frame.filters.length > 0 ||
    frame.groups.length > 0 ||
    (frame.result.kind === 'number' && frame.result.number.kind !== 'count'));

/** Tables by all words but those of time, whose places are those of the question again. */
function candidates(reading: Reading, linker: Linker): TableMatch[] {
  const { times, tokens } = reading;
  const timed = new Set(
    [
      ...times.windows,
      ...times.windows.flatMap(({ also = [] }) => also),
      ...(reading.silence === undefined ? [] : [reading.silence.span]),
      ...(times.step === undefined ? [] : [times.step]),
      ...(times.comparison === undefined ? [] : [times.comparison]),
    ].flatMap((span) => tokensIn(tokens, span)),
  );
  const places = tokens.flatMap((_, index) => (timed.has(index) ? [] : [index]));
  const kept = places.flatMap((place) => tokens[place] ?? []);
  return linker
    .tables(kept, reading.scope)
    .map((match) => ({ ...match, tokens: match.tokens.flatMap((index) => places[index] ?? []) }));
}
