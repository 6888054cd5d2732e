import type { Log } from '../log/model.ts';
import type { Block, RootReason, Tree, TreeNode, TreeResult, TreeSettings } from './model.ts';
import { readAsBuilder } from './reading.ts';
import type { Reading, StoredNode } from './reading.ts';
import { withRunLog } from './run-log.ts';
import { countVisits } from './visits.ts';

/** The tree that the tree builder makes of a log. Linear in the log; a refusal where the tree builder stops. */
export function buildTree(log: Log, settings: TreeSettings): TreeResult {
  const fromLog = readAsBuilder(log, settings.reward, settings.dialect);
  if ('where' in fromLog) return { ok: false, refusal: fromLog };
  const reading = withRunLog(fromLog, settings);
  if ('where' in reading) return { ok: false, refusal: reading };
  return { ok: true, tree: treeOf(reading, settings) };
}

/** The tree of what was read, under settings that read the same reward in the same dialect. */
export function treeOf(reading: Reading, settings: TreeSettings): Tree {
  const block = blockOf(settings);
  const kept: StoredNode[] = [];
  const indices = new Map<number, number>();
  for (const node of reading.nodes.values()) {
    if (!inBlock(node.id, block)) continue;
    indices.set(node.id, kept.length);
    kept.push(node);
  }
  const lines = kept.map(node => lineage(node, reading, settings));
  const parents = lines.map(({ effectiveParent, namesZero }) =>
    effectiveParent === 0 && !namesZero ? -1 : (indices.get(effectiveParent) ?? -1),
  );
  const { visits, cycles } = countVisits(parents);
  const circular = new Set(cycles.flat());
  const score = scorer(settings, kept.length);
  const nodes = kept.map((node, i): TreeNode => {
    const line = lines[i] ?? stated(node);
    const isRoot = (parents[i] ?? -1) < 0;
    const count = visits[i] ?? 1;
    return {
      id: node.id,
      declaredParent: node.declaredParent,
      effectiveParent: line.effectiveParent,
      namesZero: line.namesZero,
      overriddenBy: line.overriddenBy,
      parent: isRoot ? 0 : line.effectiveParent,
      rootReason: isRoot ? rootReason(line.effectiveParent, reading, block) : undefined,
      onCycle: circular.has(i),
      reward: node.reward,
      visits: count,
      score: score(node.reward, count),
      metrics: node.metrics,
      mutation: node.mutation,
    };
  });
  const named = cycles.map(cycle => cycle.map(i => nodes[i]?.id ?? 0));
  let byId: ReadonlyMap<number, TreeNode> | undefined;
  return {
    settings,
    nodes,
    get byId() {
      return (byId ??= new Map(nodes.map((node): [number, TreeNode] => [node.id, node])));
    },
    ...(block ? { block } : {}),
    cycles: named,
  };
}

type Lineage = Pick<TreeNode, 'effectiveParent' | 'overriddenBy' | 'namesZero'>;

const stated = ({ declaredParent }: StoredNode): Lineage => ({
  effectiveParent: declaredParent,
  namesZero: false,
  overriddenBy: undefined,
});

/** A Next line of the iteration before replaces the declared parent, unless it names the node itself; nothing checks it. */
function lineage(node: StoredNode, { nexts, zeros }: Reading, { parents }: TreeSettings): Lineage {
  const { id, declaredParent } = node;
  const next = parents === 'effective' ? nexts.get(id - 1) : undefined;
  if (next === undefined || next === id) return stated(node);
  return {
    effectiveParent: next,
    namesZero: next === 0 && zeros.has(id - 1),
    overriddenBy: next === declaredParent ? undefined : id - 1,
  };
}

function blockOf({ blockSize, iteration }: TreeSettings): Block | undefined {
  if (blockSize <= 0 || iteration === undefined) return undefined;
  const index = Math.floor((iteration - 1) / blockSize);
  return { index, first: index * blockSize + 1, last: (index + 1) * blockSize };
}

const inBlock = (id: number, block: Block | undefined): boolean =>
  !block || (id >= block.first && id <= block.last);

/** Most roots are stated: the ids that the log mentions are not collected for them. */
function rootReason(parent: number, reading: Reading, block: Block | undefined): RootReason {
  if (parent === 0) return 'stated';
  if (!reading.mentioned.has(parent)) return 'unknown';
  return inBlock(parent, block) ? 'unscored' : 'other-block';
}

/**
 * PUCT as the tree builder computes it: reward + c·√N / (1 + visits), with N the nodes of the tree.
 * UCB1 (Auer, Cesa-Bianchi, Fischer 2002) with the same c: reward + c·√(ln N / visits).
 */
function scorer({ c, formula }: TreeSettings, n: number): (reward: number, visits: number) => number {
  if (formula === 'ucb1') return (reward, visits) => reward + c * Math.sqrt(Math.log(n) / visits);
  const breadth = c * Math.sqrt(n);
  return (reward, visits) => reward + breadth / (1 + visits);
}
