import type { ScalarFunction } from '../definition.js';
import { timeArithmeticFunctions } from './arithmetic.js';
import { boundaryFunctions } from './boundaries.js';
import { calendarPartFunctions } from './calendarParts.js';
import { clockFunctions } from './clock.js';
import { timeFormatFunctions } from './format.js';
import { zoneFunctions } from './zones.js';

export const timeFunctions: readonly ScalarFunction[] = [
  ...clockFunctions,
  ...calendarPartFunctions,
  ...boundaryFunctions,
  ...timeArithmeticFunctions,
  ...timeFormatFunctions,
  ...zoneFunctions,
];
