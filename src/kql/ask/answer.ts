import type { Rendering } from '../../model/query';
import type { Instant, TimeWindow } from '../../model/time';

/** Where an answer comes from. Each has its own tables; `metrics` are the platform metrics as the logs keep them. */
export type AskStore = 'logs' | 'graph' | 'metrics';

/** How a store writes names: a workspace (`AppRequests`, `TimeGenerated`), classic Application Insights (`requests`, `timestamp`), Resource Graph. */
export type Flavour = 'workspace' | 'classic' | 'graph';

/** What a part of the question was taken for. */
export type SlotKind =
  | 'store'
  | 'table'
  | 'window'
  | 'resource'
  | 'condition'
  | 'measure'
  | 'aggregation'
  | 'group'
  | 'order'
  | 'limit'
  | 'shape'
  | 'comparison'
  | 'ignored';

/** Another reading of a slot, to be sent back in `CoreRequest.choices` of askCore.ts. */
export interface SlotChoice {
  /** Stable for the same question and context. */
  readonly id: string;
  /** For a chip or a list: `AppServiceHTTPLogs`, `18:00 to 09:00 Europe/Madrid`. */
  readonly label: string;
}

/** One part of the question and what it became. */
export interface Slot {
  /** Unique in an answer: its kind and a number, `window-1`. */
  readonly id: string;
  readonly kind: SlotKind;
  /** The words of the question; empty for what was assumed. */
  readonly words: string;
  /** Where they stand in the question; absent for what was assumed. */
  readonly start?: number;
  readonly length?: number;
  /** In words: `AppServiceHTTPLogs of web-shop`. */
  readonly meaning: string;
  /** True when it is a guess a person should see (a fuzzy match, a default). */
  readonly isAssumed: boolean;
  /** What else it could be, the best first, without what was chosen. */
  readonly others: readonly SlotChoice[];
  /** What kind of text may be typed instead, sent back as `typedChoice` of edit/typedChoice.ts writes it. */
  readonly typed?: SlotTyping;
  /** True when a person chose it. */
  readonly isChosen?: boolean;
  /** True when it is what is done with every question that says nothing of it: there is no sentence for it. */
  readonly isImplied?: boolean;
}

/** A time in words, a number, or a value of the column or a name. */
export type SlotTyping = 'window' | 'number' | 'value';

/** A query that was made for the question, checked, ready to run. */
export interface AskDraft {
  readonly kind: 'query';
  readonly kql: string;
  readonly store: AskStore;
  readonly flavour: Flavour;
  /** Tables that it reads. */
  readonly tables: readonly string[];
  /** Closed; it stands in the query, and bounds the request. Absent where a store has no time (inventory). */
  readonly window?: TimeWindow;
  readonly slots: readonly Slot[];
  /** One sentence for each slot, in the order of reading. */
  readonly explain: readonly string[];
  /** 0 to 1; above 0.5 it is answered without asking. */
  readonly confidence: number;
  readonly render?: Rendering['visualization'];
  /** Of a list of rows: the query that counts the same rows over the window, for a chart. */
  readonly overTime?: string;
  /** What a person must know beside the answer: a fuzzy name, a default window, sampling. */
  readonly notices: readonly string[];
  /** Absent where no rows need no explanation. */
  readonly whenEmpty?: WhenEmpty;
}

/** What to run when a query gave no rows, to say why. */
export interface WhenEmpty {
  /** One for each filter: the query without it, over the same window. */
  readonly probes: readonly EmptyProbe[];
  /** Gives the last time of rows that pass all filters, in one cell; null when there are none in its window. */
  readonly lastSeen?: { readonly kql: string; readonly window: TimeWindow };
}

export interface EmptyProbe {
  /** The filter in words: `Level is Error`. */
  readonly meaning: string;
  readonly kql: string;
  /** What its rows are: any row; a value and how many; or how many, the lowest and the highest value. */
  readonly tells: 'rows' | 'values' | 'range';
  /** Whose values these are. */
  readonly column?: string;
  /** It leaves out what groups must reach, and keeps all filters. */
  readonly isOfGroups?: boolean;
}

