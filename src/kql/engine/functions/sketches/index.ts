import type { ScalarFunction } from '../definition.js';

export const sketchesFunctions: readonly ScalarFunction[] = [];
