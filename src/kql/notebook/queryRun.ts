import type { CellResult } from '../../model/cellResult';
import type { QueryTable } from '../../model/query';
import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import type { Clock } from '../../model/time';
import type { LanguageService } from '../language/languageService';
import type { QuerySources } from '../sources/querySources';

/** A cell above the one that runs, in the order of the notebook. */
export interface EarlierCell {
  readonly text: string;
  /** The name of its result. */
  readonly name?: string;
  /** Its rows as of its last run, when there was one. */
  readonly result?: QueryTable;
  /** True when its text, its connection or something it uses has changed since. */
  readonly isStale: boolean;
}

export interface RunRequest {
  readonly text: string;
  readonly connection: QueryConnection;
  readonly time?: TimeRange;
  /** None for a query of a file. */
  readonly earlier: readonly EarlierCell[];
}

export interface RunServices {
  readonly sources: QuerySources;
  readonly language: LanguageService;
  /** The environment's. */
  readonly clock: Clock;
  /** IANA name. */
  readonly timeZone: string;
  /** How far a query of logs looks back that nothing limits. */
  readonly defaultHours: number;
  readonly timeoutSeconds: number;
}

export interface FinishedRun {
  readonly result: CellResult;
  /** All rows, in the order of `result.tables`. */
  readonly tables: readonly QueryTable[];
}
