/** What a tree says of itself, in words: the same wherever one is shown. */
import type { Tree, TreeNode, TreeRefusal } from './model.ts';
import { pythonFixed, pythonFloat } from './python-number.ts';

/** What the scores rest on: `12 nodes by V_rest_R2, effective parents, puct, c=1.414, block 1 (iterations 1-12)`. */
export function basis({ nodes, settings, block }: Tree): string {
  const { reward, parents, formula, c } = settings;
  const count = `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`;
  const scope = block
    ? `block ${block.index + 1} (iterations ${block.first}-${block.last})`
    : 'no block filter';
  return `${count} by ${reward}, ${parents} parents, ${formula}, c=${pythonFloat(c)}, ${scope}`;
}

/** Why there is no score file, and what to do. */
export function whyEmpty({ settings, block }: Tree): string {
  const where = block ? `block ${block.index + 1} (iterations ${block.first}-${block.last})` : 'the log';
  const needs =
    settings.dialect === 'flyvis' && settings.reward !== 'connectivity_R2'
      ? `${settings.reward} and, but for the last entry, connectivity_R2`
      : settings.reward;
  return `No iteration in ${where} has a Node line and a readable ${needs}, so there are no scores. \`iterlog lint\` says what cannot be read.`;
}

/** The terms of a node's score with their numbers: `0.512 + 1.414·√12 / (1 + 3) = 1.737`. */
export function scoreTerms({ reward, visits, score }: TreeNode, { nodes, settings }: Tree): string {
  const c = pythonFloat(settings.c);
  const breadth =
    settings.formula === 'ucb1'
      ? `${c}·√(ln ${nodes.length} / ${visits})`
      : `${c}·√${nodes.length} / (1 + ${visits})`;
  return `${pythonFixed(reward, 3)} + ${breadth} = ${pythonFixed(score, 3)}`;
}

/** The sentence for a circle of parents. */
export const describeCycle = (cycle: readonly number[]): string =>
  cycle.length === 1
    ? `Iteration ${cycle.join()} is its own parent, so its visits count too high.`
    : `Iterations ${cycle.join(', ')} are each other's ancestors, so their visits count too high.`;

/** What stops the tree builder. */
export function describeRefusal({ where, line, metric, text }: TreeRefusal): string {
  const place = where === 'log' ? 'of the log' : 'of the run log';
  return `Line ${line} ${place}: ${metric} is ${text}, which is no number. The tree builder stops there with an error, and the batch loop with it. Correct the value.`;
}

/** How a node came to its place, where its Node line does not say it; undefined where it does. */
export function describePlace(node: TreeNode): string | undefined {
  const { overriddenBy, rootReason } = node;
  const remarks = [
    ...(overriddenBy === undefined
      ? []
      : [`Node line: parent ${named(node.declaredParent)}, overridden by Next of ${overriddenBy}`]),
    ...(rootReason === undefined || rootReason === 'stated' ? [] : [why[rootReason](node.effectiveParent)]),
  ];
  return remarks.length > 0 ? remarks.join('; ') : undefined;
}

const named = (id: number): string => (id === 0 ? 'root' : String(id));

const why = {
  'other-block': (parent: number): string => `parent ${parent} is in another block`,
  unscored: (parent: number): string => `parent ${parent} has no readable reward`,
  unknown: (parent: number): string => `parent ${parent} is not in the log`,
};
