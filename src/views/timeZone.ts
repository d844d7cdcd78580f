import { isTimeZone } from '../model/time';

/** The zone for clock labels: the person's setting, else the environment's, else this machine's. An unknown name is skipped. */
export function effectiveTimeZone(setting: string, environment: string | undefined): string {
  for (const zone of [setting, environment ?? '']) {
    if (zone !== '' && isTimeZone(zone)) return zone;
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
