/** What a chart shows inside its axes, as shapes: the same on the page and in a file. */
import { px, shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import type { ColourName, Colours } from '../style/colours.ts';
import { markerShape } from './markers.ts';
import type { ChartModel, Dot, Interval } from './model.ts';

/** Where the values of a chart are, in pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  x(value: number): number;
  y(value: number): number;
}

const guideColours: Readonly<Record<ChartModel['guides'][number]['kind'], ColourName>> = {
  range: 'exploit',
  mean: 'exploit',
  goal: 'robustness',
  warn: 'warn',
  limit: 'limit',
};

/** So many dots stand too close for large ones with an outline. */
const crowd = 500;

/** Values that nobody tried, the borders of blocks, and guides. */
export function drawGround(model: ChartModel, frame: Frame, colours: Colours): Shape[] {
  const { guides, borders, places = [] } = model;
  const { top, height } = frame;
  const empty = places.flatMap(({ isEmpty }, at) => {
    const [from, to] = [frame.x(at - 0.5) + 1, frame.x(at + 0.5) - 1];
    return isEmpty
      ? [shape('rect', { x: px(from), y: top, width: px(to - from), height, fill: colours.grid })]
      : [];
  });
  const lines = borders.map(border => {
    const d = `M${px(frame.x(border - 0.5))} ${px(top)}v${px(height)}`;
    return stroke(d, colours.edge, 1, '2 3');
  });
  return [...empty, ...lines, ...guides.map(guide => drawGuide(guide, frame, colours))];
}

function drawGuide({ kind, low, high }: ChartModel['guides'][number], frame: Frame, colours: Colours): Shape {
  const { left, width } = frame;
  const [from, to] = [frame.y(high), frame.y(low)];
  const colour = colours[guideColours[kind]];
  if (kind === 'range')
    return shape('rect', {
      ...{ x: px(left), y: px(from), width: px(width), height: px(to - from) },
      ...{ fill: colour, opacity: 0.1 },
    });
  return stroke(`M${px(left)} ${px(from)}h${px(width)}`, colour, 1.3, kind === 'mean' ? '6 4' : undefined);
}

/** Intervals, and the runs above them. */
export function drawDots({ dots, intervals }: ChartModel, frame: Frame, colours: Colours): Shape[] {
  const isCrowded = dots.length > crowd;
  const outline = { colour: colours.ground, width: isCrowded ? 0.4 : 1 };
  return [
    ...intervals.map(interval => drawInterval(interval, frame, colours)),
    ...dots.map(dot => {
      const { x, y } = placeOf(dot, frame);
      const r = dot.marker === 'small' ? 2.6 : isCrowded ? 3 : 4.2;
      return markerShape(dot.marker, x, y, { r, colour: colours[dot.colour], outline });
    }),
  ];
}

function drawInterval({ x, low, high }: Interval, frame: Frame, colours: Colours): Shape {
  const [at, bottom, top] = [px(frame.x(x)), px(frame.y(low)), px(frame.y(high))];
  const cap = (y: number) => `M${at - 4} ${y}h8`;
  return stroke(`${cap(top)}${cap(bottom)}M${at} ${top}V${bottom}`, colours.edge, 1.5);
}

/** A ring around the run that the keyboard has come to. */
export function drawActive(dot: Dot, frame: Frame, colours: Colours): Shape {
  const { x, y } = placeOf(dot, frame);
  return shape('circle', {
    ...{ cx: px(x), cy: px(y), r: 8, fill: 'none' },
    ...{ stroke: colours.accent, 'stroke-width': 2.2 },
  });
}

/** The names of the guides, beside the chart and none over another. */
export function drawGuideNames({ guides }: ChartModel, frame: Frame, colours: Colours): Shape[] {
  const { left, top, width, height } = frame;
  const line = 13;
  const names = guides
    .map(({ kind, label, high }) => ({ label, fill: colours[guideColours[kind]], y: frame.y(high) }))
    .sort((a, b) => a.y - b.y);
  let least = top + line / 2;
  return names.map(({ label, fill, y }, i) => {
    const room = top + height - (names.length - i - 0.5) * line;
    const at = Math.min(Math.max(y, least), Math.max(room, least));
    least = at + line;
    return shape('text', { x: px(left + width + 8), y: px(at + 4), fill }, [label]);
  });
}

/** Where a run stands; one without a value at the bottom. */
export const placeOf = ({ x, y }: Dot, frame: Frame): { readonly x: number; readonly y: number } => ({
  x: frame.x(x),
  y: y === undefined ? frame.top + frame.height - 7 : frame.y(y),
});

export const stroke = (d: string, colour: string, width: number, dash?: string): Shape =>
  shape('path', { d, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-dasharray': dash });
