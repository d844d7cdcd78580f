import type { ScalarFunction } from '../definition.js';

export const operatorsFunctions: readonly ScalarFunction[] = [];
