/** Characters after which completions may come by themselves; `isHelpful` says where they do. */
export const triggerCharacters: readonly string[] = [' ', '|', '(', ',', '.', '=', '"'];

/** Words that nothing sensible can follow but a name or a choice. */
const expectant =
  /(?:\||,|[=!]=|=~|!~|(?:^|[\s(|])(?:where|filter|project(?:-\w+)*|extend|summarize|by|on|and|or|join|lookup|union|render|evaluate|distinct|order by|sort by|top-nested|mv-expand|mv-apply|parse|parse-where|partition by|invoke|serialize|as|in|kind\s*=))\s$/i;

/**
 * Whether a list is welcome after the character that was just typed. A list that opens where a line may end would take the next Enter for
 * itself, so a space opens one only where the line cannot end.
 */
export function isHelpful(character: string, lineBefore: string): boolean {
  switch (character) {
    case ' ':
      return expectant.test(lineBefore);
    case '(':
      // The arguments of a function. A bracket behind an operator is often followed by a new line.
      return /[A-Za-z0-9_]\($/.test(lineBefore);
    case ',':
      return /\([^()]*,$/.test(lineBefore);
    case '=':
      return /\b(?:kind|hint\.\w+|withsource|isfuzzy)\s*=$/i.test(lineBefore);
    case '"':
      return /\b(?:workspace|app|resource|cluster|database|table|adx|arg)\(\s*"$/i.test(lineBefore);
    default:
      return true;
  }
}

/** `take_any(expr, …)` as the name and the rest, so that typing filters by the name alone. */
export function splitLabel(label: string): { readonly name: string; readonly detail: string } {
  const open = label.indexOf('(');
  return open > 0 ? { name: label.slice(0, open), detail: label.slice(open) } : { name: label, detail: '' };
}

/** Punctuation is quicker typed than chosen. */
export function isWorthOffering(label: string): boolean {
  return /[\p{L}\p{N}_]/u.test(label);
}

/** No space between a bracket and what will stand in it, and no pipe that a person types anyway. */
export function tidyBefore(before: string): string {
  const alone = before.replace(/\s*\n\s*\|\s*$/, '');
  return alone.endsWith('( ') ? alone.slice(0, -1) : alone;
}

/** Where the word begins that an operator such as `project-` is in the middle of; undefined when it is none. */
export function unfinishedOperator(textBefore: string): string | undefined {
  return /\|\s*([a-z]+(?:-[a-z]+)*-)$/.exec(textBefore)?.[1];
}
