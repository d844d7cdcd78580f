import type { Instant, TimeWindow } from '../../model/time';
import type { AskAbstention, AskAnswer, AskChoices, AskContext, AskDraft, AskTable } from './answer';
import { knowledgeFor } from './catalogue/catalogue';
import type { TableKnowledge } from './catalogue/types';
import { checkDraft } from './check/check';
import { composeQuery } from './compose/composeQuery';
import { print } from './compose/print';
import { noticesOf, sentencesOf, slotsOf } from './explain';
import type { TableView } from './interpret/columns';
import type { Frame } from './interpret/frame';
import { interpretTable, type Interpretation } from './interpret/interpretTable';
import { readQuestion, tokensIn, type Reading } from './interpret/reading';
import { asksForScan, outOfScope } from './interpret/scope';
import { makeLinker } from './link/linker';
import type { Linker, TableMatch } from './link/types';
import { tokensOf } from './link/tokens';
import { FLOOR, MARGIN, rank, type Ranked } from './rank';
import { scanOf } from './scan/scanParts';
import { suggestions } from './suggest';
import { readTimes } from './time/readTimes';
import type { TimeReadings } from './time/window';
import { unknownName, unknownTable, type Refusal } from './unknown';

/** What a connection is, without what changes from question to question. */
export type KeptContext = Omit<AskContext, 'now' | 'pinned'>;

export interface CoreRequest {
  readonly question: string;
  /** Of a context that was set. */
  readonly key: string;
  readonly now: Instant;
  readonly pinned?: TimeWindow;
  readonly choices?: AskChoices;
  /** The best reading whatever its confidence, for measuring: nothing is asked back. */
  readonly isForced?: boolean;
}

interface Prepared {
  readonly context: KeptContext;
  readonly linker: Linker;
  readonly views: ReadonlyMap<AskTable, TableView>;
}

/** Tables that a question is read for, and readings that are offered. */
const BEAM = 8;
const LONGEST_QUESTION = 2000;

/** Questions to queries, or to why not. It keeps an index for each context; it holds no rows and reads nothing but its arguments. */
export class AskCore {
  private readonly prepared = new Map<string, Prepared>();

  setContext(key: string, context: KeptContext): void {
    const linker = makeLinker({ ...context, now: 0 });
    const views = context.tables.map(
      (table) => [table, { table, knowledge: knowledgeFor(table.name, table.flavour), linker }] as const,
    );
    this.prepared.set(key, { context, linker, views: new Map(views) });
  }

  /** Names of the tables that a question may be about, the likeliest first. Throws a RangeError for a context that was not set. */
  tablesFor({ question, key }: Pick<CoreRequest, 'question' | 'key'>): readonly string[] {
    const prepared = this.prepared.get(key);
    if (prepared === undefined) throw new RangeError(`no context is called ${key}`);
    const matches = prepared.linker.tables(tokensOf(question.slice(0, LONGEST_QUESTION)));
    return matches.slice(0, BEAM).map(({ table }) => table.name);
  }

  /** Throws a RangeError for a context that was not set. A question is answered, asked back or refused; it does not throw. */
  async ask(request: CoreRequest): Promise<AskAnswer> {
    const prepared = this.prepared.get(request.key);
    if (prepared === undefined) throw new RangeError(`no context is called ${request.key}`);
    const question = request.question.slice(0, LONGEST_QUESTION);
    const context: AskContext = { ...prepared.context, now: request.now, ...(request.pinned && { pinned: request.pinned }) };
    const outside = outOfScope(question);
    if (outside !== undefined && request.isForced !== true) return this.abstain(prepared, { ...outside, ...outside.span });
    const times = chosenTimes(await readTimes(question, context), request.choices);
    const scanned = asksForScan(question);
    if (scanned !== undefined && request.isForced !== true)
      return scanOf(question, scanned, times, context, [...prepared.views.values()]);
    const reading = readQuestion(question, times, prepared.linker, context);
    const noTable = unknownTable(reading, context);
    if (noTable !== undefined && request.isForced !== true) return this.abstain(prepared, noTable);
    const ranked = rank(reading, interpretations(reading, prepared, context, request.choices));
    return this.answer(reading, ranked, prepared, context, request);
  }

