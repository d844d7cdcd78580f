import { IANAZone } from 'luxon';
import { datetimeOrNull, floorDivide } from '../../calendar.js';
import { constant } from '../../columns/column.js';
import { semanticError } from '../../errors.js';
import { ticksPerDay, unixEpochTicks } from '../../ticks.js';
import { overload, vectorOverload, type ScalarFunction } from '../definition.js';
import { timeZoneNames } from './zoneNames.js';

/** Rules change the offset of a zone at multiples of 15 minutes only. */
const blockTicks = 9_000_000_000n;

/** The offsets of a zone from UTC, remembered. */
class Zone {
  private readonly known = new Map<number, bigint>();

  constructor(private readonly zone: IANAZone) {}

  /** Ticks to add to UTC at an instant. */
  offset(utc: bigint): bigint {
    const block = Number(floorDivide(utc, blockTicks));
    let ticks = this.known.get(block);
    if (ticks === undefined) {
      const milliseconds = Number(floorDivide(BigInt(block) * blockTicks - unixEpochTicks, 10_000n));
      ticks = BigInt(Math.round(this.zone.offset(milliseconds) * 60_000)) * 10_000n;
      this.known.set(block, ticks);
    }
    return ticks;
  }
}

const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const found = IANAZone.create(name);
    if (!found.isValid) {
      throw semanticError(`"${name}" is no time zone: use a name of datetime_list_timezones(), such as "Europe/Paris".`);
    }
    zones.set(name, (zone = new Zone(found)));
  }
  return zone;
}

function utcToLocal(utc: bigint, name: string): bigint | null {
  return datetimeOrNull(utc + zoneOf(name).offset(utc));
}

/** A local time that the clock skips or shows twice is read with the offset that holds after the change. */
function localToUtc(local: bigint, name: string): bigint | null {
  const zone = zoneOf(name);
  const after = zone.offset(local + ticksPerDay);
  const before = zone.offset(local - ticksPerDay);
  const takesBefore = zone.offset(local - after) !== after && zone.offset(local - before) === before;
  return datetimeOrNull(local - (takesBefore ? before : after));
}

export const zoneFunctions: readonly ScalarFunction[] = [
  { name: 'datetime_utc_to_local', overloads: [overload(['datetime', 'string'], 'datetime', utcToLocal)] },
  { name: 'datetime_local_to_utc', overloads: [overload(['datetime', 'string'], 'datetime', localToUtc)] },
  {
    name: 'datetime_list_timezones',
    overloads: [vectorOverload([], 'dynamic', (_, length) => constant('dynamic', timeZoneNames, length))],
  },
];
