/** Whether a result log holds the numbers of an entry. */
import { statesSame } from '../../lint/metrics.ts';
import type { IterationNode } from '../../lint/node.ts';
import type { Measured } from './measured.ts';

/** Whether a result log gives every metric of an entry that both state, and some. */
export function agrees({ metrics }: Measured, node: IterationNode): boolean {
  const shared = [...node.metrics.values()].filter(({ name }) => metrics.has(name));
  return (
    shared.length > 0 &&
    shared.every(({ name, item }) => statesSame(item.value.text, metrics.get(name) ?? ''))
  );
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
