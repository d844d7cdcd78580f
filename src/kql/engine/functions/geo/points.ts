import { overload, type ScalarFunction } from '../definition.js';
import { azimuth, earthRadius, haversine, isPosition, spheroidDistance } from './sphere.js';

export const pointFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_distance_2points',
    overloads: [
      overload(['real', 'real', 'real', 'real', 'bool?'], 'real', (longitude1, latitude1, longitude2, latitude2, useSpheroid) => {
        if (!isPosition(longitude1, latitude1) || !isPosition(longitude2, latitude2)) return null;
        if (useSpheroid === true) return spheroidDistance(longitude1, latitude1, longitude2, latitude2);
        return haversine(longitude1, latitude1, longitude2, latitude2) * earthRadius;
      }),
    ],
  },
  {
    name: 'geo_azimuth',
    overloads: [
      overload(['real', 'real', 'real', 'real'], 'real', (longitude1, latitude1, longitude2, latitude2) => {
        if (!isPosition(longitude1, latitude1) || !isPosition(longitude2, latitude2)) return null;
        if (haversine(longitude1, latitude1, longitude2, latitude2) === 0) return null;
        return azimuth(longitude1, latitude1, longitude2, latitude2);
      }),
    ],
  },
  {
    name: 'geo_angle',
    overloads: [
      overload(
        ['real', 'real', 'real', 'real', 'real', 'real'],
        'real',
        (longitude1, latitude1, longitude2, latitude2, longitude3, latitude3) => {
          if (!isPosition(longitude1, latitude1) || !isPosition(longitude2, latitude2) || !isPosition(longitude3, latitude3))
            return null;
          if (haversine(longitude1, latitude1, longitude2, latitude2) === 0) return null;
          if (haversine(longitude2, latitude2, longitude3, latitude3) === 0) return null;
          const from = azimuth(longitude2, latitude2, longitude1, latitude1);
          const to = azimuth(longitude2, latitude2, longitude3, latitude3);
          return to < from ? to - from + 2 * Math.PI : to - from;
        },
      ),
    ],
  },
  {
    name: 'geo_point_in_circle',
    overloads: [
      overload(
        ['real', 'real', 'real', 'real', 'real'],
        'bool',
        (longitude, latitude, centerLongitude, centerLatitude, radius) => {
          if (!isPosition(longitude, latitude) || !isPosition(centerLongitude, centerLatitude) || !(radius >= 0)) return null;
          return haversine(longitude, latitude, centerLongitude, centerLatitude) * earthRadius <= radius;
        },
      ),
    ],
  },
];
