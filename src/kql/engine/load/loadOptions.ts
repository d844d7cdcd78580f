import type { Table } from '../chunk.js';
import { KqlError } from '../errors.js';
import type { Schema } from '../types.js';

/** A value or row of a file that could not be read as what its column asks. */
export interface DirtySample {
  /** Counts from 1; the header is no row. */
  readonly row: number;
  readonly column?: string;
  readonly problem: string;
  readonly text: string;
}

/** What was wrong with a file: loading goes on, the value is null or the row is left out. */
export interface DirtyReport {
  readonly count: number;
  /** The first ones. */
  readonly samples: readonly DirtySample[];
}

export interface LoadOptions {
  /** The columns, when they are known; columns of the file that are not in it are inferred, columns only in it are null. */
  readonly schema?: Schema;
  /** Bytes of memory that the table may hold. */
  readonly maxBytes?: number;
  readonly isCancelled?: () => boolean;
  /** What is loaded, for messages. */
  readonly name?: string;
}

export interface Loaded {
  readonly table: Table;
  readonly dirty: DirtyReport;
  /** Names of the columns whose type was inferred from a sample. */
  readonly inferred: readonly string[];
}

/** Bytes of a file in order. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const MAX_SAMPLES = 10;

/** Collects what is wrong with a file, and per column how often. */
export class DirtyLog {
  private total = 0;
  private readonly kept: DirtySample[] = [];
  readonly byColumn = new Map<string, number>();

  note(sample: DirtySample): void {
    this.total++;
    if (sample.column !== undefined) this.byColumn.set(sample.column, (this.byColumn.get(sample.column) ?? 0) + 1);
    if (this.kept.length < MAX_SAMPLES) this.kept.push({ ...sample, text: sample.text.slice(0, 200) });
  }

  report(): DirtyReport {
    return { count: this.total, samples: this.kept };
  }
}

export function checkCancelled({ isCancelled }: LoadOptions): void {
  if (isCancelled?.() === true) throw new KqlError('cancelled', 'Loading was cancelled.');
}
