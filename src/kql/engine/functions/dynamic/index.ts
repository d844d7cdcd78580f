import type { ScalarFunction } from '../definition.js';

export const dynamicFunctions: readonly ScalarFunction[] = [];
