import type { ScalarFunction } from './definition.js';
import { conversionFunctions } from './conversion/index.js';
import { dynamicFunctions } from './dynamic/index.js';
import { geoFunctions } from './geo/index.js';
import { mathFunctions } from './math/index.js';
import { netFunctions } from './net/index.js';
import { operatorsFunctions } from './operators/index.js';
import { seriesFunctions } from './series/index.js';
import { sketchesFunctions } from './sketches/index.js';
import { stringsFunctions } from './strings/index.js';
import { timeFunctions } from './time/index.js';
import { windowFunctions } from './window/index.js';

/** Every scalar function and operator that the engine knows. */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...operatorsFunctions,
  ...conversionFunctions,
  ...mathFunctions,
  ...timeFunctions,
  ...stringsFunctions,
  ...netFunctions,
  ...dynamicFunctions,
  ...seriesFunctions,
  ...windowFunctions,
  ...sketchesFunctions,
  ...geoFunctions,
];

const byName = new Map<string, ScalarFunction>();
for (const definition of scalarFunctions) {
  for (const name of [definition.name, ...(definition.aliases ?? [])]) {
    if (byName.has(name)) throw new Error(`The function ${name} is defined twice.`);
    byName.set(name, definition);
  }
}

export function scalarFunction(name: string): ScalarFunction | undefined {
  return byName.get(name);
}
