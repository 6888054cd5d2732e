import type { Protocol } from '../types.ts';
import { metric, r2, seed, tunable } from './define.ts';

const single = (key: string) => tunable({ keys: [key] });

/** Metabolic networks steered by the recovered rate constants. */
export const metabolism: Protocol = {
  title: 'metabolism rate constants',
  reward: 'rate_constants_R2',
  scored: ['rate_constants_R2'],
  dialect: 'metabolism',
  metrics: {
    rate_constants_R2: r2('required', ['rate_constants_r2', 'rc_R2']),
    trimmed_R2: r2('optional'),
    test_R2: r2('optional'),
    test_pearson: metric('optional', { aliases: ['pearson', 'Pearson'], min: -1, max: 1 }),
    n_outliers: metric('optional', { aliases: ['outliers'], min: 0 }),
    slope: metric('optional'),
    alpha: metric('optional'),
    final_loss: metric('optional'),
    training_time_min: metric('optional', { aliases: ['time_min', 'training_time', 'Time'], min: 0 }),
  },
  status: { prefix: '', classes: { converged: {}, partial: {}, failed: {} }, crashed: 'failed' },
  parameters: {
    lr_k: tunable({ aliases: ['learning_rate_k'], keys: ['learning_rate_k'] }),
    lr_node: tunable({ aliases: ['learning_rate_node'], keys: ['learning_rate_node'] }),
    lr_sub: tunable({ aliases: ['learning_rate_sub'], keys: ['learning_rate_sub'] }),
    batch_size: single('batch_size'),
    n_epochs: tunable({ aliases: ['epochs'], keys: ['n_epochs'] }),
    data_augmentation_loop: tunable({
      aliases: ['aug_loop', 'data_aug', 'DAL', 'data_augmentation', 'aug'],
      keys: ['data_augmentation_loop'],
    }),
    coeff_MLP_node_L1: tunable({ aliases: ['MLP_node_L1'], keys: ['coeff_MLP_node_L1'] }),
    coeff_MLP_sub_norm: tunable({ aliases: ['sub_norm'], keys: ['coeff_MLP_sub_norm'] }),
    coeff_MLP_sub_diff: tunable({ aliases: ['sub_diff'], keys: ['coeff_MLP_sub_diff'] }),
    coeff_k_floor: tunable({ aliases: ['k_floor'], keys: ['coeff_k_floor'] }),
    k_floor_threshold: single('k_floor_threshold'),
    hidden_dim_sub: single('graph_model.hidden_dim_sub'),
    n_layers_sub: single('graph_model.n_layers_sub'),
    hidden_dim_node: single('graph_model.hidden_dim_node'),
    n_layers_node: single('graph_model.n_layers_node'),
    recurrent_training: tunable({ type: 'boolean', aliases: ['recurrent'], keys: ['recurrent_training'] }),
    time_step: single('time_step'),
    seed: seed({ keys: ['seed', 'simulation.seed'] }),
  },
  lockExceptions: [],
  configKeys: [],
  maxMutations: 4,
  batchSize: 4,
  blockSize: 12,
  ucb: { c: 1.414, formula: 'puct' },
  slots: [
    { role: 'exploit', modes: ['exploit'] },
    { role: 'exploit', modes: ['exploit', 'explore'] },
    { role: 'explore', modes: ['explore', 'exploit'] },
    { role: 'explore', modes: ['principle-test', 'explore', 'exploit'] },
  ],
  startBatch: [],
  seeds: 'yaml',
};
