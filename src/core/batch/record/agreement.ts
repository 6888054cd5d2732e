/** Whether a result log holds the numbers of an entry. */
import { statesSame } from '../../lint/metrics.ts';
import type { IterationNode } from '../../lint/node.ts';
import type { Measured } from './measured.ts';

/** So many equal metrics are no chance: a correlation near 1 or a time is shared by many runs. */
const enough = 3;

/**
 * How a result log compares with an entry: `equal` in every metric that both state, `near` where that holds of most of
 * them and the rest may be slips of the pen, else `other`.
 */
export function agreement({ metrics }: Measured, node: IterationNode): 'equal' | 'near' | 'other' {
  let [shared, same] = [0, 0];
  for (const { name, item } of node.metrics.values()) {
    const logged = metrics.get(name);
    if (logged === undefined) continue;
    shared++;
    if (statesSame(item.value.text, logged)) same++;
  }
  if (shared > 0 && same === shared) return 'equal';
  return same >= enough && same * 2 > shared ? 'near' : 'other';
}

/** Where an entry is not what its result log says, in sentences. */
export function differencesFrom({ metrics }: Measured, node: IterationNode): string[] {
  return [...node.metrics.values()].flatMap(({ name, item }) => {
    const logged = metrics.get(name);
    if (logged === undefined || statesSame(item.value.text, logged)) return [];
    const where = `the result log of slot ${node.slot}`;
    return [`Iter ${node.id}: ${name} is ${item.value.text} in the log and ${logged} in ${where}.`];
  });
}
