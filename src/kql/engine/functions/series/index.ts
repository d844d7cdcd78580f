import type { ScalarFunction } from '../definition.js';

export const seriesFunctions: readonly ScalarFunction[] = [];
