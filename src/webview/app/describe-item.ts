/** What is said of an item of the tree. */
import { counted } from '../../core/text/counted.ts';
import { pythonFixed } from '../../core/tree/python-number.ts';
import { scoreTerms } from '../../core/tree/describe.ts';
import type { PictureConfig, PictureEntry } from '../../core/picture/model.ts';
import type { Tree } from '../../core/tree/model.ts';
import type { Pairs } from '../chart/model.ts';
import type { Item } from '../tree/forest.ts';

export const titleOf = ({ id, entry, proposed }: Item): string =>
  proposed ? `Iter ${id}, proposed for slot ${proposed.slot}` : (entry?.label ?? `Node ${id}, in no entry`);

/** In what a run differs from its declared parent: `lr_update: 0 → 1.8E-3`. */
export const differencesText = ({ differences }: PictureEntry): string =>
  differences.map(({ name, was = 'not given', own = 'not given' }) => `${name}: ${was} → ${own}`).join(', ');

interface About {
  /** Those of the picture that the item is in. */
  readonly configs: readonly PictureConfig[];
  /** Whether the tree is an earlier one. */
  readonly isPast: boolean;
}

export function pairsOf(
  { entry, proposed, node }: Item,
  tree: Tree | undefined,
  { configs, isPast }: About,
): Pairs {
  if (proposed) {
    const { role, parent, change, minutes, reason } = proposed;
    return [
      ['Role', role],
      ['Parent', parent === 0 ? 'root' : String(parent)],
      ['Change', change || 'none: a re-run'],
      ['Minutes', minutes === undefined ? '' : String(minutes)],
      ['Reason', reason],
    ];
  }
  if (!entry)
    return node
      ? [
          ['Reward', String(node.reward)],
          ['Mutation', node.mutation],
        ]
      : [];
  const { parent, facts, config, role, batch, slot, block } = entry;
  return [
    ['Place', `block ${block}, batch ${batch}, slot ${slot} (${role})`],
    ['Stated parent', parent === undefined ? 'none' : parent === 0 ? 'root' : String(parent)],
    ['Against it', differencesText(entry) || 'no difference'],
    // The score is that of this view.
    ...facts.filter(({ name }) => !node || name !== 'Tree').map(({ name, value }) => [name, value] as const),
    ...(configs[config ?? -1]?.facts ?? []).map(
      ({ name, value }) => [isPast && name === 'Samples' ? 'Samples by now' : name, value] as const,
    ),
    ['Score here', node && tree ? scoreTerms(node, tree) : ''],
    ['Visits here', node ? String(node.visits) : ''],
  ];
}

/** What a screen reader says of an item in the tree. */
export function spokenOf(item: Item): string {
  const { entry, proposed, node, children } = item;
  const below = children.length > 0 ? [counted(children.length, 'child', 'children')] : [];
  const moved =
    node?.overriddenBy === undefined ? [] : [`stated parent ${node.declaredParent || 'root'} not used`];
  const change = proposed ? [proposed.role, proposed.change || 're-run'] : [];
  const score = node && entry ? [`UCB ${pythonFixed(node.score, 3)}`] : [];
  return [entry?.spoken ?? titleOf(item), ...score, ...change, ...moved, ...below].join(', ');
}
