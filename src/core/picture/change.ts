/** The difference of two pictures, for whoever has the first. */
import type * as z from 'zod';
import type { Picture, PictureEntry } from './model.ts';
import { optionalParts } from './picture-schema.ts';
import type { changeSchema } from './picture-schema.ts';

export type PictureChange = z.infer<typeof changeSchema>;

/** What {@link changed} makes `after` of, given `before`. */
export function changeOf(before: Picture, after: Picture): PictureChange {
  const { entries, tree, ...parts } = after;
  const differing = Object.entries(parts).filter(
    ([name, part]) => !isSame(before[name as keyof Picture], part),
  );
  return {
    ...(Object.fromEntries(differing) as Omit<PictureChange, 'gone' | 'entries'>),
    gone: optionalParts.filter(name => before[name] !== undefined && after[name] === undefined),
    entries: entriesChange(before.entries, entries),
    ...(tree &&
      !isSame(before.tree, tree) && {
        tree: { ...tree, nodes: listChange(before.tree?.nodes ?? [], tree.nodes) },
      }),
  };
}

/** @param before the picture that the change was made for. */
export function changed(before: Picture, { gone, entries, tree, ...parts }: PictureChange): Picture {
  const after: Picture = {
    ...before,
    // A message has no part that is undefined.
    ...(parts as Partial<Picture>),
    entries: entries.flatMap((item): PictureEntry[] => {
      if (!('at' in item)) return [item];
      const same = before.entries[item.at];
      return same ? [{ ...same, line: item.line, offset: item.offset }] : [];
    }),
    ...(tree && {
      tree: {
        ...tree,
        nodes: tree.nodes.flatMap(node =>
          typeof node === 'number' ? (before.tree?.nodes[node] ?? []) : [node],
        ),
      },
    }),
  };
  for (const name of gone) Reflect.deleteProperty(after, name);
  return after;
}

/** An entry that only moved to another line is the same. */
function entriesChange(
  before: readonly PictureEntry[],
  after: readonly PictureEntry[],
): PictureChange['entries'] {
  const known = new Map(before.map(({ key }, at) => [key, at]));
  return after.map(entry => {
    const at = known.get(entry.key);
    const same = at === undefined ? undefined : before[at];
    if (at === undefined || !same) return entry;
    const { line, offset } = entry;
    return isSame({ ...same, line, offset }, entry) ? { at, line, offset } : entry;
  });
}

function listChange<T extends { readonly id: number }>(
  before: readonly T[],
  after: readonly T[],
): (T | number)[] {
  const known = new Map(before.map(({ id }, at) => [id, at]));
  return after.map(item => {
    const at = known.get(item.id);
    return at !== undefined && isSame(before[at], item) ? at : item;
  });
}

/** Whether two values of a message mean the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every(name => isSame(one[name], other[name]));
}
