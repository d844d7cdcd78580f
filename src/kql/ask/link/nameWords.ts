import { stem } from './stem';

/** Suffixes that Log Analytics gives custom tables and the columns of custom logs. */
const suffix = /_(?:CL|s|d|g|b|t|mv)$/;
const piece = /\p{Lu}+s(?!\p{Ll})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+\d*|\p{Lu}+\d*|[\p{L}\p{M}]+|\d+/gu;

/** The words of a name, lower-case: `AppServiceHTTPLogs` is app, service, http, logs; `Order_Id_s` is order, id; `vm-web-01` is vm, web, 01. */
export function splitName(name: string): readonly string[] {
  return (name.slice(0, 300).replace(suffix, '').match(piece) ?? []).map((word) => word.toLowerCase());
}

/** Keeps what was made of short texts, which come back with every context: names of columns, phrases of the catalogue. */
export function memoized<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    let one = made.get(text);
    if (one === undefined) {
      one = make(text);
      if (text.length > 80) return one;
      if (made.size > 20_000) made.clear();
      made.set(text, one);
    }
    return one;
  };
}

/** The words of a name or of a text, each without inflection. */
export const stemsOf = memoized((name: string): readonly string[] => splitName(name).map(stem));

/** A name without case, spaces and punctuation: `West Europe`, `west-europe` and `westeurope` are one. */
export const compact = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
