import type { Protocol } from '../types.ts';
import { known, locked, metric, r2, seed, tunable } from './define.ts';

const augmentation = ['aug_loop', 'data_aug', 'DAL', 'data_augmentation'];

/** V_rest recovery, as its parallel-mode specification and base instruction state it. */
export const vrest: Protocol = {
  title: 'V_rest recovery',
  reward: 'V_rest_R2',
  scored: ['V_rest_R2', 'connectivity_R2'],
  dialect: 'flyvis',
  metrics: {
    V_rest_R2: r2('required', ['Vrest_R2', 'vrest_R2', 'V_rest']),
    connectivity_R2: r2('required', ['conn_R2', 'connectivity_r2']),
    tau_R2: r2('expected'),
    cluster_accuracy: metric('expected', { aliases: ['cluster_acc', 'Cluster'], min: 0, max: 1 }),
    test_pearson: metric('expected', { aliases: ['pearson', 'Pearson'], min: -1, max: 1 }),
    training_time_min: metric('expected', { aliases: ['time_min', 'training_time', 'Time'], min: 0 }),
    test_R2: r2('optional'),
  },
  status: {
    prefix: 'V_rest',
    classes: {
      success: {
        all: [
          { metric: 'V_rest_R2', above: 0.6 },
          { metric: 'connectivity_R2', above: 0.8 },
        ],
      },
      partial: {
        all: [
          { metric: 'V_rest_R2', atLeast: 0.3, atMost: 0.6 },
          { metric: 'connectivity_R2', above: 0.8 },
        ],
      },
      failed: {
        any: [
          { metric: 'V_rest_R2', below: 0.3 },
          { metric: 'connectivity_R2', below: 0.8 },
        ],
      },
    },
    crashed: 'failed',
  },
  parameters: {
    lr_update: tunable({
      aliases: ['learning_rate_update', 'learning_rate_update_start', 'lr_upd'],
      keys: ['learning_rate_update_start', 'lr_update'],
      value: 0,
      default: 0,
      min: 1.2e-3,
      max: 3e-3,
      also: [0],
      candidates: [0, 1.2e-3, 1.5e-3, 1.8e-3, 2.1e-3, 2.5e-3, 3e-3],
    }),
    recurrent: tunable({
      type: 'boolean',
      aliases: ['recurrent_training'],
      keys: ['recurrent_training'],
      value: false,
      default: false,
      candidates: [false, true],
    }),
    time_step: tunable({
      keys: ['time_step'],
      value: 1,
      default: 1,
      min: 1,
      max: 10,
      candidates: [1, 2, 3],
    }),
    W_L2: tunable({
      aliases: ['coeff_W_L2'],
      keys: ['coeff_W_L2'],
      value: 2.5e-6,
      default: 0,
      min: 2.5e-6,
      max: 5e-6,
      candidates: [2.5e-6, 3e-6, 3.5e-6, 4e-6, 5e-6],
    }),
    grad_clip_W: tunable({
      aliases: ['grad_clip'],
      keys: ['grad_clip_W'],
      value: 0,
      default: 0,
      min: 0,
      max: 1,
      candidates: [0, 0.1, 0.5, 1],
    }),
    n_epochs: tunable({
      aliases: ['epochs'],
      keys: ['n_epochs'],
      value: 1,
      min: 1,
      max: 2,
      candidates: [1, 2],
    }),
    recurrent_training_start_epoch: known({ keys: ['recurrent_training_start_epoch'] }),
    noise_recurrent_level: known({ keys: ['noise_recurrent_level'], min: 0, max: 0.1 }),
    lr_W: locked(6e-4, {
      aliases: ['learning_rate_W', 'learning_rate_W_start'],
      keys: ['learning_rate_W_start', 'lr_W'],
    }),
    lr: locked(1.2e-3, {
      aliases: ['learning_rate', 'learning_rate_start'],
      keys: ['learning_rate_start', 'lr'],
    }),
    lr_emb: locked(1.55e-3, {
      aliases: ['lr_embedding', 'learning_rate_embedding', 'learning_rate_embedding_start'],
      keys: ['learning_rate_embedding_start', 'lr_embedding'],
    }),
    coeff_edge_diff: locked(750, {
      aliases: ['edge_diff', 'coeff_g_phi_diff'],
      keys: ['coeff_edge_diff', 'coeff_g_phi_diff'],
    }),
    coeff_phi_weight_L1: locked(0.5, {
      aliases: ['phi_weight_L1', 'phi_L1', 'coeff_f_theta_weight_L1'],
      keys: ['coeff_phi_weight_L1', 'coeff_f_theta_weight_L1'],
    }),
    coeff_phi_weight_L1_rate: locked(0.4, {
      aliases: ['phi_weight_L1_rate'],
      keys: ['coeff_phi_weight_L1_rate', 'regul_annealing_rate'],
    }),
    coeff_edge_weight_L1: locked(0.29, {
      aliases: ['edge_weight_L1', 'edge_L1', 'coeff_g_phi_weight_L1'],
      keys: ['coeff_edge_weight_L1', 'coeff_g_phi_weight_L1'],
    }),
    coeff_edge_norm: locked(0.9, {
      aliases: ['edge_norm', 'coeff_g_phi_norm'],
      keys: ['coeff_edge_norm', 'coeff_g_phi_norm'],
    }),
    coeff_phi_weight_L2: locked(0.001, {
      aliases: ['phi_weight_L2', 'phi_L2', 'coeff_f_theta_weight_L2'],
      keys: ['coeff_phi_weight_L2', 'coeff_f_theta_weight_L2'],
    }),
    coeff_W_L1: locked(3.5e-5, { aliases: ['W_L1'], keys: ['coeff_W_L1'] }),
    coeff_W_L1_rate: locked(0.5, {
      aliases: ['W_L1_rate', 'regul_annealing_rate'],
      keys: ['coeff_W_L1_rate', 'regul_annealing_rate'],
    }),
    hidden_dim: locked(80, { keys: ['graph_model.hidden_dim'] }),
    hidden_dim_update: locked(80, { keys: ['graph_model.hidden_dim_update'] }),
    n_layers: locked(3, { keys: ['graph_model.n_layers'] }),
    n_layers_update: locked(3, { keys: ['graph_model.n_layers_update'] }),
    batch_size: locked(2, { aliases: ['batch'], keys: ['batch_size'] }),
    data_augmentation_loop: locked(20, { aliases: augmentation, keys: ['data_augmentation_loop'] }),
    embedding_dim: locked(2, { keys: ['graph_model.embedding_dim'] }),
    seed: seed({ keys: ['seed', 'simulation.seed'] }),
  },
  lockExceptions: [{ parameters: ['lr', 'lr_W'], with: ['recurrent', 'lr_update'] }],
  configKeys: ['lr_update', 'recurrent', 'time_step', 'W_L2', 'grad_clip_W'],
  maxMutations: 2,
  batchSize: 4,
  blockSize: 12,
  ucb: { c: 1.414, formula: 'puct' },
  slots: [
    { role: 'exploit', modes: ['exploit'] },
    { role: 'exploit', modes: ['exploit'] },
    { role: 'explore', modes: ['explore'] },
    { role: 'robustness', modes: ['robustness-check'] },
  ],
  robustness: { slot: 3, mode: 'robustness-check' },
  startBatch: [{}, { lr_update: 1.8e-3 }, { lr_update: 2.5e-3 }, {}],
  baseline: {
    node: 21,
    samples: {
      V_rest_R2: [0.704, 0.381, 0.575, 0.462, 0.775, 0.112, 0.627, 0.356],
      connectivity_R2: [0.983, 0.949, 0.974, 0.937, 0.983, 0.955, 0.896, 0.959],
    },
    range: { V_rest_R2: [0.11, 0.78] },
  },
  improvement: {
    minSamples: 3,
    mean: [
      { metric: 'V_rest_R2', above: 0.55 },
      { metric: 'connectivity_R2', above: 0.8 },
    ],
  },
  time: {
    metric: 'training_time_min',
    dataGeneration: 5,
    standard: 28,
    recurrent: { '2': 50, '3': 60 },
    warn: 55,
    limit: 60,
  },
  seeds: 'script',
};
