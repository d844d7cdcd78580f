import type { ScalarFunction } from '../definition.js';

export const timeFunctions: readonly ScalarFunction[] = [];
