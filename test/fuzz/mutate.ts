/** Mutations of query text for the fuzzer: deterministic for a seed. */

/** A small fast generator (mulberry32): uniform in [0, 1). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fragments = [
  '|',
  '(',
  ')',
  "'",
  '"',
  ',',
  ';',
  '..',
  ' by ',
  ' where ',
  ' | summarize count() by ',
  ' | extend x = ',
  ' | mv-expand ',
  ' | join (',
  'long(null)',
  'real(nan)',
  'dynamic([1,',
  'datetime(9999-12-31)',
  '-9223372036854775808',
  '1e400',
  '*',
  '$left.',
  '\u0000',
  '\ud83d',
  'let x = ',
  'bin(',
  '/* ',
  '// ',
  'typeof(',
  '_',
  '1tick',
];

const token = /[A-Za-z_]\w*|\d+(?:\.\d+)?|'[^']*'|"[^"]*"|\s+|[^\sA-Za-z_0-9]/g;

/** One to three random edits: tokens dropped, doubled, swapped or taken from another query, and fragments put in. */
export function mutate(corpus: readonly string[], random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const tokens = pick(corpus).match(token) ?? [];
  const edits = 1 + Math.floor(random() ** 2 * 3);
  for (let n = 0; n < edits && tokens.length > 0; n++) {
    const at = Math.floor(random() * tokens.length);
    switch (Math.floor(random() * 6)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, tokens[at] as string);
        break;
      case 2:
        tokens.splice(at, 1, pick(pick(corpus).match(token) ?? ['']));
        break;
      case 3:
        tokens.splice(at, 0, pick(fragments));
        break;
      case 4: {
        const other = pick(corpus).match(token) ?? [];
        tokens.splice(at, 1 + Math.floor(random() * 6), ...other.slice(0, Math.floor(random() * 12)));
        break;
      }
      default:
        tokens.splice(Math.floor(random() * tokens.length));
    }
  }
  return tokens.join('');
}
