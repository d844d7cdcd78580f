/**
 * The number of edits between two names: letters put in, left out, exchanged for another, or swapped with their neighbour.
 * A letter of the other case counts a tenth. `Infinity` when it is certainly above `most`.
 */
export function nameDistance(a: string, b: string, most = Infinity): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a.charAt(i - 1), b.charAt(j - 1)];
      const exchange = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.1 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + exchange);
      const isSwap =
        i > 1 && j > 1 && x.toLowerCase() === b.charAt(j - 2).toLowerCase() && y.toLowerCase() === a.charAt(i - 2).toLowerCase();
      if (isSwap) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return Infinity;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? Infinity;
}

/** The names most like the one that was written, the best first, at most three; none that is not really alike. */
export function nearestNames(written: string, candidates: Iterable<string>): readonly string[] {
  const most = Math.max(1, Math.floor(written.length / 3));
  const scored: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(candidates)) {
    if (name === written) continue;
    const distance = nameDistance(written, name, most);
    if (distance <= most) scored.push({ name, distance });
    // A part of a longer name: `Duration` for `DurationMs`.
    else if (written.length >= 4 && name.toLowerCase().startsWith(written.toLowerCase())) scored.push({ name, distance: most });
  }
  return scored
    .toSorted((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}
