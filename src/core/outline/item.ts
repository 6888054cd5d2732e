/** The exploration as a reader goes through it: what a view shows, as data. */
import type { IterationNode } from '../lint/node.ts';
import type { FindingCounts } from './findings.ts';
import type { Grade } from './grade.ts';

/**
 * `block`, `batch` and `entry` as in the log. `dropped`: the entries of a block that its tree lacks. `note`: why there
 * is no tree.
 */
export type ItemKind = 'block' | 'batch' | 'entry' | 'dropped' | 'note';

/** What of an item is seen or heard. */
export interface Appearance {
  readonly kind: ItemKind;
  readonly label: string;
  readonly description: string;
  /** The same for a screen reader. */
  readonly spoken: string;
  /** How the run went; of entries alone. */
  readonly grade?: Grade;
  /** The findings in the entry, or in all entries below. */
  readonly findings: FindingCounts;
}

export interface OutlineItem extends Appearance {
  /** The same for the same thing in another version of the log, and unlike that of any other item. */
  readonly key: string;
  readonly parent: OutlineItem | undefined;
  /** Worked out when first asked for. */
  readonly children: readonly OutlineItem[];
  readonly isParent: boolean;
  /** Whether its children are shown until the user says otherwise. */
  readonly isOpen: boolean;
  /** The iteration; none for groups, and for a node that no reader sees as an entry. */
  readonly node?: IterationNode;
}

/** Whether two items look the same. */
export const looksSame = (a: OutlineItem, b: OutlineItem): boolean =>
  a.kind === b.kind &&
  a.label === b.label &&
  a.description === b.description &&
  a.spoken === b.spoken &&
  a.grade === b.grade &&
  a.isParent === b.isParent &&
  a.findings.error === b.findings.error &&
  a.findings.warning === b.findings.warning &&
  a.findings.info === b.findings.info;

/** The items of a subtree, each before those below it. Does not recurse, since a chain can be as long as the log. */
export function* descendants(roots: readonly OutlineItem[]): Generator<OutlineItem> {
  const stack = roots.toReversed();
  for (let item = stack.pop(); item; item = stack.pop()) {
    yield item;
    stack.push(...item.children.toReversed());
  }
}

interface Branch extends Appearance {
  readonly key: string;
  readonly isOpen?: boolean;
  readonly node?: IterationNode | undefined;
}

/** @param grow makes the children, each with the given item as its parent; left out for an item that can have none. */
export function makeItem(
  branch: Branch,
  parent?: OutlineItem,
  grow?: (parent: OutlineItem) => readonly OutlineItem[],
): OutlineItem {
  return new Item(branch, parent, grow);
}

class Item implements OutlineItem {
  readonly key: string;
  readonly kind: ItemKind;
  readonly label: string;
  readonly description: string;
  readonly spoken: string;
  readonly findings: FindingCounts;
  readonly isOpen: boolean;
  readonly grade?: Grade;
  readonly node?: IterationNode;
  private grown?: readonly OutlineItem[];

  constructor(
    { key, kind, label, description, spoken, findings, isOpen = false, grade, node }: Branch,
    readonly parent: OutlineItem | undefined,
    private readonly grow: ((parent: OutlineItem) => readonly OutlineItem[]) | undefined,
  ) {
    this.key = key;
    this.kind = kind;
    this.label = label;
    this.description = description;
    this.spoken = spoken;
    this.findings = findings;
    this.isOpen = isOpen;
    if (grade) this.grade = grade;
    if (node) this.node = node;
  }

  get isParent(): boolean {
    return this.grow !== undefined;
  }

  get children(): readonly OutlineItem[] {
    return (this.grown ??= this.grow?.(this) ?? []);
  }
}
