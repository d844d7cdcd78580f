/** Text that Markdown shows as it is: nothing in it is markup, a link or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&$]/g, '\\$&').replace(/\r?\n/g, ' ');
}
