import type { AggregateFunction } from './definition.js';

/** Every aggregate that the engine knows. */
export const aggregateFunctions: readonly AggregateFunction[] = [];

const byName = new Map<string, AggregateFunction>();
for (const definition of aggregateFunctions) {
  for (const name of [definition.name, ...(definition.aliases ?? [])]) {
    if (byName.has(name)) throw new Error(`The aggregate ${name} is defined twice.`);
    byName.set(name, definition);
  }
}

export function aggregateFunction(name: string): AggregateFunction | undefined {
  return byName.get(name);
}
