/** Charts as a file of their own, with their title, key and axes. */
import { px, shape, svgText, textWidth } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import type { Colours } from '../style/colours.ts';
import { drawDots, drawGround, drawGuideNames, stroke } from './draw.ts';
import type { Frame } from './draw.ts';
import type { KeyItem } from './key.ts';
import { markerShape } from './markers.ts';
import type { ChartModel } from './model.ts';

/** A value that an axis names. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** A chart as it stands on the page. */
export interface ChartSight {
  readonly model: ChartModel;
  readonly frame: Frame;
  readonly width: number;
  readonly height: number;
  readonly ticks: { readonly x: readonly Tick[]; readonly y: readonly Tick[] };
  /** Whether the names on the x axis are too long to stand side by side. */
  readonly isCrowded: boolean;
}

export interface ChartFile {
  readonly title: string;
  readonly charts: readonly ChartSight[];
  /** How many stand side by side. */
  readonly columns: number;
  readonly key: readonly KeyItem[];
  readonly colours: Colours;
}

const margin = 12;
const line = 20;
const font = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** Plain colours, and no style sheet: programs that draw papers and slides read it, too. */
export function chartFile({ title, charts, columns, key, colours }: ChartFile): string {
  const cell = {
    width: charts.reduce((most, { width }) => Math.max(most, width), 320),
    height: charts.reduce((most, { height }) => Math.max(most, height), 0) + margin,
  };
  const count = Math.max(1, Math.min(columns, charts.length));
  const width = Math.ceil(count * cell.width + 2 * margin);
  const keyRows = drawKey(key, width - 2 * margin, colours);
  const top = margin + line * (1 + keyRows.rows) + 6;
  const height = Math.ceil(top + Math.ceil(charts.length / count) * cell.height);
  const placed = charts.map((chart, i) => {
    const [x, y] = [margin + (i % count) * cell.width, top + Math.floor(i / count) * cell.height];
    return shape('g', { transform: `translate(${px(x)} ${px(y)})` }, drawChart(chart, i, colours));
  });
  const heading = shape(
    'text',
    { x: margin, y: margin + 12, fill: colours.text, 'font-size': 14, 'font-weight': 600 },
    [title],
  );
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const root = shape(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...size, 'font-family': font, 'font-size': 11 },
    [
      shape('title', {}, [title]),
      shape('rect', { width, height, fill: colours.ground }),
      heading,
      shape('g', { transform: `translate(${margin} ${margin + line})` }, keyRows.shapes),
      ...placed,
    ],
  );
  return `${svgText(root)}\n`;
}

/** The key in as many rows as it needs. */
function drawKey(key: readonly KeyItem[], width: number, colours: Colours) {
  const shapes: Shape[] = [];
  let [x, row] = [0, 0];
  for (const [marker, colour, text] of key) {
    const needed = 16 + textWidth(text) + 14;
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const y = row * line;
    const outline = { colour: colours.ground, width: 0 };
    const look = { r: marker === 'small' ? 2.6 : 4.2, colour: colours[colour], outline };
    shapes.push(markerShape(marker, x + 6, y + 10, look));
    shapes.push(shape('text', { x: px(x + 16), y: y + 14, fill: colours.quiet }, [text]));
    x += needed;
  }
  return { shapes, rows: key.length > 0 ? row + 1 : 0 };
}

function drawChart(sight: ChartSight, i: number, colours: Colours): Shape[] {
  const { model, frame } = sight;
  const { left: x, top: y, width, height } = frame;
  const id = `inside-${i}`;
  const clip = shape('clipPath', { id }, [shape('rect', { x, y, width, height })]);
  const inside = (shapes: readonly Shape[]) => shape('g', { 'clip-path': `url(#${id})` }, shapes);
  return [
    clip,
    ...drawAxes(sight, colours),
    inside(drawGround(model, frame, colours)),
    inside(drawDots(model, frame, colours)),
    ...drawGuideNames(model, frame, colours),
  ];
}

function drawAxes({ model, frame, ticks, isCrowded, height }: ChartSight, colours: Colours): Shape[] {
  const { left, top, width } = frame;
  const bottom = top + frame.height;
  const text = (x: number, y: number, words: string, attributes: Shape['attributes'] = {}) =>
    shape('text', { x: px(x), y: px(y), fill: colours.text, 'text-anchor': 'middle', ...attributes }, [
      words,
    ]);
  const xTicks = ticks.x.flatMap(({ at, text: words }) => {
    const x = frame.x(at);
    const turned = { 'text-anchor': 'end', transform: `rotate(-45 ${px(x)} ${px(bottom + 12)})` };
    return [
      ...(model.places ? [] : [stroke(`M${px(x)} ${px(top)}V${px(bottom)}`, colours.grid, 1)]),
      stroke(`M${px(x)} ${px(bottom)}v4`, colours.line, 1),
      isCrowded ? text(x, bottom + 12, words, turned) : text(x, bottom + 16, words),
    ];
  });
  const yTicks = ticks.y.flatMap(({ at, text: words }) => {
    const y = frame.y(at);
    return [
      stroke(`M${px(left)} ${px(y)}h${px(width)}`, colours.grid, 1),
      stroke(`M${px(left)} ${px(y)}h-4`, colours.line, 1),
      text(left - 8, y + 4, words, { 'text-anchor': 'end' }),
    ];
  });
  const middle = top + frame.height / 2;
  return [
    ...xTicks,
    ...yTicks,
    text(left + width / 2, height - 5, model.xLabel),
    ...(model.yLabel === ''
      ? []
      : [text(11, middle, model.yLabel, { transform: `rotate(-90 11 ${px(middle)})` })]),
  ];
}
