/** How configs stand by their samples: the rules that are the same for every policy. */
import type { Choice, Run } from './policy.ts';
import { baseline, keyOf } from './space.ts';
import type { Config } from './space.ts';

export interface Standing {
  readonly config: Config;
  /** The iteration of its first sample. */
  readonly first: number;
  readonly samples: number;
  readonly vrest: number;
  readonly connectivity: number;
}

/** The configs that have a sample, the highest mean V_rest_R2 first; equal ones by age. */
export function standings(runs: readonly Run[]): Standing[] {
  const groups = new Map<string, Standing>();
  for (const { id, config, metrics } of runs) {
    if (!metrics) continue;
    const key = keyOf(config);
    const { samples, ...before } = groups.get(key) ?? {
      config,
      first: id,
      samples: 0,
      vrest: 0,
      connectivity: 0,
    };
    const mean = (old: number, value: number): number => (old * samples + value) / (samples + 1);
    groups.set(key, {
      ...before,
      samples: samples + 1,
      vrest: mean(before.vrest, metrics.vrest),
      connectivity: mean(before.connectivity, metrics.connectivity),
    });
  }
  return [...groups.values()].sort((a, b) => b.vrest - a.vrest || a.first - b.first);
}

const isConnected = ({ connectivity }: Standing): boolean => connectivity > 0.8;

/**
 * What slot 3 re-runs: the highest mean under the connectivity constraint, however few its samples, so that a lucky run
 * is confirmed or dethroned. The best of all where none meets the constraint, the baseline where nothing was scored.
 */
export function rerunChoice(runs: readonly Run[]): Choice {
  const all = standings(runs);
  const best = all.find(isConnected) ?? all[0];
  return { role: 'robustness', parent: best?.first ?? 'root', config: best?.config ?? baseline };
}

/** What a search says is best: the highest mean of at least three samples under the constraint, else the baseline. */
export const bestConfig = (runs: readonly Run[]): Config =>
  standings(runs).find(item => item.samples >= 3 && isConnected(item))?.config ?? baseline;
