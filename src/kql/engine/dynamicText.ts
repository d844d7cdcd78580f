import type { Dynamic } from './dynamic.js';

/** JSON text to a dynamic value, 64-bit integers exact. Text that is no JSON is a string value, as `parse_json` does; "" is null. */
export function parseDynamic(text: string): Dynamic {
  throw new Error(`not written: ${text}`);
}

/** Compact JSON text, as `tostring` gives for arrays and bags; a string value is JSON-quoted here. */
export function dynamicJson(value: Dynamic): string {
  throw new Error(`not written: ${String(value)}`);
}

/** What `tostring(dynamic)` gives: a string value as it is, null as "", others as in `dynamicJson`. */
export function dynamicText(value: Dynamic): string {
  return value === null ? '' : typeof value === 'string' ? value : dynamicJson(value);
}
