/** The configs that a search may run: the six tunable parameters with the specification's candidates and time limit. */

export interface Config {
  readonly lr_update: number;
  readonly recurrent: boolean;
  readonly time_step: number;
  readonly W_L2: number;
  readonly grad_clip_W: number;
  readonly n_epochs: number;
}
export type Parameter = keyof Config;

export const candidates = {
  lr_update: [0, 1.2e-3, 1.5e-3, 1.8e-3, 2.1e-3, 2.5e-3, 3e-3],
  recurrent: [false, true],
  time_step: [1, 2, 3],
  W_L2: [2.5e-6, 3e-6, 3.5e-6, 4e-6, 5e-6],
  grad_clip_W: [0, 0.1, 0.5, 1],
  n_epochs: [1, 2],
} satisfies Record<Parameter, readonly Config[Parameter][]>;

export const parameters = Object.keys(candidates) as readonly Parameter[];

/** Node 21's config. */
export const baseline: Config = {
  lr_update: 0,
  recurrent: false,
  time_step: 1,
  W_L2: 2.5e-6,
  grad_clip_W: 0,
  n_epochs: 1,
};

/** Configs of one key are the same run; time_step is without effect where there is no recurrence. */
export const keyOf = (config: Config): string =>
  parameters.map(name => (name === 'time_step' && !config.recurrent ? '-' : String(config[name]))).join(' ');

/** The parameters in which two configs differ. */
export const differences = (a: Config, b: Config): Parameter[] =>
  parameters.filter(name => a[name] !== b[name]);

/** Whether the configs are one step apart: one parameter, moved to the next candidate. */
export function areNeighbours(a: Config, b: Config): boolean {
  const [name, ...more] = differences(a, b);
  if (name === undefined || more.length > 0) return false;
  const steps: readonly Config[Parameter][] = candidates[name];
  return Math.abs(steps.indexOf(a[name]) - steps.indexOf(b[name])) === 1;
}

/** Minutes of an epoch: the specification's 28, 50 and 60. */
export const epochMinutes = ({ recurrent, time_step }: Config): number =>
  recurrent ? ({ 2: 50, 3: 60 }[time_step] ?? 28) : 28;

export const modelMinutes = (config: Config): number => 5 + config.n_epochs * epochMinutes(config);

/** Within 60 minutes, or one of the two exceptions: recurrent time_step 3 over one epoch, two epochs without recurrence. */
function isShort(config: Config): boolean {
  const { recurrent, time_step, n_epochs } = config;
  return modelMinutes(config) <= 60 || (recurrent ? time_step === 3 && n_epochs === 1 : n_epochs === 2);
}

/** Every config that may be proposed, each once: without recurrence time_step is 1. */
export const space: readonly Config[] = candidates.lr_update
  .flatMap(lr_update => candidates.recurrent.map(recurrent => ({ lr_update, recurrent })))
  .flatMap(rest => (rest.recurrent ? candidates.time_step : [1]).map(time_step => ({ ...rest, time_step })))
  .flatMap(rest => candidates.W_L2.map(W_L2 => ({ ...rest, W_L2 })))
  .flatMap(rest => candidates.grad_clip_W.map(grad_clip_W => ({ ...rest, grad_clip_W })))
  .flatMap(rest => candidates.n_epochs.map(n_epochs => ({ ...rest, n_epochs })))
  .filter(isShort);
