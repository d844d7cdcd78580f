const longest = 80;

/**
 * What an outline calls a query: its first comment, else its first line. `text` is that of the query, `lets` where its `let` statements
 * are in it. Undefined when nothing but declarations is left.
 */
export function queryTitle(
  text: string,
  lets: readonly { readonly start: number; readonly length: number }[],
): string | undefined {
  let rest = '';
  let from = 0;
  for (const { start, length } of [...lets].sort((a, b) => a.start - b.start)) {
    rest += text.slice(from, start);
    from = Math.max(from, start + length);
  }
  rest += text.slice(from);
  const lines = rest
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[\s;]+/, '').trimEnd())
    .filter((line) => line !== '' && !/^(?:set|declare|alias|restrict)\b/i.test(line));
  const query = lines.find((line) => !line.startsWith('//'));
  if (query === undefined) return undefined;
  const [first = query] = lines;
  const comment = /^\/\/+\s*(?!#?region\b)(.+)$/.exec(first)?.[1];
  const title = comment ?? query;
  return title.length > longest ? `${title.slice(0, longest - 1)}…` : title;
}
