import type { Names } from '../generate/names';
import { blindMoments } from './blindMoments';
import { blindRefusals } from './blindRefusals';
import { blindResources } from './blindResources';
import { blindRoles } from './blindRoles';
import { blindRows } from './blindRows';
import { blindSeen } from './blindSeen';
import { blindShapes } from './blindShapes';
import { blindShares } from './blindShares';
import { heldOut } from './heldOut';
import { listsAndCounts } from './listsAndCounts';
import { momentsAndSets } from './momentsAndSets';
import { devPrefix, Kit, type Question, type Unanswerable } from './question';
import { resourcesAndMetrics } from './resourcesAndMetrics';
import { second } from './second';
import { shapes } from './shapes';
import { unanswerable } from './unanswerable';

export interface QuestionSet {
  readonly open: readonly Question[];
  readonly held: readonly Question[];
  /** Written without sight of what answers them: this half may be tuned for, the other is scored as a whole only. */
  readonly blindDev: readonly Question[];
  readonly blind: readonly Question[];
  readonly unanswerable: readonly Unanswerable[];
}

/** All questions, in the words of a workspace. */
export function questionsFor(names: Names): QuestionSet {
  const kit = new Kit(names);
  const unseen = [blindRows, blindShapes, blindShares, blindSeen, blindMoments, blindResources, blindRoles].flatMap((write) =>
    write(kit),
  );
  return {
    open: [listsAndCounts, shapes, momentsAndSets, resourcesAndMetrics, second].flatMap((write) => write(kit)),
    held: heldOut(kit),
    blindDev: unseen.filter(({ id }) => id.startsWith(devPrefix)),
    blind: unseen.filter(({ id }) => !id.startsWith(devPrefix)),
    unanswerable: [...unanswerable(kit), ...blindRefusals(kit)],
  };
}
