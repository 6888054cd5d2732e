/** What a view that shows one version of an outline has to draw anew for the next. */
import { looksSame } from './item.ts';
import type { OutlineItem } from './item.ts';
import type { Outline } from './outline.ts';

/** The children that a view was given, by the key of their parent; the roots by ''. */
export type Given = Map<string, readonly OutlineItem[]>;

/** `all`: the whole view. Else the items, as they are now, that look otherwise or have more children. */
export type Changes = 'all' | readonly OutlineItem[];

/**
 * Brings what was given up to date, or empties it where the whole view must be drawn anew. Items that look the same
 * are not drawn again, though their places in the log may differ.
 */
export function takeOver(given: Given, { roots }: Outline): Changes {
  const before = new Map(given);
  given.clear();
  const changed = new Set<OutlineItem>();
  const rest: { parent?: OutlineItem; items: readonly OutlineItem[] }[] = [{ items: roots }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { parent, items } = next;
    const old = new Map(before.get(parent?.key ?? '')?.map(item => [item.key, item]));
    const kept = items.filter(({ key }) => old.has(key)).length;
    // What is gone from here may be elsewhere now: it must leave the one place before it comes to the other.
    if (kept < old.size || (!parent && kept < items.length)) {
      given.clear();
      return 'all';
    }
    if (parent && kept < items.length) changed.add(parent);
    given.set(parent?.key ?? '', items);
    for (const item of items) {
      const twin = old.get(item.key);
      if (twin && !looksSame(twin, item)) changed.add(item);
      if (before.has(item.key)) rest.push({ parent: item, items: item.children });
    }
  }
  return [...changed];
}
