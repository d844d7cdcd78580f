import type { ScalarFunction } from '../definition.js';
import { bufferFunctions } from './buffers.js';
import { coveringFunctions } from './covering.js';
import { densifyFunctions } from './densify.js';
import { geohashFunctions } from './geohash.js';
import { h3Functions } from './h3.js';
import { h3CoveringFunctions } from './h3Covering.js';
import { intersectionFunctions } from './intersections.js';
import { lineFunctions } from './lines.js';
import { pointFunctions } from './points.js';
import { polygonFunctions } from './polygons.js';
import { s2Functions } from './s2cell.js';
import { simplifyFunctions } from './simplify.js';
import { unionFunctions } from './unions.js';
import { wktFunctions } from './wkt.js';

export const geoFunctions: readonly ScalarFunction[] = [
  ...pointFunctions,
  ...lineFunctions,
  ...polygonFunctions,
  ...intersectionFunctions,
  ...geohashFunctions,
  ...s2Functions,
  ...coveringFunctions,
  ...densifyFunctions,
  ...h3Functions,
  ...h3CoveringFunctions,
  ...bufferFunctions,
  ...unionFunctions,
  ...simplifyFunctions,
  ...wktFunctions,
];
