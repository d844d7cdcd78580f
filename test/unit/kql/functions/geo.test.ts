import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { geoFunctions } from '../../../../src/kql/engine/functions/geo/index.js';
import { bool, call, json, long, real, text, type TypedValue } from './callValues.js';

type Case = readonly [name: string, args: readonly TypedValue[], result: string];

const reals = (...values: number[]): TypedValue[] => values.map(real);
const square = json('{"type":"Polygon","coordinates":[[[10,10],[11,10],[11,11],[10,11],[10,10]]]}');
const far = json('{"type":"Polygon","coordinates":[[[20,10],[21,10],[21,11],[20,10]]]}');
const withHole = json('{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]}');
const degenerate = json('{"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}');
const equator = json('{"type":"LineString","coordinates":[[0,0],[10,0]]}');

const exact: readonly Case[] = [
  ['geo_distance_2points', reals(300, 1, 1, 1), 'null'],
  ['geo_azimuth', reals(5, 10, 5, 10), 'null'],
  ['geo_point_in_circle', reals(-122.143564, 47.535677, -122.100896, 47.527351, 3500), 'True'],
  ['geo_point_in_circle', reals(-122.137575, 47.630683, -122.100896, 47.527351, 3500), 'False'],
  ['geo_point_in_circle', reals(1, 1, 1, 1, -1), 'null'],
  ['geo_point_in_polygon', [...reals(5, 2), withHole], 'True'],
  ['geo_point_in_polygon', [...reals(5, 5), withHole], 'False'],
  ['geo_point_in_polygon', [...reals(-170, -5), withHole], 'False'],
  ['geo_point_in_polygon', [...reals(1, 1), degenerate], 'null'],
  ['geo_intersects_2lines', [equator, json('{"type":"LineString","coordinates":[[5,-1],[5,1]]}')], 'True'],
  ['geo_intersects_2lines', [equator, json('{"type":"LineString","coordinates":[[5,1],[5,2]]}')], 'False'],
  ['geo_intersects_2polygons', [withHole, far], 'False'],
  ['geo_intersects_2polygons', [square, square], 'True'],
  ['geo_intersects_line_with_polygon', [equator, withHole], 'True'],
  ['geo_point_to_geohash', [...reals(-80.195829, 25.802215), long(8)], 'dhwfz15h'],
  ['geo_point_to_geohash', reals(-80.195829, 25.802215), 'dhwfz'],
  ['geo_point_to_geohash', [...reals(200, 1), long(8)], ''],
  ['geo_geohash_to_central_point', [text('sunny')], '{"type":"Point","coordinates":[42.47314453125,23.70849609375]}'],
  ['geo_geohash_to_central_point', [text('a')], 'null'],
  ['geo_point_to_s2cell', [...reals(-80.195829, 25.802215), long(8)], '88d9b'],
  ['geo_s2cell_neighbors', [text('89c259')], '["89c25d","89c25b","89c2f7","89c257","89c2f5","89c251","89c25f","89c2f9"]'],
  ['geo_s2cell_to_central_point', [text('a')], 'null'],
  ['geo_h3cell_level', [text('862a1072fffffff')], '6'],
  ['geo_h3cell_parent', [text('862a1072fffffff')], '852a1073fffffff'],
  ['geo_h3cell_parent', [text('abc')], ''],
  ['geo_point_to_h3cell', [...reals(-122.0553238, 37.3615593), long(7)], '87283472bffffff'],
  ['geo_point_to_h3cell', [...reals(1, 1), long(16)], ''],
  ['geo_h3cell_to_central_point', [text('1')], 'null'],
  ['geo_h3cell_rings', [text('861f8894fffffff'), long(150)], 'null'],
  [
    'geo_h3cell_rings',
    [text('861f8894fffffff'), long(1)],
    '[["861f8894fffffff"],["861f88947ffffff","861f8895fffffff","861f88867ffffff","861f8d497ffffff","861f8d4b7ffffff","861f8896fffffff"]]',
  ],
  ['geo_point_buffer', reals(10, 10, -1), 'null'],
  ['geo_intersection_2polygons', [square, far], '{"type":"GeometryCollection","geometries":[]}'],
  ['geo_simplify_polygons_array', [json('[{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}]'), real(-1)], 'null'],
  ['geo_simplify_polygons_array', [json('[{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}]'), real(1e6)], 'null'],
  ['geo_from_wkt', [text('MULTIPOINT (1 1, 2 2.5)')], '{"type":"MultiPoint","coordinates":[[1.0,1.0],[2.0,2.5]]}'],
  ['geo_from_wkt', [text('LINESTRING')], 'null'],
];

