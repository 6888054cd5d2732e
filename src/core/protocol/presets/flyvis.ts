import type { Parameter, Protocol } from '../types.ts';
import { metric, r2 } from './define.ts';
import { vrest } from './vrest.ts';

/** Every parameter of the fly model open to the search; only its seeds stay apart. */
function allTunable(): Record<string, Parameter> {
  const opened = ([name, parameter]: [string, Parameter]): [string, Parameter] => {
    if (parameter.role === 'seed') return [name, parameter];
    const { type, aliases, keys, default: implied } = parameter;
    const open: Parameter = { role: 'tunable', type, aliases, keys, also: [], candidates: [] };
    return [name, implied === undefined ? open : { ...open, default: implied }];
  };
  return Object.fromEntries(Object.entries(vrest.parameters).map(opened));
}

/** Explorations of the fly visual system steered by the recovered connectivity. */
export const flyvis: Protocol = {
  title: 'flyvis connectivity',
  reward: 'connectivity_R2',
  scored: ['connectivity_R2'],
  dialect: 'flyvis',
  metrics: {
    connectivity_R2: r2('required', ['conn_R2', 'connectivity_r2']),
    tau_R2: r2('optional'),
    V_rest_R2: r2('optional', ['Vrest_R2', 'vrest_R2', 'V_rest']),
    cluster_accuracy: metric('optional', { aliases: ['cluster_acc', 'Cluster'], min: 0, max: 1 }),
    test_pearson: metric('optional', { aliases: ['pearson', 'Pearson'], min: -1, max: 1 }),
    test_R2: r2('optional'),
    training_time_min: metric('optional', { aliases: ['time_min', 'training_time', 'Time'], min: 0 }),
  },
  status: {
    prefix: '',
    classes: { converged: {}, robust: {}, partial: {}, fragile: {}, failed: {} },
    crashed: 'failed',
  },
  parameters: allTunable(),
  lockExceptions: [],
  configKeys: [],
  maxMutations: 4,
  batchSize: 4,
  blockSize: 24,
  ucb: { c: 1.414, formula: 'puct' },
  slots: [
    { role: 'exploit', modes: ['exploit'] },
    { role: 'exploit', modes: ['exploit'] },
    { role: 'explore', modes: ['explore'] },
    { role: 'explore', modes: ['principle-test', 'explore', 'robustness-check'] },
  ],
  startBatch: [],
  seeds: 'yaml',
};
