import type { ResultReply, ResultRequest } from '../../model/cellResult';
import type { QueryTable } from '../../model/query';
import type { ResultFilter } from '../../kql/language/languageService';
import type { TimeWindow } from '../../model/time';

/** What may be done with a result where it came from. */
export interface ResultOrigin {
  /** Suggested file name without extension. */
  readonly name: string;
  addFilter(filter: ResultFilter): Promise<void>;
  setTimeRange(window: TimeWindow): Promise<void>;
}

/** Holds the rows of results while something shows them, and carries out what a drawn result asks. */
export interface ResultHost {
  hold(id: string, tables: readonly QueryTable[], origin: ResultOrigin): void;
  release(id: string): void;
  tables(id: string): readonly QueryTable[] | undefined;
  /** Shows errors where the person acted; never rejects. */
  handle(request: ResultRequest, reply: (message: ResultReply) => void): Promise<void>;
}