  private answer(
    reading: Reading,
    ranked: readonly Ranked[],
    prepared: Prepared,
    context: AskContext,
    request: CoreRequest,
  ): AskAnswer {
    const [best] = ranked;
    const isForced = request.isForced === true;
    if (best === undefined || best.interpretation.matched === 0) return this.abstain(prepared, unclear());
    const refusal = unknownName(reading, best.interpretation, context);
    if (refusal !== undefined && !isForced) return this.abstain(prepared, refusal);
    if (best.score < FLOOR && !isForced) return this.abstain(prepared, unclear());
    const tables = ranked.map(({ interpretation }) => interpretation.frame.table);
    const isVague = saysNothing(reading, best.interpretation);
    const needsNone = request.choices?.['table-1'] !== undefined || isForced || (isPlainlyNamed(best.interpretation) && !isVague);
    const drafts: ScoredDraft[] = [];
    // Checking takes the most time: only what is about as likely as the first is composed at all.
    for (const one of ranked) {
      const [first] = drafts;
      if (first !== undefined && (needsNone || drafts.length === 3 || (!isVague && first.score - one.score >= MARGIN))) break;
      const draft = draftOf(reading, one, tables, context);
      if (draft !== undefined && draft.draft.kql !== first?.draft.kql) drafts.push(draft);
    }
    const [first] = drafts;
    if (first === undefined) return this.abstain(prepared, unclear());
    return drafts.length === 1 ? first.draft : choiceOf(drafts);
  }

  private abstain(prepared: Prepared, refusal: Refusal): AskAbstention {
    const { reason, message, start, length } = refusal;
    const { tables } = prepared.context;
    return {
      kind: 'abstained',
      reason,
      message,
      ...(start !== undefined && { start }),
      ...(length !== undefined && { length }),
      suggestions: suggestions(tables, (table): TableKnowledge | undefined => prepared.views.get(table)?.knowledge),
    };
  }
}

const unclear = (): Refusal => ({ reason: 'unclear', message: 'No table of this connection fits the question.' });

/** "show me the logs": no word tells which. */
function saysNothing({ tokens, spoken, fillers, resources, groups }: Reading, { frame }: Interpretation): boolean {
  if (resources.length > 0 || groups.length > 0 || frame.table.store === 'graph') return false;
  return tokens.every(({ word }, place) => spoken.has(place) || fillers.has(place) || vague.test(word));
}

const vague =
  /^(?:logs?|events?|errors?|issues?|problems?|metrics?|failures?|fail|warnings?|telemetry|performance|health|status|usage|data|slow|down|broken|wrong|bad)$/;

/** A table by its own name leaves nothing to ask. */
const isPlainlyNamed = ({ frame }: Interpretation): boolean => frame.score >= 0.95;

function chosenTimes(times: TimeReadings, choices: AskChoices | undefined): TimeReadings {
  const wanted = choices?.['window-1'];
  if (wanted === undefined) return times;
  const windows = times.windows.map((reading) => {
    const other = reading.others.find(({ id }) => id === wanted);
    return other === undefined ? reading : { ...reading, window: other.window, meaning: other.label };
  });
  return { ...times, windows };
}

function interpretations(
  reading: Reading,
  { linker, views }: Prepared,
  context: AskContext,
  choices: AskChoices | undefined,
): readonly Interpretation[] {
  const wanted = choices?.['table-1'];
  const linked = candidates(reading, linker).slice(0, BEAM);
  return [...linked, ...usual(reading, linked, views)]
    .concat(
      wanted === undefined
        ? []
        : [...views.keys()]
            .filter(({ name }) => name === wanted)
            .map((table) => ({ table, score: 1, tokens: [], why: 'chosen' })),
    )
    .filter(({ table }) => wanted === undefined || table.name === wanted)
    .slice(wanted === undefined ? 0 : -1)
    .flatMap((match) => {
      const view = views.get(match.table);
      if (view === undefined) return [];
      const interpretation = interpretTable(reading, match, view, context);
      return match.why === USUAL && !isFull(interpretation) ? [] : [interpretation];
    });
}

