/** Configs as the specification and its base instruction know them: values, ranges, candidates, steps, minutes. */

export type Value = number | boolean;
export type Config = Readonly<Record<string, Value>>;

/** The six parameters that may be changed, with their candidates in order. */
export const candidates: Readonly<Record<string, readonly Value[]>> = {
  lr_update: [0, 1.2e-3, 1.5e-3, 1.8e-3, 2.1e-3, 2.5e-3, 3e-3],
  recurrent: [false, true],
  time_step: [1, 2, 3],
  W_L2: [2.5e-6, 3e-6, 3.5e-6, 4e-6, 5e-6],
  grad_clip_W: [0, 0.1, 0.5, 1],
  n_epochs: [1, 2],
};
export const tunable = Object.keys(candidates);

/** Locked, but may change together with recurrent or lr_update. */
export const learningRates = ['lr', 'lr_W'];

/** Node 21, which a parent `root` stands for too. */
export const baseline: Config = {
  lr_update: 0,
  recurrent: false,
  time_step: 1,
  W_L2: 2.5e-6,
  grad_clip_W: 0,
  n_epochs: 1,
  lr: 1.2e-3,
  lr_W: 6e-4,
};

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  lr_update: [1.2e-3, 3e-3],
  time_step: [1, 10],
  W_L2: [2.5e-6, 5e-6],
  grad_clip_W: [0, 1],
  n_epochs: [1, 2],
};
const slack = 1e-9;

export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= slack * Math.max(Math.abs(a), Math.abs(b));
}

export function isInRange(name: string, value: Value | undefined): boolean {
  if (name === 'recurrent') return typeof value === 'boolean';
  if (typeof value !== 'number') return false;
  const [low, high] = ranges[name] ?? [-Infinity, Infinity];
  return (name === 'lr_update' && value === 0) || (value >= low * (1 - slack) && value <= high * (1 + slack));
}

export const isCandidate = (name: string, value: Value): boolean =>
  candidates[name]?.some(item => equal(item, value)) ?? false;

/** `1.8E-3`, `F`, 1.8e-3, false: whatever a log or a proposal writes. */
export function valueOf(text: unknown): Value | undefined {
  if (typeof text === 'boolean') return text;
  if (typeof text === 'number') return Number.isFinite(text) ? text : undefined;
  if (typeof text !== 'string') return undefined;
  if (/^(?:T|true)$/i.test(text)) return true;
  if (/^(?:F|false)$/i.test(text)) return false;
  return /^-?[\d.]+(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

const isIdle = (name: string, ...configs: readonly Config[]): boolean =>
  name === 'time_step' && configs.every(config => config.recurrent !== true);

/** Samples of one config have equal keys. */
export const sampleKey = (config: Config): string =>
  [...tunable, ...learningRates].map(name => String(config[name])).join(' ');

/** Configs that are the same run: time_step is without effect while recurrent is F. */
export const runKey = (config: Config): string =>
  [...tunable, ...learningRates].map(name => (isIdle(name, config) ? '-' : String(config[name]))).join(' ');

/** The tunable parameters in which two configs differ. */
export const differences = (a: Config, b: Config): string[] =>
  [...tunable, ...learningRates].filter(name => !isIdle(name, a, b) && !equal(a[name], b[name]));

/** One parameter apart, with no candidate between. */
export function isOneStep(a: Config, b: Config): boolean {
  const [name, ...more] = differences(a, b);
  if (name === undefined || more.length > 0 || !tunable.includes(name)) return false;
  const [low = 0, high = 0] = [Number(a[name]), Number(b[name])].sort((x, y) => x - y);
  return !candidates[name]?.some(
    item => Number(item) > low * (1 + slack) && Number(item) < high * (1 - slack),
  );
}

/** Steps of recurrence that a run has; without recurrence one, which costs as much. */
export const stepsOf = (config: Config): number =>
  config.recurrent === true ? Math.max(Number(config.time_step), 1) : 1;

/** Runs of a kind take as long. */
export const kindOf = (config: Config): string => `${stepsOf(config)} ${Number(config.n_epochs)}`;

/** 28 minutes an epoch without recurrence, 50 with two steps, 60 with three, linear between and beyond; 5 for the data. */
export function modelMinutes(config: Config): number {
  const steps = stepsOf(config);
  const epoch = steps <= 2 ? 28 + 22 * (steps - 1) : 50 + 10 * (steps - 2);
  return 5 + Number(config.n_epochs) * epoch;
}

/** Over the limit all the same: recurrent time_step 3 over one epoch, and two epochs without recurrence. */
export const isException = (config: Config): boolean =>
  config.recurrent === true ? Number(config.time_step) === 3 && config.n_epochs === 1 : config.n_epochs === 2;
