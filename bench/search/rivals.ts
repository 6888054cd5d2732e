/** What the proposer is measured against. All have its budget, its limits, and its rule for slot 3. */
import { legalParent } from './limits.ts';
import type { Choice, History, Policy, Role, Run } from './policy.ts';
import { pick } from './random.ts';
import type { Random } from './random.ts';
import { keyOf, modelMinutes, space } from './space.ts';
import type { Config } from './space.ts';
import { rerunChoice, standings } from './standings.ts';

const roles: readonly Role[] = ['exploit', 'exploit', 'explore'];

/** Every new config is drawn from all that are legal, each as likely. */
export const randomSearch: Policy = (history, rng) => randomFrom(space, history, rng);

/** The same without the two exceptions of the time limit, which the proposer tries only when nothing else is left. */
export const randomWithinLimit: Policy = (history, rng) => randomFrom(withinLimit, history, rng);

const withinLimit = space.filter(config => modelMinutes(config) <= 60);
const randomFrom = (configs: readonly Config[], history: History, rng: Random): Choice[] => [
  ...newChoices(configs, history, rng),
  rerunChoice(history.runs),
];

/**
 * Successive halving with a third kept of each rung, over the 33 runs that slots 0-2 have after the start batch: 15 new
 * configs once, the best 5 of all so far twice more, the best 2 of all so far four times more. The specification knows
 * no re-runs of that kind in these slots; the rival may have them all the same.
 */
export const successiveHalving: Policy = (history, rng) => {
  const { runs, batch } = history;
  const fresh = newChoices(space, history, rng);
  const chosen = fresh.map((choice, slot) => {
    const turn = (batch - 2) * 3 + slot;
    if (turn < 15) return choice;
    return (turn < 25 ? finalist(runs, 24, 5, turn - 15) : finalist(runs, 36, 2, turn - 25)) ?? choice;
  });
  return [...chosen, rerunChoice(runs)];
};

/** One of the configs that lead after an iteration. */
function finalist(runs: readonly Run[], after: number, size: number, turn: number): Choice | undefined {
  const leaders = standings(runs.filter(({ id }) => id <= after)).filter(
    ({ connectivity }) => connectivity > 0.8,
  );
  const leader = leaders[turn % Math.min(size, leaders.length)];
  return leader && { role: 'robustness', parent: leader.first, config: leader.config };
}

/** Configs that are legal and new, for slots 0-2; a re-run in the rare case that a thousand draws find too few. */
function newChoices(configs: readonly Config[], { runs, batch }: History, rng: Random): Choice[] {
  const choices: Choice[] = [];
  for (let draw = 0; draw < 1000 && choices.length < roles.length; draw++) {
    const config = pick(configs, rng);
    const role = roles[choices.length];
    if (!config || !role || choices.some(choice => keyOf(choice.config) === keyOf(config))) continue;
    const parent = legalParent(config, runs, batch);
    if (parent !== undefined) choices.push({ role, parent, config });
  }
  while (choices.length < roles.length) choices.push(rerunChoice(runs));
  return choices;
}
