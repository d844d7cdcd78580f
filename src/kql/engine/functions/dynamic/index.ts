import type { ScalarFunction } from '../definition.js';
import { arrayFunctions } from './arrays.js';
import { bagFunctions } from './bags.js';
import { jsonFunctions } from './json.js';
import { rangeFunctions } from './range.js';
import { setFunctions } from './sets.js';
import { sortingFunctions } from './sorting.js';

export const dynamicFunctions: readonly ScalarFunction[] = [
  ...jsonFunctions,
  ...bagFunctions,
  ...arrayFunctions,
  ...sortingFunctions,
  ...setFunctions,
  ...rangeFunctions,
];
