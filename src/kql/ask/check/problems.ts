import type { Span } from '../../engine/errors.js';

/** Why a query is refused. What the language service has against it keeps its own code: `KS142`. */
export type GateCode =
  | 'tooLong'
  | 'tooDeep'
  | 'tooManyJoins'
  | 'tooManyTables'
  | 'unreadable'
  /** A management command, or a directive of a client. */
  | 'command'
  /** Not one query after its `let` statements, or a statement of another kind. */
  | 'statement'
  /** An operator or a construct that questions have no use for. */
  | 'operator'
  | 'function'
  | 'plugin'
  /** Another cluster, database, workspace or resource than the one that is asked. */
  | 'remote'
  | 'externalData'
  /** Rows that the text itself holds. */
  | 'inlineData'
  /** All tables, or those with names like something. */
  | 'wildcard'
  | 'noTable'
  | 'tableNotAllowed'
  | 'openWindow'
  /** Bounds that cannot be told without running something. */
  | 'unknownWindow'
  | 'outsideWindow'
  | 'noRowCap'
  | 'tooManyRows'
  | `KS${string}`;

export interface GateProblem extends Span {
  readonly code: GateCode;
  readonly message: string;
}

const MOST = 50;

/** Collects problems at their places, the first fifty of them. */
export class Problems {
  readonly all: GateProblem[] = [];

  add(code: GateCode, message: string, { start, length }: Span): void {
    if (this.all.length < MOST && !this.all.some((one) => one.code === code && one.start === start)) {
      this.all.push({ code, message, start, length });
    }
  }
}
