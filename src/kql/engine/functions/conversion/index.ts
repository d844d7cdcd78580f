import type { ScalarFunction } from '../definition.js';

export const conversionFunctions: readonly ScalarFunction[] = [];
