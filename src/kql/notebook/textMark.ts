const mark = /^[0-9a-f]{8}$/;

/**
 * Tells whether a text is still as it was: FNV-1a of 32 bits, fed with its UTF-16 code units, as 8 hexadecimal digits. Line breaks count
 * as LF and blanks at the ends do not count, so that a checkout on another system changes nothing.
 */
export function textMark(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text.replace(/\r\n?/g, '\n').trim()) {
    for (let at = 0; at < character.length; at += 1) hash = Math.imul(hash ^ character.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

export const isTextMark = (text: string): boolean => mark.test(text);
