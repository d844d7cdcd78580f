import type { ScalarFunction } from '../definition.js';

export const windowFunctions: readonly ScalarFunction[] = [];
