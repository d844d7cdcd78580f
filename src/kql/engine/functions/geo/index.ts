import type { ScalarFunction } from '../definition.js';

export const geoFunctions: readonly ScalarFunction[] = [];
