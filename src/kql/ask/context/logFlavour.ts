import type { Flavour } from '../answer';

/** Classic Application Insights tables have `timestamp` where those of a workspace have `TimeGenerated`. */
export function logFlavourOf(columns: readonly { readonly name: string }[]): Flavour {
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  return has('timestamp') && !has('TimeGenerated') ? 'classic' : 'workspace';
}
