import { EventEmitter } from 'vscode';
import type { Disposable, Event, TreeDataProvider, TreeItem, Uri } from 'vscode';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { LintResult } from '../../../core/lint/engine.ts';
import type { IterationNode } from '../../../core/lint/node.ts';
import { takeOver } from '../../../core/outline/changes.ts';
import type { Given } from '../../../core/outline/changes.ts';
import type { OutlineItem } from '../../../core/outline/item.ts';
import { Outline } from '../../../core/outline/outline.ts';
import type { OutlineOptions } from '../../../core/outline/outline.ts';
import { ItemHandle } from './item-handle.ts';
import { tooltipOf, toTreeItem } from './tree-items.ts';

interface Shown {
  readonly log: Uri;
  readonly result: LintResult;
  readonly options: OutlineOptions;
  readonly outline: Outline;
}

/** The outline of one log as VS Code asks for it, drawn anew only where it looks otherwise than before. */
export class IterationsData implements TreeDataProvider<ItemHandle>, Disposable {
  private readonly changed = new EventEmitter<ItemHandle[] | undefined>();
  private readonly handles = new Map<string, ItemHandle>();
  private readonly given: Given = new Map();
  private shown: Shown | undefined;

  get onDidChangeTreeData(): Event<ItemHandle[] | undefined> {
    return this.changed.event;
  }

  get outline(): Outline | undefined {
    return this.shown?.outline;
  }

  /** Shows a log, or nothing. */
  show(log: Uri | undefined, result: LintResult | undefined, options: OutlineOptions): void {
    const before = this.shown;
    if (!log || !result) {
      this.shown = undefined;
      if (before) this.drawAll();
      return;
    }
    if (before?.result === result && sameOptions(before.options, options)) return;
    const outline = new Outline(explorationOf(result), options);
    this.shown = { log, result, options, outline };
    if (before?.log.toString() === log.toString() && sameOptions(before.options, options))
      this.draw(outline, result);
    else this.drawAll();
  }

  getTreeItem(handle: ItemHandle): TreeItem {
    return toTreeItem(handle, this.shown?.options.order ?? 'batch');
  }

  getChildren(parent?: ItemHandle): ItemHandle[] {
    if (!this.shown || (parent && this.handles.get(parent.item.key) !== parent)) return [];
    const items = parent ? parent.item.children : this.shown.outline.roots;
    this.given.set(parent?.item.key ?? '', items);
    return items.flatMap(item => this.handleOf(item) ?? []);
  }

  getParent({ item }: ItemHandle): ItemHandle | undefined {
    return item.parent && this.handleOf(item.parent);
  }

  resolveTreeItem(treeItem: TreeItem, handle: ItemHandle): TreeItem {
    if (this.shown) treeItem.tooltip = tooltipOf(handle.item, this.shown.outline);
    return treeItem;
  }

  /** What VS Code knows an iteration by; undefined when it is filtered out. */
  handleOfNode(node: IterationNode): ItemHandle | undefined {
    const item = this.shown?.outline.itemOf(node);
    return item && this.handleOf(item);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private draw(outline: Outline, result: LintResult): void {
    const changes = takeOver(this.given, outline);
    if (changes === 'all') {
      this.drawAll();
      return;
    }
    for (const item of [...this.given.values()].flat()) {
      const handle = this.handles.get(item.key);
      if (handle) Object.assign(handle, { item, result });
    }
    const handles = changes.flatMap(({ key }) => this.handles.get(key) ?? []);
    if (handles.length > 0) this.changed.fire(handles);
  }

  private drawAll(): void {
    this.given.clear();
    this.handles.clear();
    this.changed.fire(undefined);
  }

  private handleOf(item: OutlineItem): ItemHandle | undefined {
    if (!this.shown) return undefined;
    const { log, result } = this.shown;
    const known = this.handles.get(item.key);
    if (known) return Object.assign(known, { item, result });
    const handle = new ItemHandle(log, item, result);
    this.handles.set(item.key, handle);
    return handle;
  }
}

const sameOptions = (a: OutlineOptions, b: OutlineOptions): boolean =>
  a.order === b.order && a.currentBlockOnly === b.currentBlockOnly;
