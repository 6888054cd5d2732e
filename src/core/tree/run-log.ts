import { joined, readRunLog, refusalAt } from './metrics.ts';
import type { TreeRefusal, TreeSettings } from './model.ts';
import type { Reading, StoredNode } from './reading.ts';

/**
 * The reading with the current iteration's result log: its node gets the run's metrics, or is made. Unchanged where
 * the result log has no readable reward.
 */
export function withRunLog(reading: Reading, settings: TreeSettings): Reading | TreeRefusal {
  const { runLog, iteration, reward, dialect } = settings;
  if (runLog === undefined || iteration === undefined) return reading;
  const found = readRunLog(runLog, reward, dialect);
  if (!found) return reading;
  if (found.kind === 'raises') return refusalAt('run-log', lineOf(runLog, found), found);
  const old = reading.nodes.get(iteration);
  const metrics = joined(old?.metrics, found.metrics, dialect);
  const node: StoredNode = {
    ...(old ?? { id: iteration, declaredParent: parentOfNew(reading, iteration), mutation: '' }),
    reward: found.reward,
    metrics,
  };
  return { ...reading, nodes: new Map(reading.nodes).set(iteration, node) };
}

/** The Next of the iteration before, else that iteration, else root. */
const parentOfNew = ({ nexts, nodes }: Reading, id: number): number =>
  nexts.get(id - 1) ?? (nodes.has(id - 1) ? id - 1 : 0);

/** The first line that holds both the metric and what was read for it. */
const lineOf = (log: string, { metric, text }: { readonly metric: string; readonly text: string }): number =>
  log.split(/\r\n|\r|\n/).findIndex(line => line.includes(metric) && line.includes(text)) + 1;
