import { dynamicReal, elements, isArray, type Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';

/** Reads well-known text of points, lines, polygons and collections of them into GeoJSON. */
class WktReader {
  private at = 0;
  private readonly tokens: readonly string[];

  constructor(text: string) {
    this.tokens = text.match(/[A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\S/g) ?? [];
  }

  /** Null when the text is no shape. */
  read(): Dynamic {
    const shape = this.shape();
    return this.at === this.tokens.length ? shape : null;
  }

  private shape(): Dynamic {
    switch (this.tokens[this.at++]?.toUpperCase()) {
      case 'POINT': {
        const points = this.list(() => this.position());
        return points?.length === 1 ? { type: 'Point', coordinates: points[0]! } : null;
      }
      case 'LINESTRING':
        return this.named('LineString', 1);
      case 'POLYGON':
        return this.named('Polygon', 2);
      case 'MULTIPOINT':
        return this.named('MultiPoint', 1);
      case 'MULTILINESTRING':
        return this.named('MultiLineString', 2);
      case 'MULTIPOLYGON':
        return this.named('MultiPolygon', 3);
      case 'GEOMETRYCOLLECTION': {
        const geometries = this.list(() => this.shape());
        return geometries === null ? null : { type: 'GeometryCollection', geometries };
      }
      default:
        return null;
    }
  }

  private named(type: string, depth: number): Dynamic {
    const coordinates = this.nested(depth);
    return coordinates === null ? null : { type, coordinates };
  }

  private nested(depth: number): Dynamic {
    if (depth > 1) return this.list(() => this.nested(depth - 1));
    // The points of a MULTIPOINT may have parentheses of their own.
    return this.list(() => (this.tokens[this.at] === '(' ? (this.list(() => this.position())?.[0] ?? null) : this.position()));
  }

  /** `( item, item … )`; null when one cannot be read. */
  private list(item: () => Dynamic): Dynamic[] | null {
    if (this.tokens[this.at++] !== '(') return null;
    const items: Dynamic[] = [];
    for (;;) {
      const one = item();
      if (one === null) return null;
      items.push(one);
      const separator = this.tokens[this.at++];
      if (separator === ')') return items;
      if (separator !== ',') return null;
    }
  }

  private position(): Dynamic {
    const numbers: Dynamic[] = [];
    while (/^[-+.\d]/.test(this.tokens[this.at] ?? '')) numbers.push(dynamicReal(Number(this.tokens[this.at++])));
    return numbers.length < 2 ? null : numbers.slice(0, 2);
  }
}

const readWkt = (text: string): Dynamic => new WktReader(text).read();

export const wktFunctions: readonly ScalarFunction[] = [
  {
    name: 'geo_from_wkt',
    overloads: (args) =>
      args[0]?.type === 'dynamic'
        ? overload(['dynamic'], 'dynamic', (value) => {
            if (isArray(value)) return elements(value).map((one) => (typeof one === 'string' ? readWkt(one) : null));
            return typeof value === 'string' ? readWkt(value) : null;
          })
        : overload(['string'], 'dynamic', readWkt),
  },
];
