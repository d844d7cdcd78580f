import { textMark } from '../textMark';

/** A cell below a question. */
export interface CellBelow {
  readonly text: string;
  /** The mark of the text as it was made for the question; absent for any other cell. */
  readonly asked?: string;
}

/** What happens to the cells below a question when it has an answer; indices count from the first of them. */
export interface Placement {
  /** So many of the first are given new texts. */
  readonly reused: number;
  /** Behind those, so many give way to new cells. */
  readonly replaced: number;
  /** So many new cells come there. */
  readonly added: number;
  /** Made for the question, below one that a person edited. */
  readonly removed: readonly number[];
  /** Edited by a person, and theirs from now on. */
  readonly released: readonly number[];
}

/** True for a text that nobody has edited since it was made. */
export const isAsGenerated = ({ text, asked }: CellBelow): boolean => asked !== undefined && textMark(text) === asked;

/** Where `count` new queries go. Cells that a person edited stay as they are, below the new ones. */
export function placementOf(below: readonly CellBelow[], count: number): Placement {
  const end = below.findIndex(({ asked }) => asked === undefined);
  const linked = end < 0 ? below : below.slice(0, end);
  const edited = linked.findIndex((cell) => !isAsGenerated(cell));
  const first = edited < 0 ? linked.length : edited;
  const reused = Math.min(count, first);
  const rest = linked.map((_, index) => index).slice(first);
  return {
    reused,
    replaced: first - reused,
    added: count - reused,
    removed: rest.filter((index) => isGeneratedAt(linked, index)),
    released: rest.filter((index) => !isGeneratedAt(linked, index)),
  };
}

/** A query that stands on its own, under the question that it was made for. */
export function keptAsKql(question: string, kql: string): string {
  const lines = question.trim().split(/\r\n|[\r\n\u2028\u2029]/);
  return [...lines.map((line) => `// ${line}`.trimEnd()), kql].join('\n');
}

function isGeneratedAt(cells: readonly CellBelow[], index: number): boolean {
  const cell = cells[index];
  return cell !== undefined && isAsGenerated(cell);
}
