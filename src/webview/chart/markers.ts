/** The marks of a chart: of runs, of means, and in the key. */
import { px, shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import type { Marker } from './model.ts';

type Corners = readonly (readonly [x: number, y: number])[];

const corners: Readonly<Record<'triangle' | 'square' | 'diamond', Corners>> = {
  triangle: [
    [0, -1.2],
    [1.15, 0.9],
    [-1.15, 0.9],
  ],
  square: [
    [-0.95, -0.95],
    [0.95, -0.95],
    [0.95, 0.95],
    [-0.95, 0.95],
  ],
  diamond: [
    [0, -1.4],
    [1.4, 0],
    [0, 1.4],
    [-1.4, 0],
  ],
};

export interface MarkerLook {
  /** About half its width, in pixels. */
  readonly r: number;
  readonly colour: string;
  /** What is around it, so that marks that touch are told apart. */
  readonly outline?: { readonly colour: string; readonly width: number };
}

export function markerShape(marker: Marker, x: number, y: number, { r, colour, outline }: MarkerLook): Shape {
  if (marker === 'cross') {
    const [left, right, top, bottom] = [px(x - r), px(x + r), px(y - r), px(y + r)];
    const d = `M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`;
    return shape('path', { d, fill: 'none', stroke: colour, 'stroke-width': 2 });
  }
  const look =
    marker === 'hollow'
      ? { fill: outline?.colour ?? 'none', stroke: colour, 'stroke-width': 1.4 }
      : { fill: colour, stroke: outline?.colour, 'stroke-width': outline?.width };
  if (marker === 'circle' || marker === 'small') return shape('circle', { cx: px(x), cy: px(y), r, ...look });
  const points = corners[marker === 'hollow' ? 'diamond' : marker].map(
    ([dx, dy]) => `${px(x + dx * r)} ${px(y + dy * r)}`,
  );
  return shape('path', { d: `M${points.join('L')}Z`, ...look });
}