/** What questions are about that name no table: requests, and the inventory when they name kinds of resources. */
function usual({ resources }: Reading, linked: readonly TableMatch[], views: ReadonlyMap<AskTable, TableView>): TableMatch[] {
  const names = new Set(['AppRequests', 'requests', ...(resources.some(({ how }) => how === 'role') ? ['resources'] : [])]);
  return [...views.keys()]
    .filter((table) => names.has(table.name) && table.rows !== 0 && !linked.some((match) => match.table === table))
    .map((table) => ({ table, score: 0.15, tokens: [], why: USUAL }));
}

const USUAL = 'usual';

/** What is meant without being named has to make sense of all that is said, and of something. */
const isFull = ({ frame, left }: Interpretation): boolean =>
  left.length === 0 &&
  (frame.filters.length > 0 ||
    frame.groups.length > 0 ||
    (frame.result.kind === 'number' && frame.result.number.kind !== 'count'));

/** Tables by all words but those of time, whose places are those of the question again. */
function candidates(reading: Reading, linker: Linker): TableMatch[] {
  const { times, tokens } = reading;
  const timed = new Set(
    [
      ...times.windows,
      ...(times.step === undefined ? [] : [times.step]),
      ...(times.comparison === undefined ? [] : [times.comparison]),
    ].flatMap((span) => tokensIn(tokens, span)),
  );
  const places = tokens.flatMap((_, index) => (timed.has(index) ? [] : [index]));
  const kept = places.flatMap((place) => tokens[place] ?? []);
  return linker.tables(kept).map((match) => ({ ...match, tokens: match.tokens.flatMap((index) => places[index] ?? []) }));
}

interface ScoredDraft {
  readonly draft: AskDraft;
  readonly score: number;
}

/** The query of an interpretation when it passes the gate. */
function draftOf(
  reading: Reading,
  { interpretation, score }: Ranked,
  tables: readonly AskTable[],
  context: AskContext,
): ScoredDraft | undefined {
  const { frame, left } = interpretation;
  const kql = print(composeQuery(frame));
  const bounds = windowOf(frame);
  const { result } = checkDraft(kql, context.tables, {
    now: context.now,
    isGraph: frame.table.store === 'graph',
    ...(bounds !== undefined && { window: bounds }),
  });
  if (!result.ok) return undefined;
  const ignored = left.map((place) => ({
    kind: 'ignored' as const,
    meaning: 'left out',
    span: reading.tokens[place] ?? { start: 0, length: 0 },
  }));
  const others = tables.filter(({ name }) => name !== frame.table.name).map(({ name }) => ({ id: name, label: name }));
  const slots = slotsOf(reading.question, [...frame.slots, ...ignored], others.slice(0, 4));
  const draft: AskDraft = {
    kind: 'query',
    kql,
    store: frame.table.store,
    flavour: frame.table.flavour,
    tables: [frame.table.name],
    ...(bounds !== undefined && { window: bounds }),
    slots,
    explain: sentencesOf(slots),
    confidence: Math.round(Math.min(1, score) * 100) / 100,
    ...(frame.step !== undefined && { render: 'timechart' }),
    notices: noticesOf(slots, frame.result.kind === 'number' ? frame.knowledge?.weight : undefined),
  };
  return { draft, score };
}

/** What bounds the request: both windows where two are compared. */
function windowOf({ window, against, time }: Frame): TimeWindow | undefined {
  if (time === undefined || window === undefined) return undefined;
  if (against === undefined) return window;
  return { from: Math.min(window.from, against.from), to: Math.max(window.to, against.to) };
}

function choiceOf(drafts: readonly ScoredDraft[]): AskAnswer {
  const options = drafts.map(({ draft }) => ({
    label: draft.tables.join(', '),
    choices: { 'table-1': draft.tables[0] ?? '' },
    draft,
  }));
  return { kind: 'choice', question: 'Which of these do you mean?', options };
}
