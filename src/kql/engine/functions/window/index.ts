import type { ScalarFunction } from '../definition.js';
import { neighbourFunctions } from './neighbours.js';
import { rowNumber, rowRankDense, rowRankMin } from './ranks.js';
import { rowCumsum } from './cumsum.js';
import { rowWindowSession } from './session.js';

/** Functions that read other rows of a serialized input; each gets the whole input as one chunk. */
export const windowFunctions: readonly ScalarFunction[] = [
  rowNumber,
  rowRankDense,
  rowRankMin,
  rowCumsum,
  rowWindowSession,
  ...neighbourFunctions,
];
