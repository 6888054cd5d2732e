/** A chart that can be zoomed by brushing, and walked through with the arrow keys. */
import uPlot from 'uplot';
import { drawActive, drawDots, drawGround, drawGuideNames, placeOf } from '../chart/draw.ts';
import type { Frame } from '../chart/draw.ts';
import type { ChartSight, Tick } from '../chart/file.ts';
import { yRange } from '../chart/model.ts';
import type { ChartModel, Dot } from '../chart/model.ts';
import type { Colours } from '../style/colours.ts';
import { el, facts } from './element.ts';
import { clipped, paint } from './paint.ts';
import { coloursNow } from './theme.ts';
import type { Tooltip } from './tooltip.ts';

/** So near a dot the mouse means it, in pixels. */
const reach = 14;

export interface ChartEvents {
  /** Goes to the entry of a dot. */
  open(dot: Dot): void;
}

export class Chart {
  readonly element = el('div', { class: 'chart', tabindex: 0, role: 'application' });
  private readonly said = el('div', { class: 'spoken-tree', 'aria-live': 'polite' });
  private plot: uPlot | undefined;
  private model: ChartModel | undefined;
  private active: Dot | undefined;
  private readonly ticks: { x: readonly Tick[]; y: readonly Tick[] } = { x: [], y: [] };
  private isCrowded = false;

  constructor(
    private readonly height: number,
    private readonly tooltip: Tooltip,
    private readonly events: ChartEvents,
  ) {
    new ResizeObserver(() => this.resize()).observe(this.element);
    this.element.addEventListener('keydown', event => this.onKey(event));
    this.element.addEventListener('blur', () => this.activate(undefined));
  }

  /** As it stands now; undefined where it has not been shown. */
  get sight(): ChartSight | undefined {
    const { plot, model, ticks, isCrowded } = this;
    if (!plot || !model) return undefined;
    const { width, height } = plot;
    return { model, frame: frameOf(plot), width, height, ticks: { ...ticks }, isCrowded };
  }

  /** A part that was zoomed to stays so, while it is a part of the same log; so does the run that the keyboard came to. */
  show(model: ChartModel): void {
    const zoomed = this.zoomed(model);
    const active = model.dots.find(({ key }) => key !== undefined && key === this.active?.key);
    if (this.active && !active) this.tooltip.hide();
    this.plot?.destroy();
    this.model = model;
    this.active = active;
    this.element.setAttribute(
      'aria-label',
      `${model.spoken} Arrow keys walk the runs, + and - zoom, 0 shows all.`,
    );
    const colours = coloursNow();
    const made = new uPlot(this.options(model, colours), dataOf(model), this.element);
    this.plot = made;
    made.over.addEventListener('mousemove', event => this.onMove(event));
    made.over.addEventListener('mouseleave', () => this.tooltip.hide());
    made.over.addEventListener('click', event => this.onClick(event));
    this.element.append(this.said);
    if (zoomed) made.setScale('x', zoomed);
  }

  private zoomed({ log, x: [low, high] }: ChartModel): { min: number; max: number } | undefined {
    const { min, max } = this.plot?.scales.x ?? {};
    const before = this.model;
    if (min === undefined || max === undefined || before?.log !== log) return undefined;
    const isPart = min > before.x[0] || max < before.x[1];
    return isPart && min < high && max > low ? { min, max } : undefined;
  }

