import { cellAtPlace, homePlace, ownFace, placeOfCell } from './h3Cells.js';
import { plus, standard, unitHexes, type Hex } from './h3Hex.js';
import { isPentagon, isPentagonBase, tokenOfCell, type H3Cell } from './h3Index.js';

/** Directions in which a ring is walked, from its corner in direction 4. */
const walk = [2, 3, 1, 5, 4, 6] as const;
const corner = unitHexes[4]!;

/** The cells next to a cell, each once. */
function adjacent(cell: H3Cell): H3Cell[] {
  const { face, hex } = placeOfCell(cell);
  const found = new Map<string, H3Cell>();
  for (const direction of [6, 2, 3, 1, 5, 4]) {
    const next = cellAtPlace({ face, hex: standard(plus(hex, unitHexes[direction]!)) }, cell.digits.length);
    found.set(tokenOfCell(next), next);
  }
  found.delete(tokenOfCell(cell));
  return [...found.values()];
}

/** Rings found cell by cell, for surroundings that have a pentagon in them. */
function spreadRings(start: H3Cell, distance: number): string[][] {
  const seen = new Set([tokenOfCell(start)]);
  const rings = [[...seen]];
  let last = [start];
  for (let ring = 1; ring <= distance; ring++) {
    last = last.flatMap(adjacent).filter((cell) => {
      const token = tokenOfCell(cell);
      return !seen.has(token) && seen.add(token);
    });
    rings.push(last.map(tokenOfCell));
  }
  return rings;
}

/** Rings walked on the plane of a face; undefined when a pentagon is among them. */
function walkedRings(start: H3Cell, distance: number): string[][] | undefined {
  const rings = [[tokenOfCell(start)]];
  const home = homePlace(start);
  const resolution = start.digits.length;
  let hex: Hex = home.hex;
  for (let ring = 1; ring <= distance; ring++) {
    hex = standard(plus(hex, corner));
    const tokens: string[] = [];
    for (const direction of walk) {
      for (let step = 0; step < ring; step++) {
        hex = standard(plus(hex, unitHexes[direction]!));
        const cell = cellAtPlace(ownFace({ face: home.face, hex }, resolution), resolution);
        if (isPentagon(cell)) return undefined;
        tokens.push(tokenOfCell(cell));
      }
    }
    rings.push(tokens);
  }
  return rings;
}

/** The order in which the engine gives the cells around a cell, as places on the ring that is walked. */
const neighborOrder = [3, 5, 4, 2, 1, 0] as const;

export function neighborsOf(cell: H3Cell): string[] {
  const ring = ringsAround(cell, 1)[1]!;
  return ring.length === neighborOrder.length ? neighborOrder.map((i) => ring[i]!) : ring;
}

/** The cells at each distance from 0 to the given one. */
export function ringsAround(cell: H3Cell, distance: number): string[][] {
  const walked = isPentagonBase(cell.base) ? undefined : walkedRings(cell, distance);
  return walked ?? spreadRings(cell, distance);
}
