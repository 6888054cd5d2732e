/** What the runs of a log have tried of each parameter. */
import { equalValues } from '../../lint/config.ts';
import type { Value } from '../../protocol/types.ts';
import { differing } from './config.ts';
import type { Situation } from './situation.ts';

/** The different values of each parameter that runs used. */
export function valuesSeen(situation: Situation): ReadonlyMap<string, readonly Value[]> {
  const seen = new Map<string, Value[]>();
  for (const run of situation.exploration.nodes) {
    for (const [name, value] of situation.configOfRun(run)) {
      const known = seen.get(name);
      if (!known) seen.set(name, [value]);
      else if (!known.some(other => equalValues(other, value))) known.push(value);
    }
  }
  return seen;
}

/** How many runs changed each parameter against their parents. */
export function movesMade(situation: Situation): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const run of situation.exploration.nodes) {
    const parent =
      run.parent === undefined ? undefined : situation.configOf(run.parent === 0 ? 'root' : run.parent);
    const changed = parent ? differing(parent, situation.configOfRun(run), situation.protocol) : [];
    for (const name of changed) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
