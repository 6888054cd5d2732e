/** The tab of the search tree. */
import type { Picture } from '../../core/picture/model.ts';
import { lastBatch } from '../../core/picture/views.ts';
import type { Tree } from '../../core/tree/model.ts';
import type { Pairs } from '../chart/model.ts';
import { treeStyle } from '../style/style.ts';
import { drawTree } from '../tree/draw.ts';
import type { TreeOptions } from '../tree/draw.ts';
import type { Mark } from '../tree/layout.ts';
import { treeFile } from '../tree/svg-file.ts';
import { pairsOf, titleOf } from './describe-item.ts';
import { el, facts } from './element.ts';
import type { Host } from './host.ts';
import { fileName, savePicture } from './save.ts';
import type { PictureKind } from './save.ts';
import type { State, Store } from './state.ts';
import { coloursNow } from './theme.ts';
import type { Tooltip } from './tooltip.ts';
import { TreeCanvas } from './tree-canvas.ts';
import { treeControls } from './tree-controls.ts';
import { TreeList } from './tree-list.ts';
import { button } from './controls.ts';

/** What is said beside the mouse; the rest is in the details. */
const hovered = new Set([
  'Place',
  'Stated parent',
  'Against it',
  'Metrics',
  'Samples',
  'Samples by now',
  'Role',
  'Change',
  'Reward',
]);

export class TreeTab {
  readonly element = el('div', { role: 'tabpanel' });
  private readonly canvas: TreeCanvas;
  private readonly list: TreeList;
  private readonly controls;
  private readonly details = el('section', {
    class: 'details',
    'aria-label': 'Selected iteration',
    tabindex: 0,
  });
  private picture: Picture | undefined;
  /** The log whose scroll has been taken up again. */
  private scrolledFor: string | undefined;
  private marks = new Map<string, Mark>();
  private trees = new Map<Mark, Tree | undefined>();

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly tooltip: Tooltip,
  ) {
    this.controls = treeControls({
      change: change => this.change(change),
      zoom: factor => this.zoom(store.current.zoom * factor),
      fit: () => this.fit(),
      save: kind => void this.save(kind),
    });
    this.canvas = new TreeCanvas({
      hover: (mark, x, y) => this.hover(mark, x, y),
      select: mark => {
        this.select(mark.item.key, false);
        this.list.focus();
        this.open(mark);
      },
      zoom: factor => this.zoom(store.current.zoom * factor),
      scroll: scroll => store.set({ scroll }),
    });
    let width = 0;
    new ResizeObserver(() => {
      const { clientWidth } = this.canvas.scroller;
      if (clientWidth === 0 || clientWidth === width) return;
      if (width > 0) this.draw();
      width = clientWidth;
    }).observe(this.canvas.scroller);
    this.list = new TreeList({
      select: mark => this.select(mark.item.key, true),
      open: mark => this.open(mark),
    });
    const frame = el(
      'div',
      { class: 'canvas-frame' },
      this.list.element,
      this.canvas.scroller,
      this.canvas.key,
    );
    this.element.append(this.controls.element, el('div', { class: 'split' }, frame, this.details));
  }

  /** What is selected, zoomed and scrolled to stays so. */
  show(picture: Picture): void {
    this.picture = picture;
    this.draw();
  }

  /** Marks an entry, as the cursor in the log does. */
  select(key: string | undefined, reveals: boolean): void {
    this.store.set({ selected: key });
    this.canvas.select(key);
    this.list.select(key);
    if (key !== undefined && reveals) this.canvas.reveal(key);
    this.showDetails();
  }

  /** Shows what was marked while another tab was in front. */
  revealLate(): void {
    this.canvas.revealLate();
  }

  private change(change: Partial<State>): void {
    this.store.set(change);
    this.draw();
  }

  private get width(): number {
    return Math.max(this.canvas.scroller.clientWidth - 16, 320);
  }

  private options(picture: Picture): TreeOptions {
    const { parents, scope, scores, batch, spread } = this.store.current;
    return {
      parents,
      scope,
      scores,
      width: this.width * spread,
      batch: Math.min(batch ?? Infinity, lastBatch(picture)),
    };
  }

  private draw(): void {
    const { picture, store } = this;
    if (!picture) return;
    const drawing = drawTree(picture, this.options(picture));
    const { placed } = drawing.layout;
    this.trees = new Map(placed.flatMap(({ marks, forest }) => marks.map(mark => [mark, forest.tree])));
    const marks = [...this.trees.keys()];
    this.marks = new Map(marks.map(mark => [mark.item.key, mark]));
    this.canvas.draw(drawing, picture.reward, store.current.zoom);
    if (this.scrolledFor !== picture.name) this.canvas.scrollTo(store.current.scroll);
    this.scrolledFor = picture.name;
    this.canvas.select(store.current.selected);
    this.list.show(marks, store.current.selected);
    const batches = new Set(picture.entries.map(({ batch }) => batch));
    this.controls.show(
      store.current,
      [...batches].sort((a, b) => a - b),
    );
    this.showDetails();
  }

  /** Shows all of it at once, as large as may be: many blocks side by side where that makes them larger. */
  private fit(): void {
    const { picture, store } = this;
    if (!picture) return;
    const { clientHeight } = this.canvas.scroller;
    const sights = [1, 1.5, 2, 3, 4, 6, 8].map(spread => {
      const { layout } = drawTree(picture, { ...this.options(picture), width: this.width * spread });
      return { spread, zoom: Math.min(this.width / layout.width, clientHeight / layout.height, 1.5) };
    });
    const best = sights.reduce((most, sight) => (sight.zoom > most.zoom ? sight : most));
    store.set({ spread: best.spread });
    this.draw();
    this.zoom(best.zoom);
  }

  private zoom(wanted: number): void {
    const zoom = Math.min(4, Math.max(0.1, wanted));
    this.store.set({ zoom });
    this.canvas.zoom(zoom);
  }

  private hover(mark: Mark | undefined, x: number, y: number): void {
    if (!mark) {
      this.tooltip.hide();
      return;
    }
    const pairs = this.pairsOf(mark).filter(([name]) => hovered.has(name));
    this.tooltip.show(x, y, titleOf(mark.item), facts(pairs));
  }

  private pairsOf(mark: Mark): Pairs {
    const { picture, store } = this;
    const isPast = picture !== undefined && (store.current.batch ?? Infinity) < lastBatch(picture);
    return pairsOf(mark.item, this.trees.get(mark), { configs: picture?.configs ?? [], isPast });
  }

  private showDetails(): void {
    const mark = this.marks.get(this.store.current.selected ?? '');
    if (!mark) {
      const hint = 'Select an iteration to see what it changed and what its config has shown.';
      this.details.replaceChildren(el('p', { class: 'quiet' }, hint));
      return;
    }
    const { entry } = mark.item;
    this.details.replaceChildren(
      el('h2', {}, titleOf(mark.item)),
      facts(this.pairsOf(mark)),
      ...(entry && this.host.open
        ? [button(`Go to line ${entry.line}`, undefined, () => this.open(mark))]
        : entry
          ? [el('p', { class: 'quiet' }, `Line ${entry.line} of the log.`)]
          : []),
    );
  }

  private open({ item }: Mark): void {
    if (item.entry) this.host.open?.(item.entry.key);
  }

  private async save(kind: PictureKind): Promise<void> {
    const { picture } = this;
    if (!picture) return;
    const file = treeFile(picture, this.options(picture), treeStyle(coloursNow()));
    await savePicture(this.host, fileName(picture.name, 'tree', kind), file, kind);
  }
}
