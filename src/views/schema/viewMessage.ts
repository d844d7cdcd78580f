const resourceId = /\/subscriptions\/[^\s"'<>()]*[^\s"'<>().,;:]/gi;
/** What fits into a narrow side bar. */
const longestWord = 14;
/** After separators, and where a word in camel case goes on. */
const breaks = /(?<=[/._])(?=[^/._])|(?<=[a-z])(?=[A-Z])/g;

/**
 * A text for the message of a view, which breaks lines at spaces only and cuts what does not fit: resources by their names instead of
 * their ids, and long words with zero-width spaces where they may break.
 */
export function viewMessage(text: string): string {
  return text
    .replace(resourceId, (id) => id.split('/').at(-1) ?? id)
    .replace(/\S+/g, (word) => (word.length > longestWord ? word.replace(breaks, '\u200b') : word));
}
