import { exactNumber } from '../numberText';
import type { Hover, HoverAt } from '../layoutTypes';
import { dotsPath, type Place } from '../pathText';
import { node } from '../scene';
import { seriesGroup, xTitle, type Marks, type MarksInput } from './marks';

/** Pixels around the pointer in which a point is found. */
const REACH = 24;

/** One element per series; a dot is drawn once however many points share its place. */
export function scatterMarks(input: MarksInput): Marks {
  const { drawn, x, y } = input;
  const total = drawn.reduce((sum, { series }) => sum + series.points.length, 0);
  const nodes = drawn.map(({ series, color }) => {
    const d = dotsPath(series.points.map((point): Place => [x(point.x), y(point.y)]));
    const look = { stroke: color, 'stroke-width': total > 3000 ? 4 : 6.5, 'stroke-linecap': 'round', 'stroke-opacity': 0.75 };
    return seriesGroup(series.name, node('path', { d, fill: 'none', ...look }));
  });
  return { nodes, hover: scatterHover(input) };
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly series: number;
  readonly point: number;
}

function scatterHover(input: MarksInput): Hover {
  const { drawn, x, y, chart } = input;
  let all: readonly Dot[] | undefined;
  const dots = (): readonly Dot[] =>
    (all ??= drawn
      .flatMap(({ series }, index) =>
        series.points.map((point, at) => ({ x: x(point.x), y: y(point.y), series: index, point: at })),
      )
      .filter((dot) => Number.isFinite(dot.x) && Number.isFinite(dot.y))
      .sort((a, b) => a.x - b.x));
  const at = (index: number): HoverAt | undefined => {
    const dot = dots()[index];
    const one = drawn[dot?.series ?? -1];
    const point = one?.series.points[dot?.point ?? -1];
    if (dot === undefined || one === undefined || point === undefined) return undefined;
    const value = { name: one.series.name, color: one.color, value: point.y, text: exactNumber(point.y) };
    return { x: point.x, index, pixel: dot.x, title: xTitle(input, point.x), values: [{ ...value, at: { x: dot.x, y: dot.y } }] };
  };
  return {
    axis: 'x',
    get count() {
      return dots().length;
    },
    at,
    nearest: (pixelX, pixelY) => {
      let [best, distance] = [-1, REACH * REACH];
      const found = dots();
      for (let index = firstFrom(found, pixelX - REACH); index < found.length; index++) {
        const dot = found[index];
        if (dot === undefined || dot.x > pixelX + REACH) break;
        const away = (dot.x - pixelX) ** 2 + (dot.y - pixelY) ** 2;
        if (away < distance) [best, distance] = [index, away];
      }
      return at(best);
    },
    ...(chart.xKind !== 'category' && { invert: (pixel: number) => x.invert(pixel), position: x }),
  };
}

/** Index of the first dot at or right of a pixel. */
function firstFrom(dots: readonly Dot[], pixel: number): number {
  let [low, high] = [0, dots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dots[middle]?.x ?? Infinity) < pixel) low = middle + 1;
    else high = middle;
  }
  return low;
}
