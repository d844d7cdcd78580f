export interface Region {
  /** Lines count from 0. */
  readonly start: number;
  readonly end: number;
}

/** Parts between `//region` and `//endregion`, which may be nested; a mark without its partner is none. */
export function regionsOf(lines: readonly string[]): readonly Region[] {
  const open: number[] = [];
  const regions: Region[] = [];
  lines.forEach((line, number) => {
    if (/^\s*\/\/\s*#?region\b/.test(line)) open.push(number);
    else if (/^\s*\/\/\s*#?endregion\b/.test(line)) {
      const start = open.pop();
      if (start !== undefined) regions.push({ start, end: number });
    }
  });
  return regions;
}
