/**
 * Parses JSON, with whole numbers that a JavaScript number cannot hold as text: a `long` of a log is 64 bits wide.
 * Throws a SyntaxError for text that is no JSON.
 */
export function parseExact(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? quoteLongs(text) : text);
}

/** Strings are matched whole, so that digits inside of them stay as they are. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function quoteLongs(text: string): string {
  return text.replace(stringOrNumber, (found) =>
    /^-?\d{16,}$/.test(found) && !Number.isSafeInteger(Number(found)) ? `"${found}"` : found,
  );
}
