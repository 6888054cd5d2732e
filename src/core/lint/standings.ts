/** The samples of each config as they come, and the config that leads. */
import type { Context } from './context.ts';
import type { IterationNode } from './node.ts';

/** The samples of a config so far. */
export interface Standing {
  readonly first: IterationNode;
  n: number;
  /** Of their rewards. */
  sum: number;
}

export class Standings {
  private readonly configs = new Map<string, Standing>();
  constructor(private readonly context: Context) {}

  /** Counts a run, when it has a finite reward. */
  add(node: IterationNode): void {
    const value = node.metric(node.protocol.reward);
    if (value === undefined || !Number.isFinite(value)) return;
    const { sampleKey } = this.context.config(node);
    const known = this.configs.get(sampleKey);
    if (!known) {
      this.configs.set(sampleKey, { first: node, n: 1, sum: value });
      return;
    }
    known.n++;
    known.sum += value;
  }

  /** The config with the highest mean; of equal ones the first. */
  get best(): Standing | undefined {
    let best: Standing | undefined;
    for (const one of this.configs.values()) if (!best || one.sum / one.n > best.sum / best.n) best = one;
    return best;
  }
}
