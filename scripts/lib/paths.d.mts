/** The part of paths.mjs that tests call. */
export const root: string;
export const resultsDir: string;
export function freshDir(purpose: string, options?: { readonly keep?: boolean }): string;
