import type { AskAnswer, AskChoices } from '../../kql/ask/answer';
import type { Failure } from '../../model/failure';
import type { QueryConnection } from '../../model/queryConnection';
import type { TimeWindow } from '../../model/time';

export interface AskOptions {
  /** The time range that applies when the question names none. */
  readonly pinned?: TimeWindow;
  /** What was chosen for slots of a former answer. */
  readonly choices?: AskChoices;
  readonly signal?: AbortSignal;
  /** What it is doing at the moment, as a short phrase. */
  readonly onProgress?: (phrase: string) => void;
}

/** An answer and what a person must know beside it. */
export interface Asked {
  readonly answer: AskAnswer;
  /** Where the query of the answer runs: the connection that was asked about, or Resource Graph. */
  readonly connection: QueryConnection;
  /** What could not be read of what there is to ask about; the answer may be poorer for it. */
  readonly failures: readonly Failure[];
  /** How long reading the question took, without reading what there is to ask about. */
  readonly milliseconds: number;
}

/** Questions in plain language about a connection of the active environment. Loads with the first question. */
export interface AskService {
  /** Rejects with `SourceError`, `KqlError` or `AbortError`. */
  ask(question: string, connection: QueryConnection, options?: AskOptions): Promise<Asked>;
  /** Questions that this environment can answer; from what is known already, never waiting for a service. */
  suggestions(connection: QueryConnection): Promise<readonly string[]>;
}