/** Several readings are about as likely. */
export interface AskChoice {
  readonly kind: 'choice';
  /** "Which table do you mean by 'logs'?" */
  readonly question: string;
  /** Two or three. */
  readonly options: readonly { readonly label: string; readonly choices: AskChoices; readonly draft: AskDraft }[];
}

/** It is not answered, and why. */
export interface AskAbstention {
  readonly kind: 'abstained';
  readonly reason:
    | 'unknownResource'
    | 'unknownTable'
    | 'unknownColumn'
    | 'unknownValue'
    /** What was chosen for a slot does not fit it. */
    | 'unknownChoice'
    | 'outOfScope'
    | 'unclear'
    | 'notAllowed';
  /** "No resource is called payroll. The nearest are …" */
  readonly message: string;
  /** What stands in the way, in the question. */
  readonly start?: number;
  readonly length?: number;
  /** Questions that can be asked instead. */
  readonly suggestions: readonly string[];
}

/** A scan for what was unusual: several queries, whose rows `findUnusual` reads. */
export interface AskScan {
  readonly kind: 'scan';
  readonly window: TimeWindow;
  readonly slots: readonly Slot[];
  readonly explain: readonly string[];
  readonly parts: readonly ScanPart[];
  /** What would be looked at too, and the tables of which the connection has none. */
  readonly absent?: readonly { readonly title: string; readonly tables: readonly string[] }[];
}

export interface ScanPart {
  readonly id: string;
  /** "Dependency failures by target". */
  readonly title: string;
  readonly store: AskStore;
  readonly kql: string;
  /** Over the window and the baseline before it. */
  readonly window: TimeWindow;
  readonly unit: string;
  /** Which way is bad. */
  readonly bad: 'high' | 'low' | 'both';
  /** Ids of other parts: where they have rows, no row of this one is no event, and not missing data. */
  readonly coveredBy?: readonly string[];
}

export type AskAnswer = AskDraft | AskChoice | AskAbstention | AskScan;

/** Slot ids of a former answer and the ids of what was chosen for them. */
export type AskChoices = Readonly<Record<string, string>>;

/** What a question is asked about. Plain data: it crosses to a worker. */
export interface AskContext {
  /** Its name in questions is no filter: "on the web shop system". */
  readonly environment: string;
  readonly now: Instant;
  /** IANA. */
  readonly timeZone: string;
  /** The time range of the notebook or the page; used when the question names none. */
  readonly pinned?: TimeWindow;
  readonly tables: readonly AskTable[];
  readonly resources: readonly AskResource[];
  readonly values: readonly ColumnValues[];
  /** Moments that words such as "since the deploy" refer to, in any order. */
  readonly events: readonly AskEvent[];
  /** The hours of the night, local, `HH:MM`; 18:00 to 09:00 when absent. */
  readonly night?: { readonly from: string; readonly to: string };
  /** When shifts begin, local, `HH:MM`, ascending; 00:00, 08:00, 16:00 when absent. */
  readonly shifts?: readonly string[];
}

export interface AskTable {
  readonly name: string;
  readonly store: AskStore;
  readonly flavour: Flavour;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly description?: string }[];
  readonly description?: string;
  /** In the last day or so; absent when it was not counted. A table known to be empty gives way to one with rows. */
  readonly rows?: number;
  readonly lastSeen?: Instant;
}

export interface AskResource {
  readonly id: string;
  readonly name: string;
  /** Lower-case ARM type. */
  readonly type: string;
  readonly resourceGroup: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Values that a column was seen to have. They are data: they never become anything but literals. */
export interface ColumnValues {
  readonly table: string;
  /** A column, or a path into a dynamic one: `Properties.Level`. */
  readonly column: string;
  /** The most frequent first. */
  readonly values: readonly { readonly value: string | number | boolean; readonly count: number }[];
  /** True when these are all there are. */
  readonly isComplete: boolean;
  readonly sampledAt: Instant;
}

export interface AskEvent {
  readonly kind: 'deployment' | 'restart' | 'incident' | 'alert';
  readonly at: Instant;
  readonly until?: Instant;
  /** Resource or title; what a question may call it by. */
  readonly name: string;
}
