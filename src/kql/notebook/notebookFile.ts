import type { QueryConnection, TimeRange } from '../../model/queryConnection';
import type { CellResult } from '../../model/cellResult';

/** A notebook as its file has it. Texts keep their line breaks as they are. */
export interface NotebookFile {
  readonly connection?: QueryConnection;
  readonly time?: TimeRange;
  readonly cells: readonly NotebookCell[];
  /** Lines of the head that this version does not know, in order: they are written back as they were. */
  readonly otherLines: readonly string[];
  readonly hasByteOrderMark: boolean;
}

export type NotebookCell =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Pictures in the cell: base64 by media type by name. */
      readonly attachments?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    }
  | {
      readonly kind: 'question';
      /** In plain language. */
      readonly text: string;
      /** What was chosen where the question can be read in several ways: ids of readings by slots such as `window-1`. */
      readonly choices?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'query';
      readonly text: string;
      /** Names the result for later cells. */
      readonly name?: string;
      /** In place of the notebook's. */
      readonly connection?: QueryConnection;
      /** Made for the question above: `textMark` of the text as it was made. */
      readonly asked?: string;
      /** Kept by choice only. */
      readonly output?: CellResult;
    };

/** A file that is no notebook of this format. `line` counts from 1. */
export class NotebookFormatError extends Error {
  override readonly name = 'NotebookFormatError';
  constructor(
    readonly line: number,
    problem: string,
  ) {
    super(`Line ${line}: ${problem}`);
  }
}
