/** What a parent can be mutated to. */
import { equalValues } from '../../lint/config.ts';
import { isIdle } from './config.ts';
import type { Config } from './config.ts';
import { isLegal } from './faults.ts';
import { mutated } from './run.ts';
import type { Parent, Run } from './run.ts';
import type { Situation } from './situation.ts';
import { stepsFrom } from './steps.ts';
import type { Step } from './steps.ts';

/** A step of one parameter. */
export interface Move extends Step {
  readonly name: string;
}

/** A legal run with one or two changes. */
export interface Candidate {
  readonly run: Run;
  readonly moves: readonly Move[];
}

/** The steps of all parameters that the search may change and that a config states. */
export function movesFrom(config: Config, situation: Situation): Move[] {
  const { protocol } = situation;
  return Object.entries(protocol.parameters).flatMap(([name, parameter]) => {
    const value = config.get(name);
    if (parameter.role !== 'tunable' || value === undefined || isIdle(name, config, protocol)) return [];
    return stepsFrom(value, parameter, situation.seen(name)).map(step => ({ ...step, name }));
  });
}

/**
 * The legal runs that change one parameter, in an order of the moves; equal ones as the protocol has them.
 * @param isWanted which moves are looked at.
 */
export function* singles(
  parent: Parent,
  order: (a: Move, b: Move) => number,
  situation: Situation,
  isWanted: (move: Move) => boolean = () => true,
): Generator<Candidate> {
  const config = situation.configOf(parent);
  if (!config) return;
  for (const move of movesFrom(config, situation).filter(isWanted).sort(order)) {
    const run = mutated(parent, config, new Map([[move.name, move.value]]), equalValues);
    if (isLegal(run, situation)) yield { run, moves: [move] };
  }
}

/** The legal runs that change two parameters by a step each. */
export function* doubles(
  parent: Parent,
  order: (a: Move, b: Move) => number,
  situation: Situation,
): Generator<Candidate> {
  const config = situation.configOf(parent);
  if (!config || situation.protocol.maxMutations < 2) return;
  const isStep = ({ distance }: Move) => distance === 1;
  const seen = new Set<string>();
  for (const one of movesFrom(config, situation).filter(isStep).sort(order)) {
    const between = mutated(parent, config, new Map([[one.name, one.value]]), equalValues).config;
    for (const two of movesFrom(between, situation).filter(isStep).sort(order)) {
      const names = [one, two]
        .map(({ name, value }) => `${name}=${String(value)}`)
        .sort()
        .join();
      if (two.name === one.name || seen.has(names)) continue;
      seen.add(names);
      const values = new Map([one, two].map(({ name, value }) => [name, value] as const));
      const run = mutated(parent, config, values, equalValues);
      if (isLegal(run, situation)) yield { run, moves: [one, two] };
    }
  }
}
