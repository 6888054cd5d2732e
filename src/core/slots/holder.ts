import { refusal } from './model.ts';
import type { Entry, MapNode, Path, SlotDocument, SlotRefusal } from './model.ts';

/** The mapping that holds, or should hold, the last key of a path. */
export interface Holder {
  /** Undefined where not even the mapping is there, or nothing is written in it. */
  readonly map: MapNode | undefined;
  /** The entry whose value the mapping is or should be; undefined for the mapping of the whole file. */
  readonly owner: Entry | undefined;
  /** The entry that the path leads to. */
  readonly entry: Entry | undefined;
  /** How many keys of the path are there. */
  readonly depth: number;
  readonly inFlow: boolean;
}

export const isOwn = ({ node }: Entry): boolean => node.sharing !== 'merged';

/** Follows a path as far as it goes; refused where it leads through what other places share, or through no mapping. */
export function holderOf({ root }: SlotDocument, path: Path): Holder | SlotRefusal {
  let map: MapNode = root;
  let owner: Entry | undefined;
  let inFlow = root.flow;
  for (const [depth, key] of path.entries()) {
    const entry = map.entries.find(item => item.key === key);
    if (!entry || depth === path.length - 1) return { map, owner, entry, depth, inFlow };
    const { node } = entry;
    if (node.sharing !== 'none') {
      const message = `What stands under \`${key}\` is shared by an anchor: change it by hand.`;
      return refusal('shared', message, entry.keySpan);
    }
    if (node.kind === 'scalar' && node.span.start === node.span.end)
      return { map: undefined, owner: entry, entry: undefined, depth: depth + 1, inFlow };
    if (node.kind !== 'map')
      return refusal('structure', `\`${key}\` holds no settings: change it by hand.`, entry.keySpan);
    map = node;
    owner = entry;
    inFlow ||= node.flow;
  }
  return { map, owner, entry: undefined, depth: path.length, inFlow };
}