  private options(model: ChartModel, colours: Colours): uPlot.Options {
    const { xLabel, yLabel, places } = model;
    const width = Math.max(this.element.clientWidth, 120);
    const isCrowded = (this.isCrowded =
      (places ?? []).reduce((sum, { text }) => sum + text.length * 6.4 + 8, 0) > width - 70);
    const axis = {
      stroke: colours.text,
      font: '11px system-ui, sans-serif',
      labelFont: '11px system-ui, sans-serif',
    };
    const lines = {
      grid: { stroke: colours.grid, width: 1 },
      ticks: { stroke: colours.line, width: 1, size: 4 },
    };
    return {
      width,
      height: this.height,
      legend: { show: false },
      padding: [8, roomFor(model), 0, 0],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, dist: 5 } },
      scales: { x: { time: false }, y: { range: () => yRange(model) } },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [
        {
          ...axis,
          ...lines,
          size: isCrowded ? 58 : 34,
          ...(isCrowded && { rotate: -45 }),
          label: xLabel,
          labelSize: 18,
          labelGap: 0,
          ...(places
            ? {
                splits: () => places.map((_, i) => i),
                grid: { show: false },
              }
            : { incrs: steps, space: 44 }),
          values: (_, splits) => this.note('x', splits, at => places?.[at]?.text ?? numberText(at)),
        },
        {
          ...axis,
          ...lines,
          size: 50,
          ...(yLabel !== '' && { label: yLabel, labelSize: 16, labelGap: 2 }),
          values: (_, splits) => this.note('y', splits, numberText),
        },
      ],
      hooks: {
        drawAxes: [plot => this.paintGround(plot, model, colours)],
        draw: [plot => this.paintRuns(plot, model, colours)],
      },
    };
  }

  /** The names of the places of an axis, which a file of the chart wants, too. */
  private note(axis: 'x' | 'y', splits: readonly number[], nameOf: (at: number) => string): string[] {
    const ticks = splits.map(at => ({ at, text: nameOf(at) }));
    this.ticks[axis] = ticks;
    return ticks.map(({ text }) => text);
  }

  private paintGround(plot: uPlot, model: ChartModel, colours: Colours): void {
    clipped(plot.ctx, plot.bbox, () =>
      paint(plot.ctx, drawGround(model, frameOf(plot), colours), uPlot.pxRatio),
    );
  }

  private paintRuns(plot: uPlot, model: ChartModel, colours: Colours): void {
    const frame = frameOf(plot);
    const shapes = drawDots(model, frame, colours);
    if (this.active) shapes.push(drawActive(this.active, frame, colours));
    clipped(plot.ctx, plot.bbox, () => paint(plot.ctx, shapes, uPlot.pxRatio));
    paint(plot.ctx, drawGuideNames(model, frame, colours), uPlot.pxRatio);
    this.tell();
  }

  /** Says on the element what is in sight: how many runs, from where to where. */
  private tell(): void {
    const { min = 0, max = 0 } = this.plot?.scales.x ?? {};
    const dots = this.model?.dots.filter(({ x }) => x >= min && x <= max) ?? [];
    const seen = { runs: dots.length, from: min, to: max };
    for (const [name, value] of Object.entries(seen))
      this.element.setAttribute(`data-${name}`, String(value));
  }

  private resize(): void {
    const width = this.element.clientWidth;
    if (this.plot && width > 0 && width !== this.plot.width)
      this.plot.setSize({ width, height: this.height });
  }

  private nearest(event: MouseEvent): Dot | undefined {
    const { plot, model } = this;
    if (!plot || !model) return undefined;
    const frame = frameOf(plot);
    const box = plot.over.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left + frame.left, event.clientY - box.top + frame.top];
    let best: { readonly dot: Dot; readonly distance: number } | undefined;
    for (const dot of model.dots) {
      const at = placeOf(dot, frame);
      const distance = Math.hypot(at.x - x, at.y - y);
      if (distance <= reach && distance < (best?.distance ?? Infinity)) best = { dot, distance };
    }
    return best?.dot;
  }

  private onMove(event: MouseEvent): void {
    const dot = this.nearest(event);
    if (dot) this.tooltip.show(event.clientX, event.clientY, dot.title, facts(dot.about()));
    else this.tooltip.hide();
  }

  private onClick(event: MouseEvent): void {
    const dot = this.nearest(event);
    if (dot) this.events.open(dot);
  }

  private onKey(event: KeyboardEvent): void {
    const { model, active } = this;
    if (!model || event.ctrlKey || event.altKey || event.metaKey) return;
    const { dots } = model;
    const at = active ? dots.indexOf(active) : -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(at + 1, dots.length - 1),
      ArrowLeft: Math.max(at - 1, 0),
      Home: 0,
      End: dots.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) this.activate(dots[target]);
    else if (event.key === '+' || event.key === '=') this.zoom(0.5);
    else if (event.key === '-') this.zoom(2);
    else if (event.key === '0') this.plot?.setScale('x', { min: model.x[0], max: model.x[1] });
    else if (event.key === 'Enter' && active) this.events.open(active);
    else return;
    event.preventDefault();
  }

  private activate(dot: Dot | undefined): void {
    this.active = dot;
    this.plot?.redraw(false);
    if (!dot || !this.plot) {
      this.tooltip.hide();
      return;
    }
    const place = placeOf(dot, frameOf(this.plot));
    const box = this.element.getBoundingClientRect();
    const about = dot.about();
    this.tooltip.show(box.left + place.x, box.top + place.y, dot.title, facts(about));
    this.said.textContent = [dot.title, ...about.map(([name, value]) => (value ? `${name} ${value}` : ''))]
      .filter(Boolean)
      .join(', ');
  }

  private zoom(factor: number): void {
    const { min = 0, max = 1 } = this.plot?.scales.x ?? {};
    const [low, high] = this.model?.x ?? [min, max];
    const middle = this.active?.x ?? (min + max) / 2;
    const half = Math.max(((max - min) * factor) / 2, 1);
    this.plot?.setScale('x', { min: Math.max(low, middle - half), max: Math.min(high, middle + half) });
  }
}

/** Where the values of a plot are, in the page's pixels. */
function frameOf(plot: uPlot): Frame {
  const { left, top, width, height } = plot.bbox;
  const unit = uPlot.pxRatio;
  return {
    ...{ left: left / unit, top: top / unit, width: width / unit, height: height / unit },
    x: value => plot.valToPos(value, 'x', true) / unit,
    y: value => plot.valToPos(value, 'y', true) / unit,
  };
}

/** What lies between two numbers of an axis: whole numbers, blocks of 12 among them. */
const steps = [
  ...[1, 2, 4, 5, 10, 12, 20, 24],
  ...Array.from({ length: 300 }, (_, power) => [50, 100, 200].map(step => step * 10 ** power)).flat(),
];

/** As logs write numbers, whatever the language of the browser. */
const numberText = (value: number): string => String(Number(value.toPrecision(10)));

/** What the longest name of a guide takes beside the chart, in pixels. */
const roomFor = ({ guides }: ChartModel): number =>
  guides.reduce((most, { label }) => Math.max(most, label.length * 6.4 + 12), 16);

/** What uPlot needs to know of the axes; the dots are drawn from the model. */
function dataOf({ dots, x: [low, high] }: ChartModel): uPlot.AlignedData {
  const own = dots.filter(({ x }) => x > low && x < high);
  return [
    [low, ...own.map(({ x }) => x), high],
    [null, ...own.map(({ y }) => y ?? null), null],
  ];
}
