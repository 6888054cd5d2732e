/** The tree for the keyboard and for screen readers: items that can be walked through, each with its place. */
import type { Mark } from '../tree/layout.ts';
import { spokenOf } from './describe-item.ts';
import { shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import { el, patchChildren } from './element.ts';

export interface ListEvents {
  select(mark: Mark): void;
  open(mark: Mark): void;
}

export class TreeList {
  readonly element = el('ul', { class: 'spoken-tree', role: 'tree', 'aria-label': 'Search tree' });
  private marks: readonly Mark[] = [];
  private items: readonly Shape[] = [];
  private readonly indices = new Map<string, number>();
  private current = 0;

  constructor(private readonly events: ListEvents) {
    this.element.addEventListener('keydown', event => this.onKey(event));
    this.element.addEventListener('focusin', event => {
      const item = event.target instanceof HTMLElement ? event.target : undefined;
      const mark = this.marks[Number(item?.dataset.index)];
      if (mark) events.select(mark);
    });
  }

  /** Keeps the focus on the same item where it is still there. */
  show(marks: readonly Mark[], selected: string | undefined): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.unmark(this.current);
    this.marks = marks;
    this.indices.clear();
    for (const [i, { item }] of marks.entries()) this.indices.set(item.key, i);
    const next = marks.map(itemOf);
    patchChildren(this.element, this.items, next);
    this.items = next;
    // A tree without items is none.
    this.element.hidden = marks.length === 0;
    this.current = this.indices.get(selected ?? '') ?? 0;
    this.mark(this.current, selected !== undefined && this.indices.has(selected));
    if (hadFocus) this.focus();
  }

  select(key: string | undefined): void {
    this.unmark(this.current);
    const index = this.indices.get(key ?? '');
    this.current = index ?? this.current;
    this.mark(this.current, index !== undefined);
  }

  focus(): void {
    this.at(this.current)?.focus({ preventScroll: true });
  }

  private at(index: number): HTMLElement | undefined {
    const item = this.element.children[index];
    return item instanceof HTMLElement ? item : undefined;
  }

  private mark(index: number, isSelected: boolean): void {
    this.at(index)?.setAttribute('tabindex', '0');
    if (isSelected) this.at(index)?.setAttribute('aria-selected', 'true');
  }

  private unmark(index: number): void {
    this.at(index)?.setAttribute('tabindex', '-1');
    this.at(index)?.removeAttribute('aria-selected');
  }

  private onKey(event: KeyboardEvent): void {
    const mark = this.marks[this.current];
    if (!mark || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') this.events.open(mark);
    else {
      const target = this.targetOf(event.key, mark);
      if (target === undefined) return;
      const next = this.marks[target];
      if (next) this.events.select(next);
      this.focus();
    }
    event.preventDefault();
  }

  /** The tree grows to the right: so do the keys. */
  private targetOf(key: string, { parent, item }: Mark): number | undefined {
    const last = this.marks.length - 1;
    if (key === 'ArrowDown') return Math.min(this.current + 1, last);
    if (key === 'ArrowUp') return Math.max(this.current - 1, 0);
    if (key === 'ArrowLeft') return parent && this.indices.get(parent.item.key);
    if (key === 'ArrowRight') return item.children[0] && this.indices.get(item.children[0].key);
    if (key === 'Home') return 0;
    return key === 'End' ? last : undefined;
  }
}

function itemOf({ item, level, position, size }: Mark, index: number): Shape {
  const place = { 'aria-level': level, 'aria-posinset': position, 'aria-setsize': size };
  return shape('li', { role: 'treeitem', tabindex: -1, 'data-index': index, ...place }, [spokenOf(item)]);
}
