/** Pictures of a tree as text. */
import { basis, describeCycle, describePlace } from './describe.ts';
import type { Tree, TreeNode } from './model.ts';
import { pythonFixed } from './python-number.ts';
import { walk } from './walk.ts';

/** Deeper nodes are not moved further to the right but say how deep they are, or a long chain would take a square of blanks. */
const deepest = 30;

/** The tree by indentation: score, reward and visits of each node, what was changed, and where its place is not the stated one. */
export function drawText(tree: Tree): string {
  const lines = [basis(tree), ''];
  for (const { node, depth } of walk(tree)) {
    const indent = '  '.repeat(Math.min(depth, deepest)) + (depth > deepest ? `(depth ${depth}) ` : '');
    const numbers = `UCB=${pythonFixed(node.score, 3)}  ${tree.settings.reward}=${pythonFixed(node.reward, 3)}  visits=${node.visits}`;
    const mutation = node.mutation === '' ? '' : `  ${node.mutation}`;
    const place = describePlace(node);
    lines.push(`${indent}${node.id}  ${numbers}${mutation}${place === undefined ? '' : `  [${place}]`}`);
  }
  if (tree.cycles.length > 0) lines.push('', ...tree.cycles.map(describeCycle));
  return `${lines.join('\n')}\n`;
}

/** The tree as a Mermaid flowchart; a dashed line leads from a declared parent that was overridden. */
export function drawMermaid(tree: Tree): string {
  const lines = [`%% ${quoted(basis(tree))}`, 'flowchart TD'];
  for (const { node } of walk(tree)) lines.push(`  n${node.id}["${label(node, tree)}"]`);
  for (const { node } of walk(tree)) {
    if (node.rootReason === undefined) lines.push(`  n${node.parent} --> n${node.id}`);
    if (node.overriddenBy !== undefined && tree.byId.has(node.declaredParent))
      lines.push(`  n${node.declaredParent} -. stated .-> n${node.id}`);
  }
  return `${lines.join('\n')}\n`;
}

function label({ id, score, reward, visits, mutation }: TreeNode, { settings }: Tree): string {
  const numbers = `${quoted(settings.reward)} ${pythonFixed(reward, 3)} · visits ${visits}`;
  const change = mutation === '' ? '' : `<br/>${quoted(mutation)}`;
  return `Iter ${id} · UCB ${pythonFixed(score, 3)}<br/>${numbers}${change}`;
}

/** Text of a log inside a label: whatever could end the label, start markup or a directive becomes a character code. */
const quoted = (text: string): string =>
  text.replace(/["#<>&`%{}\\[\]|;]/g, char => `#${char.charCodeAt(0)};`);
