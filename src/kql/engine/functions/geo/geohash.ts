import { overload, overloadSeeingNulls, type ScalarFunction } from '../definition.js';
import { pair } from './lines.js';
import { ringShape } from './shapes.js';
import { isPosition } from './sphere.js';

const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';
const longest = 18;

interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export function encodeGeohash(longitude: number, latitude: number, length: number): string {
  let [west, east, south, north] = [-180, 180, -90, 90];
  let hash = '';
  let even = true;
  while (hash.length < length) {
    let digit = 0;
    for (let bit = 0; bit < 5; bit++) {
      const middle = even ? (west + east) / 2 : (south + north) / 2;
      const high = (even ? longitude : latitude) >= middle;
      digit = digit * 2 + (high ? 1 : 0);
      if (even) [west, east] = high ? [middle, east] : [west, middle];
      else [south, north] = high ? [middle, north] : [south, middle];
      even = !even;
    }
    hash += alphabet.charAt(digit);
  }
  return hash;
}

/** The rectangle of a geohash; null when it is none. */
export function decodeGeohash(hash: string): Box | null {
  if (hash === '' || hash.length > longest) return null;
  let [west, east, south, north] = [-180, 180, -90, 90];
  let even = true;
  for (const letter of hash.toLowerCase()) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return null;
    for (let bit = 16; bit >= 1; bit /= 2) {
      const high = (digit & bit) !== 0;
      if (even) {
        const middle = (west + east) / 2;
        [west, east] = high ? [middle, east] : [west, middle];
      } else {
        const middle = (south + north) / 2;
        [south, north] = high ? [middle, north] : [south, middle];
      }
      even = !even;
    }
  }
  return { west, east, south, north };
}

/** Steps east and north of the neighbours. */
const around = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, 0],
  [1, 1],
  [1, 0],
  [0, -1],
] as const;

export function geohashNeighbors(hash: string): string[] | null {
  const box = decodeGeohash(hash);
  if (box === null) return null;
  const width = box.east - box.west;
  const height = box.north - box.south;
  const longitude = (box.west + box.east) / 2;
  const latitude = (box.south + box.north) / 2;
  const hashes = around.flatMap(([x, y]) => {
    const north = latitude + y * height;
    if (Math.abs(north) > 90) return [];
    const east = ((longitude + x * width + 540) % 360) - 180;
    return [encodeGeohash(east, north, hash.length)];
  });
  return [...new Set(hashes)].filter((one) => one !== hash.toLowerCase());
}

export const geohashFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_point_to_geohash',
    overloads: [
      overloadSeeingNulls(['real', 'real', 'long?'], 'string', (longitude, latitude, accuracy = 5n) => {
        if (longitude === null || latitude === null || accuracy === null || !isPosition(longitude, latitude)) return '';
        return accuracy < 1n || accuracy > longest ? '' : encodeGeohash(longitude, latitude, Number(accuracy));
      }),
    ],
  },
  {
    name: 'geo_geohash_to_central_point',
    overloads: [
      overload(['string'], 'dynamic', (hash) => {
        const box = decodeGeohash(hash);
        return box === null ? null : { type: 'Point', coordinates: pair((box.west + box.east) / 2, (box.south + box.north) / 2) };
      }),
    ],
  },
  {
    name: 'geo_geohash_to_polygon',
    overloads: [
      overload(['string'], 'dynamic', (hash) => {
        const box = decodeGeohash(hash);
        if (box === null) return null;
        const { west, east, south, north } = box;
        return ringShape([
          [west, south],
          [east, south],
          [east, north],
          [west, north],
        ]);
      }),
    ],
  },
  {
    name: 'geo_geohash_neighbors',
    deviation: 'The order of the neighbours is not documented.',
    overloads: [overload(['string'], 'dynamic', geohashNeighbors)],
  },
];
