import { ranked } from './ranked.ts';
import { connectivity, scoreFields } from './metrics.ts';
import type { Tree, TreeNode } from './model.ts';
import { pythonFixed, pythonFloat } from './python-number.ts';

/** The text of `<name>_ucb_scores.txt`; undefined when no node is left, for which there is no file. */
export function scoreFile(tree: Tree): string | undefined {
  if (tree.nodes.length === 0) return undefined;
  return `${[title(tree), '', ...ranked(tree).map(node => scoreLine(node, tree))].join('\n')}\n`;
}

function title({ block, nodes, settings }: Tree): string {
  const c = pythonFloat(settings.c);
  const scope = block
    ? `Simulation block ${block.index}, iters ${block.first}-${block.last}, N=${nodes.length}`
    : `N_total=${nodes.length}`;
  return `=== UCB Scores (${scope}, c=${c}) ===`;
}

function scoreLine(node: TreeNode, { settings, block }: Tree): string {
  const { id, score, visits, reward, mutation } = node;
  // Without a block the tree builder prints a parent even when there is no such node.
  const parent = block ? node.parent : node.effectiveParent;
  const isRoot = block ? node.rootReason !== undefined : parent === 0 && !node.namesZero;
  const head = `Node ${id}: UCB=${pythonFixed(score, 3)}, parent=${isRoot ? 'root' : parent}, visits=${visits}`;
  const values =
    settings.dialect === 'flyvis'
      ? `${connectivityField(node, settings.reward)}, R2=${pythonFixed(reward, 3)}${flyvisFields(node, settings.reward)}`
      : `, R2=${pythonFixed(reward, 3)}${metabolismFields(node, settings.reward)}`;
  return `${head}${values}${mutation === '' ? '' : `, Mutation=${mutation}`}`;
}

/** Every field as `, label=value`; nothing where there is no value. */
function connectivityField({ reward, metrics }: TreeNode, name: string): string {
  const value = name === connectivity ? reward : metrics[connectivity];
  return value !== undefined && value >= 0 ? `, conn_R2=${pythonFixed(value, 3)}` : '';
}

function flyvisFields({ metrics }: TreeNode, reward: string): string {
  let fields = '';
  for (const { label, metric, decimals } of scoreFields.flyvis) {
    const value = metric === reward ? undefined : metrics[metric];
    if (value !== undefined && value >= 0) fields += `, ${label}=${pythonFixed(value, decimals)}`;
  }
  return fields;
}

/** Pearson always, 0 when it is not known. */
function metabolismFields({ reward: value, metrics }: TreeNode, reward: string): string {
  let fields = '';
  for (const { label, metric, decimals } of scoreFields.metabolism) {
    const known = metric === reward ? value : metrics[metric];
    const shown = label === 'Pearson' ? (known ?? 0) : known;
    if (shown !== undefined) fields += `, ${label}=${pythonFixed(shown, decimals)}`;
  }
  return fields;
}
