import type { ScalarFunction } from '../definition.js';

export const mathFunctions: readonly ScalarFunction[] = [];