const near: readonly (readonly [name: string, args: readonly TypedValue[], result: number])[] = [
  ['geo_distance_2points', reals(-122.407628, 47.578557, -118.275287, 34.019056), 1546754.3519738095],
  // One degree of the equator: 6378137 m × π / 180.
  ['geo_distance_2points', [...reals(0, 0, 1, 0), bool(true)], 111319.49079327358],
  ['geo_azimuth', reals(5, 10, 10, -40), 3.054599397964492],
  ['geo_angle', reals(0, 10, 0, 5, 3, -10), 2.94493843406882],
  ['geo_line_length', [equator], (6371010 * Math.PI) / 18],
  ['geo_line_locate_point', [equator, ...reals(2.5, 3)], 0.25],
  ['geo_distance_point_to_line', [...reals(5, 1), equator], (6371010 * Math.PI) / 180],
  ['geo_distance_point_to_polygon', [...reals(5, 1), withHole], 0],
  ['geo_polygon_perimeter', [json('{"type":"Polygon","coordinates":[[[0,0],[90,0],[0,90],[0,0]]]}')], 6371010 * 1.5 * Math.PI],
  ['geo_polygon_area', [json('{"type":"Polygon","coordinates":[[[0,0],[0,90],[90,0],[0,0]]]}')], (6371010 ** 2 * Math.PI) / 2],
];

interface Shape {
  readonly type: string;
  readonly coordinates: readonly number[];
}

const rings = (shape: string): number[][][] => (JSON.parse(shape) as { coordinates: number[][][] }).coordinates;

function assertPoint(shape: string, longitude: number, latitude: number): void {
  const { type, coordinates } = JSON.parse(shape) as Shape;
  assert.equal(type, 'Point');
  assert.ok(Math.abs(coordinates[0]! - longitude) < 1e-9 && Math.abs(coordinates[1]! - latitude) < 1e-9, shape);
}

