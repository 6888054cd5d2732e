/** What a log's own batch chose, as a plan would have it. */
import type { Exploration } from '../../exploration/exploration.ts';
import { changesOf } from '../../lint/mutation.ts';
import type { IterationNode } from '../../lint/node.ts';
import { readValue } from '../../protocol/format.ts';
import type { PlannedSlot } from '../plan.ts';
import { differing } from './config.ts';
import type { Mutation } from './run.ts';
import type { Situation } from './situation.ts';

/** The runs of a batch; one that names neither parent nor parameters says nothing of what was chosen. */
export function chosenSlots(exploration: Exploration, batch: number, before: Situation): PlannedSlot[] {
  return exploration.nodes
    .filter(run => run.batch === batch && exploration.node(run.id) === run && run.parent !== undefined)
    .filter(run => run.field('config') ?? run.field('mutation'))
    .sort((a, b) => a.id - b.id)
    .map(run => chosen(run, before));
}

function chosen(run: IterationNode, before: Situation): PlannedSlot {
  const parent = run.parent === undefined || run.parent === 0 ? ('root' as const) : run.parent;
  const from = before.configOf(parent);
  const config = before.configOfRun(run);
  const changes = changesOf(run).filter(({ name }) => run.protocol.parameters[name]?.role !== 'seed');
  const stated = changes.map(({ name, pair, to }): Mutation => {
    const parameter = run.protocol.parameters[name];
    const value = readValue(to.text, parameter);
    const old = pair ? readValue(pair.old.text, parameter) : from?.get(name);
    return { parameter: name, old: old ?? value, new: value };
  });
  // What is not spelled as pairs is taken for what it does.
  const isSpelled = changesOf(run).length > 0 || run.isRerun || !from;
  const done = isSpelled
    ? []
    : differing(from, config, run.protocol).flatMap(name => change(name, from, config));
  return {
    slot: run.slot,
    role: run.protocol.slots[run.slot]?.role ?? 'explore',
    parent,
    mutations: isSpelled ? stated : done,
    config: Object.fromEntries(config),
    reason: run.field('parentRule')?.value.text ?? '',
  };
}

function change(
  parameter: string,
  from: ReadonlyMap<string, Mutation['old']>,
  config: ReadonlyMap<string, Mutation['old']>,
): Mutation[] {
  const [old, to] = [from.get(parameter), config.get(parameter)];
  return old === undefined || to === undefined ? [] : [{ parameter, old, new: to }];
}
