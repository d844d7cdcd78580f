import type { ScalarFunction } from '../definition.js';
import { bitFunctions } from './bits.js';
import { casts } from './casts.js';
import { checkFunctions } from './checks.js';
import { hashFunctions } from './hash.js';
import { nullTests } from './nulls.js';
import { randomFunctions } from './random.js';
import { typeFunctions } from './types.js';

export const conversionFunctions: readonly ScalarFunction[] = [
  ...casts,
  ...nullTests,
  ...typeFunctions,
  ...hashFunctions,
  ...bitFunctions,
  ...checkFunctions,
  ...randomFunctions,
];
