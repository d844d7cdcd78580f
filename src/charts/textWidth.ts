/** Widths of letters in parts of a font's size: of a wide interface font, since cut names are better than names that overlap. */
function letterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0x2e7f) return 1;
  if ("iljI|.,:;'! \u202f".includes(character)) return 0.3;
  if ('frt()[]{}-/\\"*'.includes(character)) return 0.41;
  if ('mwMW@%'.includes(character)) return 0.92;
  if (/[A-Z&_<>+=~#]/.test(character)) return 0.71;
  return 0.62;
}

/** About how many pixels a text takes; a layout must not depend on a browser. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += letterWidth(character);
  return width * size;
}

/** The text, or as much of its start as there is room for, with an ellipsis. */
export function cutText(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  let cut = '';
  let width = size;
  for (const character of text) {
    width += letterWidth(character) * size;
    if (width > room) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}
