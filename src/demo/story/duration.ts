import { DAY, HOUR, MINUTE, SECOND } from '../../model/time';

const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** Milliseconds of an ISO 8601 duration of days and less; undefined when it is none or empty. */
export function parseDuration(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const total = days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
  return total > 0 ? total : undefined;
}

/** `PT5M`, `PT1H`, `P1D`: the largest whole unit. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds % DAY === 0) return `P${milliseconds / DAY}D`;
  if (milliseconds % HOUR === 0) return `PT${milliseconds / HOUR}H`;
  return `PT${milliseconds / MINUTE}M`;
}
