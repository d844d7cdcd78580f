import type { ScalarFunction } from '../definition.js';

export const stringsFunctions: readonly ScalarFunction[] = [];
