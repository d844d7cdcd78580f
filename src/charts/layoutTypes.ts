import type { Chart } from './chartModel';
import type { Rect, SceneNode } from './scene';
import type { ChartWords } from './words';

/** Colours as CSS writes them, resolved: no variables. */
export interface ChartTheme {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  readonly anomaly: string;
  /** Of series, in order; used again from the start when they run out. Not empty. */
  readonly palette: readonly string[];
  /** Series differ by dashes too, and bars have an edge. */
  readonly highContrast: boolean;
  readonly fontFamily: string;
  /** Of tick labels, in pixels. */
  readonly fontSize: number;
}

export interface LayoutOptions {
  /** Pixels, of the whole picture. */
  readonly width: number;
  readonly height: number;
  /** Names of series, or of a pie's slices, that are not drawn. */
  readonly hidden?: ReadonlySet<string>;
  /** The part of a time or number axis that is drawn; all of it when absent. */
  readonly xDomain?: readonly [number, number];
  /** IANA name. */
  readonly timeZone: string;
  readonly theme: ChartTheme;
  /** Draws title and legend into the picture, for exports. */
  readonly standalone?: boolean;
  readonly words?: ChartWords;
}

/** What the legend says of a series or of a slice. */
export interface LegendItem {
  readonly name: string;
  readonly color: string;
  /** As `stroke-dasharray`; absent when solid. */
  readonly dash?: string;
  readonly hidden: boolean;
}

export interface HoverValue {
  readonly name: string;
  readonly color: string;
  /** All digits. */
  readonly text: string;
  readonly value: number;
  /** Where its mark is, in pixels. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly anomaly?: boolean;
}

/** What is under the pointer. */
export interface HoverAt {
  /** The x it is about: milliseconds, a number, or a category's index. */
  readonly x: number;
  /** Its place among all x from the start, for the keyboard. */
  readonly index: number;
  /** In the picture, along the axis of x. */
  readonly pixel: number;
  readonly title: string;
  /** Largest first. */
  readonly values: readonly HoverValue[];
}

export interface Hover {
  /** Along which axis x runs: `y` for horizontal bars; `none` for a pie, where only places are found. */
  readonly axis: 'x' | 'y' | 'none';
  /** How many x there are. */
  readonly count: number;
  readonly at: (index: number) => HoverAt | undefined;
  /** Undefined where nothing is near. */
  readonly nearest: (x: number, y: number) => HoverAt | undefined;
  /** The x at a pixel, on axes of time and of numbers. */
  readonly invert?: (pixel: number) => number;
  /** The pixel of an x, on axes of time and of numbers. */
  readonly position?: (x: number) => number;
}

/** A chart as it is drawn, and what a pointer needs. */
export interface ChartScene {
  readonly chart: Chart;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly SceneNode[];
  readonly plot: Rect;
  readonly legend: readonly LegendItem[];
  /** What is not drawn, in words. */
  readonly notes: readonly string[];
  readonly hover: Hover;
}
