import { counted, distinct, rows } from './decide/counts';
import type { Decision, Found } from './decide/decision';
import { latest, missing, seen } from './decide/moments';
import { numberOfMeasure } from './decide/numbers';
import { quotient, ratio, sideBySide } from './decide/shares';
import { obstacleOf, unmetBy } from './decide/unmet';

/** From what a question asks in small words to what is computed. The order is that of how particular the words are. */
export function decideResult(found: Found): Decision {
  const decided = decide(found);
  const obstacle = obstacleOf(found);
  return { ...decided, unmet: unmetBy(found, decided.result), ...(obstacle !== undefined && { obstacle }) };
}

function decide(found: Found): Decision {
  return (
    missing(found) ??
    seen(found) ??
    quotient(found) ??
    sideBySide(found) ??
    ratio(found) ??
    latest(found) ??
    distinct(found) ??
    numberOfMeasure(found) ??
    counted(found) ??
    rows(found)
  );
}
