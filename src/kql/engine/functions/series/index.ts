import type { ScalarFunction } from '../definition.js';
import { decomposeFunctions } from './decompose.js';
import { elementwiseFunctions } from './elementwise.js';
import { fillFunctions } from './fill.js';
import { filterFunctions } from './filters.js';
import { lineFunctions } from './fit.js';
import { fourierFunctions } from './fourier.js';
import { measureFunctions } from './measures.js';
import { outlierFunctions } from './outliers.js';
import { periodFunctions } from './periods.js';
import { polyFunctions } from './poly.js';

export const seriesFunctions: readonly ScalarFunction[] = [
  ...fillFunctions,
  ...elementwiseFunctions,
  ...measureFunctions,
  ...lineFunctions,
  ...polyFunctions,
  ...filterFunctions,
  ...fourierFunctions,
  ...periodFunctions,
  ...outlierFunctions,
  ...decomposeFunctions,
];
