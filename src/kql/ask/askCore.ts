import type { Instant, TimeWindow } from '../../model/time';
import type { AskAbstention, AskAnswer, AskChoices, AskContext, AskTable } from './answer';
import { asWritten } from './asWritten';
import { knowledgeFor } from './catalogue/catalogue';
import type { TableKnowledge } from './catalogue/types';
import { chosenBefore, draftOf, type ScoredDraft } from './draft';
import { withWindow } from './edit/window';
import { sentencesOf } from './explain';
import type { TableView } from './interpret/columns';
import type { Interpretation } from './interpret/interpretTable';
import { obstacleIn, otherRowsIn, unreadIn } from './interpret/obstacles';
import { readQuestion, type Reading } from './interpret/reading';
import { spelled } from './interpret/spelling';
import { asksForScan, outOfScope } from './interpret/scope';
import { BEAM, interpretations } from './interpretations';
import { theCatalogue } from './link/knowledge';
import { makeLinker } from './link/linker';
import { nameVocabulary } from './link/nameVocabulary';
import { stem } from './link/stem';
import type { Linker } from './link/types';
import { tokensOf } from './link/tokens';
import { preferMain } from './preferMain';
import { preferTwin } from './preferTwin';
import { BARE_FLOOR, FLOOR, MARGIN, rank, type Ranked } from './rank';
import { scanOf, timesForScan } from './scan/scanParts';
import { suggestions } from './suggest';
import { readTimes } from './time/readTimes';
import { unknownName, unknownTable, type Refusal } from './unknown';

/** What a connection is, without what changes from question to question. */
export type KeptContext = Omit<AskContext, 'now' | 'pinned'>;

/** What changes of a context while questions are asked. */
export interface KnownValues {
  readonly values: KeptContext['values'];
  /** Rows by the name of their table, of those that were counted. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface CoreRequest {
  readonly question: string;
  /** Of a context that was set. */
  readonly key: string;
  /** What the person looks at: the id of a resource, an ARM type, or what a service is called ("Key vaults"). */
  readonly scope?: string;
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
  /** True for words that the connection or the catalogue have. */
  readonly isKnown: (word: string) => boolean;
}

const LONGEST_QUESTION = 2000;

/** Questions to queries, or to why not. It keeps an index for each context; it holds no rows and reads nothing but its arguments. */
export class AskCore {
  private readonly prepared = new Map<string, Prepared>();

  setContext(key: string, context: KeptContext): void {
    const linker = makeLinker({ ...context, now: 0 });
    const views = context.tables.map(
      (table) => [table, { table, knowledge: knowledgeFor(table.name, table.flavour), linker }] as const,
    );
    const names = nameVocabulary({ ...context, now: 0 }, theCatalogue);
    const isKnown = (word: string): boolean => names.hasWord(word) || names.hasWord(stem(word)) || names.hasName(word);
    this.prepared.set(key, { context, linker, views: new Map(views), isKnown });
  }

  /** In the place of the values that a context has; its tables stay as they are. Throws a RangeError for one that was not set. */
  setValues(key: string, { values, rows }: KnownValues): void {
    const { context } = this.preparedFor(key);
    const tables = context.tables.map((table) => {
      const counted = rows[table.name];
      return counted === undefined || counted === table.rows ? table : { ...table, rows: counted };
    });
    this.setContext(key, { ...context, tables, values });
  }

  /** A context that was set, with its index. Throws a RangeError for one that was not. */
  declared(key: string): { readonly context: KeptContext; readonly linker: Linker } {
    return this.preparedFor(key);
  }

  /** Names of the tables that a question may be about, the likeliest first. Throws a RangeError for a context that was not set. */
  tablesFor({ question, key }: Pick<CoreRequest, 'question' | 'key'>): readonly string[] {
    const matches = this.preparedFor(key).linker.tables(tokensOf(question.slice(0, LONGEST_QUESTION)));
    return matches.slice(0, BEAM).map(({ table }) => table.name);
  }

  /** Throws a RangeError for a context that was not set. A question is answered, asked back or refused; it does not throw. */
  async ask(request: CoreRequest): Promise<AskAnswer> {
    const question = request.question.slice(0, LONGEST_QUESTION);
    const prepared = this.preparedFor(request.key);
    const read = spelled(question, prepared.isKnown);
    return asWritten(await this.askAsRead({ ...request, question: read.text }, prepared), question, read);
  }

  private async askAsRead(request: CoreRequest, prepared: Prepared): Promise<AskAnswer> {
    const { question } = request;
    const context: AskContext = { ...prepared.context, now: request.now, ...(request.pinned && { pinned: request.pinned }) };
    const outside = outOfScope(question);
    if (outside !== undefined && request.isForced !== true) return this.abstain(prepared, { ...outside, ...outside.span });
    const scanned = request.isForced === true ? undefined : asksForScan(question);
    const read = await readTimes(question, context);
    const times = scanned === undefined ? read : timesForScan(read, context);
    const chosen = await withWindow(times, request.choices?.['window-1'], context);
    if (typeof chosen === 'string') return this.abstain(prepared, unfit(chosen));
    if (scanned !== undefined) {
      const scan = scanOf(question, scanned, chosen, context, [...prepared.views.values()]);
      const slots = scan.slots.map((slot) => chosenBefore(slot, [], scan.window, request));
      return { ...scan, slots, explain: sentencesOf(slots) };
    }
    const scope = request.scope === undefined ? undefined : prepared.linker.scope(request.scope);
    const reading = { ...readQuestion(question, times, prepared.linker, context), scope };
    const noTable = unknownTable(reading, context);
    if (noTable !== undefined && request.isForced !== true) return this.abstain(prepared, noTable);
    const scored = rank(reading, interpretations(reading, prepared, context));
    const ranked = preferMain(preferTwin(scored, context), reading, context);
    // The likeliest table is that of the question as it was asked: a chosen time is no reason for another one.
    const again = chosen === times ? undefined : { ...readQuestion(question, chosen, prepared.linker, context), scope };
    return this.answer(reading, ranked, prepared, context, request, again);
  }

