/** The part of browser.mjs that tests call. */
export const browserArguments: string[];
export function ensureBrowser(): Promise<string>;
