interface Headers {
  get(name: string): string | undefined | null;
}

/** Milliseconds that a response asks to wait, from any of the headers that Azure uses; undefined when it names none. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const value = headers.get(name);
    if (value !== undefined && value !== null && /^\d+$/.test(value.trim())) return Number(value);
  }
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
