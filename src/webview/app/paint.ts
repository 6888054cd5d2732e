/** Shapes on a canvas: what charts are made of, and no more. */
import type { Shape } from '../svg/shape.ts';

/** Draws in the canvas's own pixels, as many to one of the page's as `unit` says. */
export function paint(context: CanvasRenderingContext2D, shapes: readonly Shape[], unit: number): void {
  context.save();
  context.scale(unit, unit);
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  for (const one of shapes) {
    const { fill = 'none', stroke, opacity = 1 } = one.attributes;
    context.globalAlpha = Number(opacity);
    context.fillStyle = String(fill);
    if (one.tag === 'text') {
      const [text] = one.children;
      if (typeof text === 'string') context.fillText(text, number(one, 'x'), number(one, 'y'));
      continue;
    }
    const path = pathOf(one);
    if (fill !== 'none') context.fill(path);
    if (stroke === undefined) continue;
    context.strokeStyle = String(stroke);
    context.lineWidth = number(one, 'stroke-width');
    context.setLineDash(dashes(one));
    context.stroke(path);
  }
  context.restore();
}

/** Keeps everything that is painted inside a part of the canvas. */
export function clipped(
  context: CanvasRenderingContext2D,
  { left, top, width, height }: Readonly<Record<'left' | 'top' | 'width' | 'height', number>>,
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  draw();
  context.restore();
}

const number = ({ attributes }: Shape, name: string): number => Number(attributes[name] ?? 0);

const dashes = ({ attributes: { 'stroke-dasharray': dash } }: Shape): number[] =>
  dash === undefined ? [] : String(dash).split(' ').map(Number);

function pathOf(one: Shape): Path2D {
  if (one.tag === 'path') return new Path2D(String(one.attributes.d));
  const path = new Path2D();
  if (one.tag === 'circle') path.arc(number(one, 'cx'), number(one, 'cy'), number(one, 'r'), 0, 2 * Math.PI);
  else path.rect(number(one, 'x'), number(one, 'y'), number(one, 'width'), number(one, 'height'));
  return path;
}