  private preparedFor(key: string): Prepared {
    const prepared = this.prepared.get(key);
    if (prepared === undefined) throw new RangeError(`no context is called ${key}`);
    return prepared;
  }

  private answer(
    reading: Reading,
    likely: readonly Ranked[],
    prepared: Prepared,
    context: AskContext,
    request: CoreRequest,
    /** The question with another time that was chosen for it. */
    again: Reading | undefined,
  ): AskAnswer {
    const wanted = request.choices?.['table-1'];
    if (wanted !== undefined && context.tables.every(({ name }) => name !== wanted))
      return this.abstain(prepared, unfit(`No table is called "${wanted}" here.`));
    const ranked = wanted === undefined ? likely : rank(reading, interpretations(reading, prepared, context, wanted));
    const [best] = ranked;
    const isForced = request.isForced === true;
    const isSure = isForced || wanted !== undefined;
    if (best === undefined || (best.interpretation.matched === 0 && reading.scope === undefined && !isSure))
      return this.abstain(prepared, unclear());
    // Where only a schema is known, a word may be a name, and nothing tells which of two tables has rows: the best reading is given, with a
    // notice of what it leaves out.
    const isBare = context.resources.length === 0 && context.values.length === 0;
    const refusal = refusalOf(reading, best.interpretation, context);
    if (refusal !== undefined && !isForced && !(isBare && refusal.reason === 'unclear')) return this.abstain(prepared, refusal);
    if (best.score < (isBare ? BARE_FLOOR : FLOOR) && !isSure) return this.abstain(prepared, unclear());
    const unread = isBare ? undefined : unreadIn(reading, best.interpretation, best.score);
    if (unread !== undefined && !isSure) return this.abstain(prepared, unread);
    const tables = likely
      .filter(({ interpretation }) => refusalOf(reading, interpretation, context) === undefined)
      .map(({ interpretation }) => interpretation.frame.table);
    const isVague = saysNothing(reading, best.interpretation);
    const needsNone = isSure || isBare || (isPlainlyNamed(best.interpretation) && !isVague);
    const drafts: ScoredDraft[] = [];
    // Checking takes the most time: only what is about as likely as the first is composed at all.
    for (const one of ranked) {
      const [first] = drafts;
      if (first !== undefined && (needsNone || drafts.length === 3 || (!isVague && first.score - one.score >= MARGIN))) break;
      const [final = one.interpretation] =
        again === undefined ? [] : interpretations(again, prepared, context, one.interpretation.frame.table.name);
      const view = prepared.views.get(final.frame.table);
      const draft = view && draftOf(again ?? reading, { ...one, interpretation: final }, tables, view, context, request);
      if (draft !== undefined && 'unfit' in draft) {
        if (first === undefined) return this.abstain(prepared, unfit(draft.unfit));
      } else if (draft !== undefined && draft.draft.kql !== first?.draft.kql) drafts.push(draft);
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
      suggestions:
        reason === 'unknownChoice'
          ? []
          : suggestions(tables, (table): TableKnowledge | undefined => prepared.views.get(table)?.knowledge),
    };
  }
}

const refusalOf = (reading: Reading, interpretation: Interpretation, context: AskContext): Refusal | undefined =>
  otherRowsIn(reading, interpretation) ?? unknownName(reading, interpretation, context) ?? obstacleIn(reading, interpretation);

const unfit = (message: string): Refusal => ({ reason: 'unknownChoice', message });

const unclear = (): Refusal => ({ reason: 'unclear', message: 'No table of this connection fits the question.' });

/** "show me the logs": no word tells which. */
function saysNothing({ tokens, spoken, fillers, resources, groups, cues }: Reading, { frame }: Interpretation): boolean {
  if (resources.length > 0 || groups.length > 0 || cues.ratio !== undefined || frame.table.store === 'graph') return false;
  return tokens.every(({ word }, place) => spoken.has(place) || fillers.has(place) || vague.test(word));
}

const vague =
  /^(?:logs?|events?|errors?|issues?|problems?|metrics?|failures?|fail|warnings?|telemetry|performance|health|status|usage|data|slow|down|broken|wrong|bad)$/;

/** A table by its own name leaves nothing to ask. */
const isPlainlyNamed = ({ frame }: Interpretation): boolean => frame.score >= 0.95;

function choiceOf(drafts: readonly ScoredDraft[]): AskAnswer {
  const options = drafts.map(({ draft }) => ({
    label: draft.tables.join(', '),
    choices: { 'table-1': draft.tables[0] ?? '' },
    draft,
  }));
  return { kind: 'choice', question: 'Which of these do you mean?', options };
}
