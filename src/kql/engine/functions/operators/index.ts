import type { ScalarFunction } from '../definition.js';
import { arithmeticOperators } from './arithmetic.js';
import { comparisonOperators } from './comparison.js';
import { conditionalFunctions } from './conditional.js';
import { logicOperators } from './logic.js';
import { accessOperators } from './member.js';
import { membershipOperators } from './membership.js';
import { stringPredicateOperators } from './stringPredicates.js';

export const operatorsFunctions: readonly ScalarFunction[] = [
  ...comparisonOperators,
  ...arithmeticOperators,
  ...logicOperators,
  ...stringPredicateOperators,
  ...membershipOperators,
  ...conditionalFunctions,
  ...accessOperators,
];
