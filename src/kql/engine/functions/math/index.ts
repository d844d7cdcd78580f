import type { ScalarFunction } from '../definition.js';
import { binFunctions } from './bin.js';
import { elementaryFunctions } from './elementary.js';
import { unitFunctions } from './units.js';

export const mathFunctions: readonly ScalarFunction[] = [...binFunctions, ...elementaryFunctions, ...unitFunctions];
