/** Small readers for JSON of unknown shape, so that wire formats are checked and never cast. */

/** Thrown when a required part of a response is absent or of the wrong kind. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Walks down by keys; a key matches without regard to case when it is not there as written (Azure varies its casing). */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (!isRecord(current)) return undefined;
    if (Object.hasOwn(current, key)) {
      current = current[key];
    } else {
      const lower = key.toLowerCase();
      const found = Object.keys(current).find((candidate) => candidate.toLowerCase() === lower);
      current = found === undefined ? undefined : current[found];
    }
  }
  return current;
}

/** A string that is not empty, else undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, also when it was written as a string, else undefined. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

export function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The list itself, or an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Milliseconds since the epoch for a Date or an ISO 8601 string, else undefined. */
export function asInstant(value: unknown): number | undefined {
  const parsed = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** The members that are strings, numbers or booleans, as text. */
export function scalars(value: unknown): Record<string, string> {
  const result: Record<string, string> = {};
  if (!isRecord(value)) return result;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') result[key] = String(member);
  }
  return result;
}

/** Returns the value or throws a ShapeError that names what is missing. */
export function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ShapeError(`${what} is missing or not of the expected kind`);
  return value;
}
