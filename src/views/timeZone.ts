/** The zone for clock labels: the person's setting, else the environment's, else this machine's. An unknown name is skipped. */
export function effectiveTimeZone(setting: string, environment: string | undefined): string {
  for (const zone of [setting, environment ?? '']) {
    if (zone !== '' && isTimeZone(zone)) return zone;
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** True for an IANA name that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
