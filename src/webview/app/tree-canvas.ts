/** The picture of the tree: drawn, zoomed, and with one item marked. */
import { decimals } from '../../core/samples/wording.ts';
import { legendHeight, drawLegend, legendWidth } from '../tree/legend.ts';
import type { TreeDrawing } from '../tree/draw.ts';
import type { Mark } from '../tree/layout.ts';
import { shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import { el, patch, patchChildren, svgElement } from './element.ts';

export interface CanvasEvents {
  /** The mark under the mouse; undefined when there is none any more. */
  hover(mark: Mark | undefined, x: number, y: number): void;
  select(mark: Mark): void;
  zoom(factor: number): void;
  scroll(place: Scroll): void;
}

interface Scroll {
  readonly left: number;
  readonly top: number;
}

export class TreeCanvas {
  readonly scroller = el('div', {
    class: 'canvas',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Picture of the tree',
  });
  readonly key = el('div', { class: 'key', tabindex: 0, role: 'group', 'aria-label': 'Legend' });
  private shown = shape('svg', { class: 'tree', 'aria-hidden': 'true' });
  private readonly svg = svgElement(this.shown);
  private readonly elements = new Map<string, Element>();
  private readonly marks = new Map<string, Mark>();
  private drawing: TreeDrawing | undefined;
  private legend: readonly Shape[] = [];
  private scale = 1;
  /** What is to be revealed when the picture is shown. */
  private late: string | undefined;
  private selected: Element | undefined;

  constructor(events: CanvasEvents) {
    this.scroller.append(this.svg);
    this.svg.addEventListener('mousemove', event =>
      events.hover(this.markAt(event.target), event.clientX, event.clientY),
    );
    this.svg.addEventListener('mouseleave', () => events.hover(undefined, 0, 0));
    this.svg.addEventListener('click', event => {
      const mark = this.markAt(event.target);
      if (mark) events.select(mark);
    });
    this.scroller.addEventListener('scroll', () => {
      const { scrollLeft: left, scrollTop: top } = this.scroller;
      // A tab that is not shown has no place.
      if (this.scroller.clientHeight > 0) events.scroll({ left, top });
    });
    this.scroller.addEventListener('wheel', event => this.onWheel(event, events), { passive: false });
  }

  draw(drawing: TreeDrawing, reward: string, zoom: number): void {
    this.drawing = drawing;
    this.elements.clear();
    this.marks.clear();
    for (const { marks } of drawing.layout.placed)
      for (const mark of marks) this.marks.set(mark.item.key, mark);
    this.update({ ...this.shown, children: drawing.shapes });
    for (const element of this.svg.querySelectorAll('.mark'))
      this.elements.set(element.getAttribute('data-key') ?? '', element);
    // The element of one run may have become that of another.
    this.select(undefined);
    this.zoom(zoom);
    const size = { width: legendWidth + 10, height: legendHeight };
    const legend = shape(
      'svg',
      { class: 'tree', ...size, role: 'img', 'aria-label': legendWords(drawing, reward) },
      [drawLegend(reward, drawing.scale, 10, 0)],
    );
    patchChildren(this.key, this.legend, [legend]);
    this.legend = [legend];
  }

  /** What is in the middle stays there. */
  zoom(scale: number): void {
    if (scale === this.scale) {
      this.fit();
      return;
    }
    const { scroller } = this;
    const middle = {
      x: (scroller.scrollLeft + scroller.clientWidth / 2) / this.scale,
      y: (scroller.scrollTop + scroller.clientHeight / 2) / this.scale,
    };
    this.scale = scale;
    this.fit();
    scroller.scrollLeft = middle.x * scale - scroller.clientWidth / 2;
    scroller.scrollTop = middle.y * scale - scroller.clientHeight / 2;
  }

  /** Makes the picture as large as what is in it. */
  private fit(): void {
    if (!this.drawing) return;
    const { width, height } = this.drawing.layout;
    const { scale } = this;
    const size = { viewBox: `0 0 ${width} ${height}`, width: width * scale, height: height * scale };
    this.update({ ...this.shown, attributes: { ...this.shown.attributes, ...size } });
  }

  private update(next: Shape): void {
    patch(this.svg, this.shown, next);
    this.shown = next;
  }

  select(key: string | undefined): void {
    this.selected?.classList.remove('selected');
    this.selected = key === undefined ? undefined : this.elements.get(key);
    this.selected?.classList.add('selected');
  }

  scrollTo({ left, top }: Scroll): void {
    const { scroller } = this;
    if (scroller.clientHeight === 0 || (scroller.scrollLeft === left && scroller.scrollTop === top)) return;
    scroller.scrollLeft = left;
    scroller.scrollTop = top;
  }

  revealLate(): void {
    if (this.late !== undefined) this.reveal(this.late);
  }

  /** Scrolls no more than is needed, and without motion; once it is shown where it is not. */
  reveal(key: string): void {
    const { scroller, scale } = this;
    this.late = scroller.clientHeight === 0 ? key : undefined;
    const mark = this.marks.get(key);
    if (!mark || this.late !== undefined) return;
    const [x, y, room] = [mark.x * scale, mark.y * scale, 40];
    if (x - room < scroller.scrollLeft) scroller.scrollLeft = x - room;
    if (x + room > scroller.scrollLeft + scroller.clientWidth)
      scroller.scrollLeft = x + room - scroller.clientWidth;
    if (y - room < scroller.scrollTop) scroller.scrollTop = y - room;
    if (y + room > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = y + room - scroller.clientHeight;
  }

  private markAt(target: EventTarget | null): Mark | undefined {
    const key = target instanceof Element ? target.closest('.mark')?.getAttribute('data-key') : undefined;
    return this.marks.get(key ?? '');
  }

  private onWheel(event: WheelEvent, events: CanvasEvents): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    events.zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  }
}

const legendWords = ({ scale }: TreeDrawing, reward: string): string =>
  `Colour: ${reward} from ${decimals(scale.low)} to ${decimals(scale.high)}. Circles are scored runs, squares re-runs, crosses crashed runs, empty circles pending ones, triangles runs that are not in the tree, dashed outlines the next batch. A number on a short line is a parent elsewhere. Solid lines are the parents that the search used, dashed ones those that were stated otherwise.`;
