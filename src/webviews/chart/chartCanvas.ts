import type { ChartScene, ChartTheme } from '../../charts/layoutTypes';
import type { SceneNode } from '../../charts/scene';

/** Draws a scene on a canvas; no image is loaded, which a content security policy could forbid. `scale`: device pixels per pixel. */
export function drawScene(scene: ChartScene, theme: ChartTheme, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(scene.width * scale);
  canvas.height = Math.ceil(scene.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas to draw a picture on.');
  context.scale(scale, scale);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, scene.width, scene.height);
  for (const node of scene.nodes) drawNode(context, node, theme);
  return canvas;
}

/** A PNG of it at twice the pixels. */
export async function scenePng(scene: ChartScene, theme: ChartTheme): Promise<Blob> {
  const canvas = drawScene(scene, theme, 2);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The browser made no picture of the chart.'));
      else resolve(blob);
    }, 'image/png');
  });
}

function drawNode(context: CanvasRenderingContext2D, node: SceneNode, theme: ChartTheme): void {
  const { tag, attributes, children } = node;
  const number = (name: string): number => Number(attributes[name] ?? 0);
  context.save();
  switch (tag) {
    case 'svg': {
      // Its view box is its place: it only clips.
      context.beginPath();
      context.rect(number('x'), number('y'), number('width'), number('height'));
      context.clip();
      break;
    }
    case 'path':
      paint(context, new Path2D(String(attributes['d'] ?? '')), node);
      break;
    case 'rect': {
      const path = new Path2D();
      path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
      paint(context, path, node);
      break;
    }
    case 'line': {
      const path = new Path2D();
      path.moveTo(number('x1'), number('y1'));
      path.lineTo(number('x2'), number('y2'));
      paint(context, path, node);
      break;
    }
    case 'text':
      drawText(context, node, theme);
      break;
    case 'g':
    case 'title':
    case 'desc':
      break;
  }
  if (tag !== 'text') for (const child of children) drawNode(context, child, theme);
  context.restore();
}

function paint(context: CanvasRenderingContext2D, path: Path2D, { attributes }: SceneNode): void {
  const word = (name: string): string => String(attributes[name] ?? '');
  const fill = word('fill');
  if (fill !== '' && fill !== 'none') {
    context.fillStyle = fill;
    context.globalAlpha = Number(attributes['fill-opacity'] ?? 1);
    context.fill(path);
  }
  if (word('stroke') === '') return;
  context.globalAlpha = Number(attributes['stroke-opacity'] ?? 1);
  context.strokeStyle = word('stroke');
  context.lineWidth = Number(attributes['stroke-width'] ?? 1);
  context.lineCap = word('stroke-linecap') === 'round' ? 'round' : 'butt';
  context.lineJoin = word('stroke-linejoin') === 'round' ? 'round' : 'miter';
  context.setLineDash(word('stroke-dasharray').split(' ').filter(Boolean).map(Number));
  context.stroke(path);
}

function drawText(context: CanvasRenderingContext2D, { attributes, text = '' }: SceneNode, { fontFamily }: ChartTheme): void {
  context.font = `${attributes['font-weight'] ?? 400} ${attributes['font-size'] ?? 11}px ${fontFamily}`;
  context.fillStyle = String(attributes['fill'] ?? '');
  const anchor = attributes['text-anchor'];
  context.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left';
  context.translate(Number(attributes['x']), Number(attributes['y']));
  const angle = /^rotate\((-?[\d.]+)/.exec(String(attributes['transform'] ?? ''))?.[1];
  if (angle !== undefined) context.rotate((Number(angle) * Math.PI) / 180);
  context.fillText(text, 0, 0);
}
