/** One search: twelve batches of four runs on a surface, the log written as the specification has it. */
import { entryOf, withLastNext } from './entry.ts';
import type { Choice, Policy, Run } from './policy.ts';
import { random } from './random.ts';
import { baseline, keyOf } from './space.ts';
import type { Config } from './space.ts';
import { bestConfig } from './standings.ts';
import { isInRegion, optimumOf, train, trueVrest } from './surface.ts';
import type { Surface } from './surface.ts';

export const batches = 12;

/** The seeds of the published table. */
export const seeds: readonly number[] = Array.from({ length: 200 }, (_, i) => i + 1);

export interface Search {
  readonly log: string;
  readonly runs: readonly Run[];
  /** The first batch after which a config of the best region has three samples; undefined where none ever had. */
  readonly confirmed?: number;
  /** How far the true mean of what the search says is best lies below the optimum's. */
  readonly regret: number;
}

const start: readonly Choice[] = [
  { role: 'exploit', parent: 'root', config: baseline },
  { role: 'exploit', parent: 'root', config: { ...baseline, lr_update: 1.8e-3 } },
  { role: 'explore', parent: 'root', config: { ...baseline, lr_update: 2.5e-3 } },
  { role: 'robustness', parent: 'root', config: baseline },
];

/** The same seed gives the same search; what a run of iteration N meets by chance depends on the seed and N alone. */
export function search(policy: Policy, surface: Surface, seed: number, length = batches): Search {
  const choose = random(seed, 1);
  const { vrest: optimum } = optimumOf(surface);
  const runs: Run[] = [];
  let log = `# FlyVis Experiment Log: ${surface.name} (parallel)\n\n`;
  let confirmed: number | undefined;
  for (let batch = 1; batch <= length; batch++) {
    const choices = batch === 1 ? start : policy({ log, runs, batch }, choose);
    if (choices[0]) log = withNext(log, choices[0], batch);
    const before = [...runs];
    runs.push(...choices.map((choice, slot) => runOf(choice, before.length + slot + 1, surface, seed)));
    log += choices.map((choice, slot) => written(choice, slot, { choices, runs, before })).join('');
    if (confirmed === undefined && hasConfirmed(runs, surface, optimum)) confirmed = batch;
  }
  const regret = optimum - trueVrest(bestConfig(runs), surface);
  return { log, runs, regret, ...(confirmed !== undefined && { confirmed }) };
}

const withNext = (log: string, { parent }: Choice, batch: number): string =>
  batch === 1 ? log : withLastNext(log, parent);

/** A run as it will be read off the log: metrics with four decimals, minutes with one. */
function runOf({ parent, config }: Choice, id: number, surface: Surface, seed: number): Run {
  const { minutes, metrics } = train(config, surface, random(seed, 2, id));
  if (!metrics) return { id, parent, config };
  const rounded = { vrest: round(metrics.vrest), connectivity: round(metrics.connectivity) };
  return { id, parent, config, minutes: Number(minutes.toFixed(1)), metrics: rounded };
}

const round = (value: number): number => Number(value.toFixed(4));

interface Batch {
  readonly choices: readonly Choice[];
  /** All runs, those of this batch the last. */
  readonly runs: readonly Run[];
  /** The runs of the batches before. */
  readonly before: readonly Run[];
}

/** The entry of a slot. Next is the parent of the entry that follows; in the last slot, for now, its own. */
function written({ role, parent, config }: Choice, slot: number, { choices, runs, before }: Batch): string {
  const run = runs[before.length + slot];
  if (!run) return '';
  const rerunOf = earliestSample(config, before) ?? (isBaselineRerun(config, before) ? 21 : undefined);
  const next = choices[slot + 1]?.parent ?? parent;
  return entryOf(
    run,
    { role: modeOf(role, rerunOf), next, ...(rerunOf !== undefined && { rerunOf }) },
    before,
  );
}

const earliestSample = (config: Config, before: readonly Run[]): number | undefined =>
  before.find(run => run.metrics && keyOf(run.config) === keyOf(config))?.id;

const isBaselineRerun = (config: Config, before: readonly Run[]): boolean =>
  keyOf(config) === keyOf(baseline) &&
  !before.some(run => run.metrics && keyOf(run.config) === keyOf(baseline));

const modeOf = (role: Choice['role'], rerunOf: number | undefined): Choice['role'] =>
  rerunOf === undefined ? role : 'robustness';

function hasConfirmed(runs: readonly Run[], surface: Surface, optimum: number): boolean {
  const samples = new Map<string, number>();
  return runs.some(({ config, metrics }) => {
    if (!metrics || !isInRegion(config, surface, optimum)) return false;
    const count = (samples.get(keyOf(config)) ?? 0) + 1;
    samples.set(keyOf(config), count);
    return count >= 3;
  });
}
