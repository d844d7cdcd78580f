/** Words on one line: bare where that is safe, else as a JSON string, so that every text can be one. */
const bare = /^[^\s"`\\\p{C}]+$/u;
const word = /\s*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([^\s"]+))(?=\s|$)/y;

export function printWord(text: string): string {
  return bare.test(text) ? text : quoted(text);
}

/** A JSON string without backticks, which the info string of a fence could not hold. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('`', '\\u0060');
}

/** Throws a RangeError with a sentence where a quotation is broken. */
export function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch (error) {
    throw new RangeError(`${text} is not a JSON string`, { cause: error });
  }
}

/** The words of a line. Throws a RangeError with a sentence where a quotation is broken. */
export function splitWords(line: string): string[] {
  const text = line.trim();
  const words: string[] = [];
  word.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const match = word.exec(text);
    if (match === null) throw new RangeError(`the quotation in ${JSON.stringify(text.slice(end).trim())} is not closed`);
    words.push(match[1] === undefined ? (match[2] ?? '') : unquoted(match[1]));
    end = word.lastIndex;
  }
  return words;
}
