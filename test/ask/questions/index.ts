import type { Names } from '../generate/names';
import { heldOut } from './heldOut';
import { listsAndCounts } from './listsAndCounts';
import { momentsAndSets } from './momentsAndSets';
import { Kit, type Question, type Unanswerable } from './question';
import { resourcesAndMetrics } from './resourcesAndMetrics';
import { second } from './second';
import { shapes } from './shapes';
import { unanswerable } from './unanswerable';

export interface QuestionSet {
  readonly open: readonly Question[];
  readonly held: readonly Question[];
  readonly unanswerable: readonly Unanswerable[];
}

/** All questions, in the words of a workspace. */
export function questionsFor(names: Names): QuestionSet {
  const kit = new Kit(names);
  return {
    open: [listsAndCounts, shapes, momentsAndSets, resourcesAndMetrics, second].flatMap((write) => write(kit)),
    held: heldOut(kit),
    unanswerable: unanswerable(kit),
  };
}
