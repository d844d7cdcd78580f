import { DAY, HOUR, MINUTE, SECOND } from '../model/time';

const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** Milliseconds of an ISO 8601 duration up to days (`PT5M`), undefined for anything else. Letter case does not matter. */
export function parseDuration(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match = pattern.exec(text);
  if (match === null || !/\d/.test(text)) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  return part(1) * DAY + part(2) * HOUR + part(3) * MINUTE + part(4) * SECOND;
}

/** `PT5M`, `PT1H`, `P1D`: the form that the metrics service accepts as a grain. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isInteger(milliseconds / SECOND) || milliseconds <= 0)
    throw new RangeError(`not a whole number of seconds: ${milliseconds} ms`);
  if (milliseconds % DAY === 0) return `P${milliseconds / DAY}D`;
  if (milliseconds % HOUR === 0) return `PT${milliseconds / HOUR}H`;
  if (milliseconds % MINUTE === 0) return `PT${milliseconds / MINUTE}M`;
  return `PT${milliseconds / SECOND}S`;
}
