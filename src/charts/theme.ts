import type { ChartTheme } from './layoutTypes';
import { parseColor, seriesColors, toCss } from './colors';

/** A chart on paper: for reports and exports that have no editor around them. */
export function plainTheme(kind: 'light' | 'dark'): ChartTheme {
  const light = kind === 'light';
  const base = light
    ? ['#1a85ff', '#d18616', '#388a34', '#652d90', '#e51400', '#bf8803']
    : ['#3794ff', '#d18616', '#89d185', '#b180d7', '#f14c4c', '#cca700'];
  const background = light ? '#ffffff' : '#1f1f1f';
  return {
    background,
    foreground: light ? '#3b3b3b' : '#cccccc',
    muted: light ? '#616161' : '#9d9d9d',
    axis: light ? '#9a9a9a' : '#6e6e6e',
    grid: light ? '#e8e8e8' : '#333333',
    anomaly: light ? '#e51400' : '#f14c4c',
    palette: seriesColors(base.map(parseColor), parseColor(background)).map(toCss),
    highContrast: false,
    fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, Ubuntu, sans-serif",
    fontSize: 11,
  };
}