describe('geo functions', () => {
  for (const [name, args, result] of exact) {
    it(`${name} gives ${result}`, () => {
      assert.equal(call(geoFunctions, name, ...args), result);
    });
  }

  for (const [name, args, result] of near) {
    it(`${name} gives ${result}`, () => {
      const got = Number(call(geoFunctions, name, ...args));
      assert.ok(Math.abs(got - result) <= 1e-9 * Math.max(1, result), `${got}`);
    });
  }

  it('finds points', () => {
    assertPoint(call(geoFunctions, 'geo_line_interpolate_point', equator, real(0.25)), 2.5, 0);
    assertPoint(call(geoFunctions, 'geo_line_centroid', equator), 5, 0);
    assertPoint(call(geoFunctions, 'geo_closest_point_on_line', ...reals(5, 1), equator), 5, 0);
    assertPoint(call(geoFunctions, 'geo_s2cell_to_central_point', text('1234567')), 9.86830731850408, 27.468392925827605);
    const centralPark = json(
      '{"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]}',
    );
    assertPoint(call(geoFunctions, 'geo_polygon_centroid', centralPark), -73.96573568990762, 40.78255053805781);
  });

  it('clips a line to a polygon with a hole', () => {
    const line = json('{"type":"LineString","coordinates":[[-5,5],[15,5]]}');
    const shape = JSON.parse(call(geoFunctions, 'geo_intersection_line_with_polygon', line, withHole)) as Shape;
    assert.equal(shape.type, 'MultiLineString');
    assert.equal(shape.coordinates.length, 2);
  });

  it('covers a polygon with cells of a level', () => {
    const polygon = json('{"type":"Polygon","coordinates":[[[0,0],[0,50],[100,50],[0,0]]]}');
    assert.equal((JSON.parse(call(geoFunctions, 'geo_polygon_to_s2cells', polygon, long(5))) as string[]).length, 286);
    const more = JSON.parse(call(geoFunctions, 'geo_polygon_to_s2cells', polygon, long(5), real(400_000))) as string[];
    assert.ok(more.length > 286);
  });

  it('adds points where a geodesic leaves the line on the map', () => {
    const shape = JSON.parse(call(geoFunctions, 'geo_polygon_densify', square)) as { coordinates: number[][][] };
    assert.equal(shape.coordinates[0]!.length, 11);
  });

  it('names every child of a cell', () => {
    const children = JSON.parse(call(geoFunctions, 'geo_h3cell_children', text('862a1072fffffff'), long(9))) as string[];
    assert.equal(children.length, 343);
    assert.equal(call(geoFunctions, 'geo_h3cell_children', text('862a1072fffffff'), long(12)), 'null');
  });

  it('parts the Earth into cells that go back to themselves', () => {
    const cells = ['8009fffffffffff', '821c07fffffffff', '87283472bffffff', '8f1fb46622d8591'];
    for (const cell of cells) {
      const { coordinates } = JSON.parse(call(geoFunctions, 'geo_h3cell_to_central_point', text(cell))) as Shape;
      const resolution = parseInt(cell[1]!, 16);
      assert.equal(call(geoFunctions, 'geo_point_to_h3cell', ...reals(...coordinates), long(resolution)), cell);
    }
  });

  it('gives a pentagon five neighbours, and a point more where its edges cross those of the icosahedron', () => {
    assert.equal((JSON.parse(call(geoFunctions, 'geo_h3cell_neighbors', text('821c07fffffffff'))) as string[]).length, 5);
    const ring = (cell: string): number => rings(call(geoFunctions, 'geo_h3cell_to_polygon', text(cell)))[0]!.length - 1;
    assert.equal(ring('821c07fffffffff'), 5);
    assert.equal(ring('811c3ffffffffff'), 10);
    assert.equal(ring('862a1072fffffff'), 6);
  });

  it('draws a circle within the tolerance', () => {
    const [circle] = rings(call(geoFunctions, 'geo_point_buffer', ...reals(0, 0, 20000)));
    assert.equal(circle!.length, 101);
    for (const [longitude, latitude] of circle!) {
      const metres = Number(call(geoFunctions, 'geo_distance_2points', ...reals(0, 0, longitude!, latitude!)));
      assert.ok(Math.abs(metres - 20000) < 1e-4, `${metres}`);
    }
  });

  it('keeps the hole of a wide polygon in its buffer, and fills one that is too small', () => {
    assert.equal(rings(call(geoFunctions, 'geo_polygon_buffer', withHole, real(1000))).length, 2);
    assert.equal(rings(call(geoFunctions, 'geo_polygon_buffer', withHole, real(200_000))).length, 1);
  });

  it('merges polygons that overlap or share an edge', () => {
    const stacked = json(
      '[{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]},{"type":"Polygon","coordinates":[[[0,2],[2,2],[2,4],[0,4],[0,2]]]}]',
    );
    assert.equal(rings(call(geoFunctions, 'geo_union_polygons_array', stacked))[0]!.length, 7);
    const twice = json(
      '{"type":"MultiPolygon","coordinates":[[[[10,10],[11,10],[11,11],[10,11],[10,10]]],[[[10,10],[11,10],[11,11],[10,11],[10,10]]]]}',
    );
    const area = Number(call(geoFunctions, 'geo_polygon_area', square));
    assert.ok(Math.abs(Number(call(geoFunctions, 'geo_polygon_area', twice)) - area) < 1);
  });

  it('joins and straightens lines', () => {
    const lines = json(
      '[{"type":"LineString","coordinates":[[0,0],[1,0]]},{"type":"LineString","coordinates":[[1,0],[2,0.00001]]},{"type":"LineString","coordinates":[[0,0],[1,0]]}]',
    );
    const joined = JSON.parse(call(geoFunctions, 'geo_union_lines_array', lines)) as Shape;
    assert.deepEqual([joined.type, joined.coordinates.length], ['LineString', 3]);
    const simple = JSON.parse(call(geoFunctions, 'geo_line_simplify', json(JSON.stringify(joined)))) as Shape;
    assert.equal(simple.coordinates.length, 2);
  });

  it('refuses to simplify polygons where the choice of points is not known', () => {
    const spiky = json('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0.99999,1],[0,0]]]}');
    assert.throws(() => call(geoFunctions, 'geo_polygon_simplify', spiky), /not supported/);
  });
});
