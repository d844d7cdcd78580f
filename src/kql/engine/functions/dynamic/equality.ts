import { Boxed, isArray, type Dynamic } from '../../dynamic.js';
import { dynamicJson } from '../../dynamicText.js';

/** A key that two dynamic values share when the set functions and `array_index_of` take them as the same. Numbers compare by value. */
export function identity(value: Dynamic): unknown {
  switch (typeof value) {
    case 'string':
      return `"${value}`;
    case 'number':
      return value === 0 ? 0 : value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case 'boolean':
      return value;
  }
  if (value === null) return null;
  if (value instanceof Boxed) return value.is('real') ? value.value : `${value.type} ${String(value.value)}`;
  return isArray(value) ? `[${Array.from(value as readonly Dynamic[], identityText).join()}` : sortedJson(value);
}

function identityText(value: Dynamic): string {
  const key = identity(value);
  return typeof key === 'number' ? `n${key}` : String(key);
}

/** JSON text with the keys of every bag in ordinal order, as `dynamic_to_json` gives. */
export function sortedJson(value: Dynamic): string {
  if (value === null || typeof value !== 'object' || value instanceof Boxed || value instanceof Float64Array)
    return dynamicJson(value);
  if (isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedJson(value[key]!)}`).join(',')}}`;
}
