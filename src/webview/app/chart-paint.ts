/** What uPlot does not draw by itself: dots by role, intervals, guides and borders. */
import uPlot from 'uplot';
import type { ChartModel, Dot, Marker } from './chart-model.ts';
import type { ColourName, Colours } from './theme.ts';

const guideColours: Readonly<Record<ChartModel['guides'][number]['kind'], ColourName>> = {
  range: 'exploit',
  mean: 'exploit',
  goal: 'robustness',
  warn: 'warn',
  limit: 'limit',
};

/** So many dots stand too close for large ones with an outline. */
const crowd = 500;

/** Draws on the canvas of a plot, in its own pixels. */
export class Painter {
  private readonly context: CanvasRenderingContext2D;
  private readonly unit = uPlot.pxRatio;

  constructor(
    private readonly plot: uPlot,
    private readonly colours: Colours,
  ) {
    this.context = plot.ctx;
  }

  /** Behind the axes' lines. */
  ground({ guides, borders, places = [] }: ChartModel): void {
    this.clipped(() => {
      for (const [i, { isEmpty }] of places.entries()) if (isEmpty) this.emptyPlace(i);
      for (const x of borders) this.line(this.x(x - 0.5), 'edge', [2, 3]);
      for (const guide of guides) this.guide(guide);
    });
  }

  /** Above everything. */
  dots({ dots, intervals }: ChartModel, active: Dot | undefined): void {
    this.clipped(() => {
      for (const { x, low, high } of intervals) this.interval(this.x(x), this.y(low), this.y(high));
      const isCrowded = dots.length > crowd;
      for (const dot of dots) this.dot(dot, isCrowded);
      if (active) this.ring(active);
    });
  }

  /** Where a dot is, in the canvas's pixels. */
  place({ x, y }: Dot): { readonly x: number; readonly y: number } {
    const { top, height } = this.plot.bbox;
    return { x: this.x(x), y: y === undefined ? top + height - 7 * this.unit : this.y(y) };
  }

  private x(value: number): number {
    return this.plot.valToPos(value, 'x', true);
  }

  private y(value: number): number {
    return this.plot.valToPos(value, 'y', true);
  }

  private clipped(draw: () => void): void {
    const { context } = this;
    const { left, top, width, height } = this.plot.bbox;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    draw();
    context.restore();
  }

  private emptyPlace(at: number): void {
    const { context, colours, plot } = this;
    const { top, height } = plot.bbox;
    const [from, to] = [this.x(at - 0.5), this.x(at + 0.5)];
    context.fillStyle = colours.grid;
    context.fillRect(from + this.unit, top, to - from - 2 * this.unit, height);
  }

  private line(x: number, colour: ColourName, dash: readonly number[]): void {
    const { top, height } = this.plot.bbox;
    this.stroke(colour, 1, dash, context => {
      context.moveTo(x, top);
      context.lineTo(x, top + height);
    });
  }

  private guide({ kind, low, high }: ChartModel['guides'][number]): void {
    const { context, colours, plot } = this;
    const { left, width } = plot.bbox;
    const [from, to] = [this.y(high), this.y(low)];
    const colour = guideColours[kind];
    if (kind === 'range') {
      context.globalAlpha = 0.1;
      context.fillStyle = colours[colour];
      context.fillRect(left, from, width, to - from);
      context.globalAlpha = 1;
    } else
      this.stroke(colour, 1.3, kind === 'mean' ? [6, 4] : [], path => {
        path.moveTo(left, from);
        path.lineTo(left + width, from);
      });
  }

  /** The names of the guides, beside the chart and none over another. */
  labels({ guides }: ChartModel): void {
    const { context, colours, plot, unit } = this;
    const { left, top, width, height } = plot.bbox;
    const line = 13 * unit;
    const labels = guides
      .map(({ kind, label, high }) => ({
        label,
        colour: guideColours[kind],
        y: this.y(high),
      }))
      .sort((a, b) => a.y - b.y);
    let least = top + line / 2;
    context.font = `${11 * unit}px system-ui, sans-serif`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const [i, { label, colour, y }] of labels.entries()) {
      const room = top + height - (labels.length - i - 0.5) * line;
      const at = Math.min(Math.max(y, least), Math.max(room, least));
      context.fillStyle = colours[colour];
      context.fillText(label, left + width + 8 * unit, at);
      least = at + line;
    }
  }

  private interval(x: number, low: number, high: number): void {
    const cap = 4 * this.unit;
    this.stroke('edge', 1.5, [], context => {
      for (const y of [low, high]) {
        context.moveTo(x - cap, y);
        context.lineTo(x + cap, y);
      }
      context.moveTo(x, low);
      context.lineTo(x, high);
    });
  }

  private dot(dot: Dot, isCrowded: boolean): void {
    const { context, colours, unit } = this;
    const { x, y } = this.place(dot);
    context.beginPath();
    trace(context, dot.marker, x, y, (dot.marker === 'small' ? 2.6 : isCrowded ? 3 : 4.2) * unit);
    context.lineWidth = (dot.marker === 'cross' ? 2 : isCrowded ? 0.4 : 1) * unit;
    context.setLineDash([]);
    context.fillStyle = colours[dot.colour];
    context.strokeStyle = dot.marker === 'cross' ? colours[dot.colour] : colours.ground;
    if (dot.marker !== 'cross') context.fill();
    context.stroke();
  }

  private ring(dot: Dot): void {
    const { x, y } = this.place(dot);
    this.stroke('accent', 2.2, [], context => context.arc(x, y, 8 * this.unit, 0, 2 * Math.PI));
  }

  private stroke(
    colour: ColourName,
    width: number,
    dash: readonly number[],
    trail: (context: CanvasRenderingContext2D) => void,
  ): void {
    const { context, colours, unit } = this;
    context.beginPath();
    trail(context);
    context.lineWidth = width * unit;
    context.setLineDash(dash.map(part => part * unit));
    context.strokeStyle = colours[colour];
    context.stroke();
    context.setLineDash([]);
  }
}

function trace(context: CanvasRenderingContext2D, marker: Marker, x: number, y: number, r: number): void {
  if (marker === 'circle' || marker === 'small') {
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  const corners: Readonly<Record<'triangle' | 'square' | 'diamond', readonly (readonly [number, number])[]>> =
    {
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
  if (marker === 'cross') {
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
    return;
  }
  for (const [i, [dx, dy]] of corners[marker].entries())
    context[i === 0 ? 'moveTo' : 'lineTo'](x + dx * r, y + dy * r);
  context.closePath();
}
