/** A snippet's body as it stands in the text when every stop is left at its default, the first of its choices. */
export function expandSnippet(body: string, variables: Readonly<Record<string, string>>): string {
  let at = 0;
  const stops = new Map<string, string>();
  const until = (end: string): string => {
    let text = '';
    while (at < body.length && body[at] !== end) text += next();
    at += 1;
    return text;
  };
  const next = (): string => {
    const rest = body.slice(at);
    const escaped = /^\\([$}\\,|])/.exec(rest);
    if (escaped !== null) return take(escaped[0], escaped[1] ?? '');
    const choice = /^\$\{(\d+)\|((?:\\.|[^|\\])*)\|\}/.exec(rest);
    if (choice !== null) return take(choice[0], stop(choice[1] ?? '', /^(?:\\.|[^,\\])*/.exec(choice[2] ?? '')?.[0] ?? ''));
    const placeholder = /^\$\{(\d+):/.exec(rest);
    if (placeholder !== null) {
      at += placeholder[0].length;
      return stop(placeholder[1] ?? '', until('}'));
    }
    const bare = /^\$(\d+)/.exec(rest);
    if (bare !== null) return take(bare[0], stops.get(bare[1] ?? '') ?? '');
    const variable = /^\$([A-Z_]+)/.exec(rest);
    if (variable !== null) {
      const value = variables[variable[1] ?? ''];
      if (value === undefined) throw new Error(`no value for ${variable[0]}`);
      return take(variable[0], value);
    }
    if (rest.startsWith('$')) throw new Error(`a dollar sign that is not escaped: ${rest.slice(0, 20)}`);
    return take(rest[0] ?? '', rest[0] ?? '');
  };
  const take = (source: string, text: string): string => {
    at += source.length;
    return text;
  };
  const stop = (number: string, text: string): string => {
    if (!stops.has(number)) stops.set(number, text);
    return text;
  };
  return until('');
}
