/**
 * What each role offers for a slot, best first. Where nothing is left of a role's own, in this order: another parameter
 * of the same parent, the next parents by score, two parameters at once, what may run over the time limit and is excused,
 * a re-run for another sample.
 */
import { differing, keyOf } from './config.ts';
import type { Effect } from './effects.ts';
import { isLegal } from './faults.ts';
import { doubles, singles } from './moves.ts';
import type { Candidate, Move } from './moves.ts';
import type { Pick, Place } from './pick.ts';
import type { Situation } from './situation.ts';
import { keepsConstraints } from './standings.ts';
import type { Standing } from './standings.ts';
import { overLimit } from './time-rules.ts';

/** What the roles choose by, worked out once for a batch. */
export interface Basis {
  readonly situation: Situation;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly standings: readonly Standing[];
}

type Order = (a: Move, b: Move) => number;

/** The parents by score; root where the tree has none. */
export function placesOf({ parents }: Situation): Place[] {
  if (parents.length === 0) return [{ parent: 'root', scored: undefined, rank: 1 }];
  return parents.map((scored, i) => ({ parent: scored.run.id, scored, rank: i + 1 }));
}

/**
 * A conservative mutation of a node with a high score: one parameter, the smallest untried step, and of equal steps that
 * of the parameter whose past changes moved the reward most reliably, in the direction in which it grew.
 * @param index 0 for the slot that takes the highest score, 1 for the one that takes the second.
 */
export function* exploit(index: number, earlier: readonly Pick[], basis: Basis): Generator<Pick> {
  const places = placesOf(basis.situation);
  const own = places[index] ?? places[0];
  const before = earlier.flatMap(pick => (pick.kind === 'rerun' ? [] : [pick.place]));
  const order = new Set([
    ...(own ? [own] : []),
    ...places.filter(place => before.some(other => other.rank === place.rank)),
    ...places,
  ]);
  yield* mutations([...order], place => conservative(place, earlier, basis), 'score', basis);
  yield* reruns(earlier, basis);
}

/** A parameter that was not varied yet, else the parameter that was changed least at the node that was visited least. */
export function* explore(earlier: readonly Pick[], basis: Basis): Generator<Pick> {
  const { situation } = basis;
  const places = placesOf(situation);
  const inBatch = new Set(earlier.flatMap(({ run }) => run.mutations.map(({ parameter }) => parameter)));
  const fresh = ({ name }: Move) =>
    situation.moves(name) === 0 && situation.seen(name).length <= 1 && !inBatch.has(name);
  for (const place of places)
    for (const candidate of singles(place.parent, conservative(place, earlier, basis), situation, fresh))
      if (!warningOf(candidate, situation)) yield pickOf('single', place, candidate, 'unvaried', situation);
  const isUsed = ({ rank }: Place) => earlier.some(pick => pick.kind !== 'rerun' && pick.place.rank === rank);
  const visits = ({ scored }: Place) => scored?.node.visits ?? 0;
  const least = [...places].sort((a, b) => Number(isUsed(a)) - Number(isUsed(b)) || visits(a) - visits(b));
  const usual = (place: Place): Order => {
    const then = conservative(place, earlier, basis);
    const used = ({ name }: Move) => Number(inBatch.has(name));
    const moves = ({ name }: Move) => situation.moves(name);
    return (a, b) => used(a) - used(b) || moves(a) - moves(b) || then(a, b);
  };
  yield* mutations(least, usual, 'unvisited', basis);
  yield* reruns(earlier, basis);
}

/** The config to run again first, and those after it. */
export function* robustness(first: readonly Standing[], { standings, situation }: Basis): Generator<Pick> {
  const all = new Set([...first, ...standings]);
  const sound = [...all].filter(standing => keepsConstraints(standing, situation));
  for (const standing of sound) yield rerunOf(standing);
  const { baseline: reference } = situation.protocol;
  // From then on the baseline's number names that iteration, so that its re-run cannot be written as the protocol has it.
  const isTaken = reference !== undefined && situation.exploration.node(reference.node) !== undefined;
  if (!isTaken) yield* baseline(standings, situation);
  for (const standing of all) if (!sound.includes(standing)) yield rerunOf(standing);
  if (isTaken) yield* baseline(standings, situation);
}

/** A re-run where nothing else is left: first of what this batch does not run again yet. */
function* reruns(earlier: readonly Pick[], basis: Basis): Generator<Pick> {
  const isUsed = (pick: Pick) =>
    earlier.some(other => other.run.parent === pick.run.parent && other.kind === 'rerun');
  const all = [...robustness([], basis)];
  yield* all.filter(pick => !isUsed(pick));
  yield* all.filter(isUsed);
}

/** The baseline's config, while the log has no sample of it. */
function* baseline(all: readonly Standing[], situation: Situation): Generator<Pick> {
  const config = situation.configOf('root');
  const { protocol } = situation;
  if (!config || config.size === 0) return;
  const key = keyOf(config, protocol);
  if (all.some(({ rerun }) => keyOf(rerun.config, protocol) === key)) return;
  const run = { parent: 'root', mutations: [], config } as const;
  if (isLegal(run, situation)) yield { kind: 'rerun', run, standing: undefined };
}

const rerunOf = (standing: Standing): Pick => ({ kind: 'rerun', run: standing.rerun, standing });

function* mutations(
  places: readonly Place[],
  orderFor: (place: Place) => Order,
  why: 'score' | 'unvisited',
  { situation }: Basis,
): Generator<Pick> {
  const warned: Pick[] = [];
  for (const [kind, candidates] of [
    ['single', singles],
    ['double', doubles],
  ] as const)
    for (const place of places)
      for (const candidate of candidates(place.parent, orderFor(place), situation)) {
        const pick = pickOf(kind, place, candidate, why, situation);
        if (warningOf(candidate, situation)) warned.push(pick);
        else yield pick;
      }
  yield* warned;
}

const warningOf = ({ run }: Candidate, situation: Situation): string | undefined =>
  overLimit(run.config, situation);

const pickOf = (
  kind: 'single' | 'double',
  place: Place,
  candidate: Candidate,
  why: 'score' | 'unvaried' | 'unvisited',
  situation: Situation,
): Pick => ({ kind, place, ...candidate, why, warning: warningOf(candidate, situation) });

/** Parameters that the batch changes at the same config already come last. */
function conservative(place: Place, earlier: readonly Pick[], { situation, effects }: Basis): Order {
  const { protocol } = situation;
  const config = situation.configOf(place.parent) ?? new Map();
  const used = new Set(
    earlier.flatMap(pick => {
      const other = pick.kind === 'rerun' ? undefined : situation.configOf(pick.place.parent);
      if (pick.kind === 'rerun' || !other || differing(config, other, protocol).length > 0) return [];
      return pick.moves.map(({ name }) => name);
    }),
  );
  const gain = ({ name, direction }: Move) => direction * (effects.get(name)?.reliability ?? 0);
  return (a, b) =>
    Number(used.has(a.name)) - Number(used.has(b.name)) || a.distance - b.distance || gain(b) - gain(a);
}
