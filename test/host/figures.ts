/** What suites measure without asserting it, by name with the unit at its end; it ends in the outcome of the run. */
export const figures = new Map<string, number>();
