import type { Protocol } from './types.ts';

/** What holds for every exploration log: used for a log that fits no preset. It names no metrics and no parameters. */
export const universal: Protocol = {
  title: 'no protocol',
  reward: '',
  scored: [],
  dialect: 'flyvis',
  metrics: {},
  status: { prefix: '', classes: {}, crashed: 'failed' },
  parameters: {},
  lockExceptions: [],
  configKeys: [],
  maxMutations: 4,
  batchSize: 4,
  blockSize: 0,
  ucb: { c: 1.414, formula: 'puct' },
  slots: [],
  startBatch: [],
  seeds: 'script',
};
