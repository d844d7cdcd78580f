import type { ScalarFunction } from '../definition.js';

export const netFunctions: readonly ScalarFunction[] = [];
