/** A made-up response surface: what a training run with a config gives on average, and what one run of it shows. */
import { normal } from './random.ts';
import type { Random } from './random.ts';
import { modelMinutes, space } from './space.ts';
import type { Config } from './space.ts';

/** A config in the coordinates of a surface, each between 0 and 1. */
export interface Point {
  /** The learning rate of the update network from 1.2E-3 to 3E-3; lr_update 0 means lr, which is 1.2E-3. */
  readonly lr: number;
  readonly recurrent: number;
  /** Steps of recurrence from 1 to 3; 0 without recurrence. */
  readonly steps: number;
  readonly l2: number;
  /** How hard gradients are clipped: none, then 1, 0.5 and 0.1. */
  readonly clip: number;
  readonly epochs: number;
}

/** A hill of V_rest_R2: its height above the floor at its top, and how steeply it falls along each coordinate. */
export interface Hill {
  readonly height: number;
  readonly top: Point;
  /** What a distance of 1 costs: the hill is height · exp(-Σ steepness · distance²). */
  readonly steepness: Point;
  /** Steepness across a ridge along which lr and l2 make up for each other. */
  readonly ridge?: number;
}

export interface Surface {
  readonly name: string;
  /** Whether no tuning of the proposer has looked at it. */
  readonly heldOut: boolean;
  readonly about: string;
  readonly floor: number;
  readonly hills: readonly Hill[];
  /** connectivity_R2 at the baseline, and what the square of each coordinate takes from it. */
  readonly connectivity: { readonly at0: number; readonly loss: Partial<Point> };
  /** Standard deviations of one run; Node 21's eight samples have 0.216 and 0.029. */
  readonly noise: { readonly vrest: number; readonly connectivity: number; readonly minutes: number };
  /** Probability of a crash: always, at the full learning rate (growing as its square), and by steps of recurrence. */
  readonly crash: { readonly always: number; readonly lr: number; readonly steps: readonly number[] };
}

/** What one run shows; undefined in place of the metrics where it crashed. */
export interface Outcome {
  readonly minutes: number;
  readonly metrics?: { readonly vrest: number; readonly connectivity: number };
}

const clipping = new Map([
  [0, 0],
  [1, 1 / 3],
  [0.5, 2 / 3],
  [0.1, 1],
]);
const coordinates = ['lr', 'recurrent', 'steps', 'l2', 'clip', 'epochs'] as const;

export const pointOf = (config: Config): Point => ({
  lr: ((config.lr_update || 1.2e-3) - 1.2e-3) / 1.8e-3,
  recurrent: config.recurrent ? 1 : 0,
  steps: config.recurrent ? (config.time_step - 1) / 2 : 0,
  l2: (config.W_L2 - 2.5e-6) / 2.5e-6,
  clip: clipping.get(config.grad_clip_W) ?? 0,
  epochs: config.n_epochs - 1,
});

function heightAt(point: Point, { height, top, steepness, ridge = 0 }: Hill): number {
  const fall = coordinates.reduce((sum, name) => sum + steepness[name] * (point[name] - top[name]) ** 2, 0);
  return height * Math.exp(-fall - ridge * (point.lr - top.lr + point.l2 - top.l2) ** 2);
}

/** The true mean of V_rest_R2. */
export function trueVrest(config: Config, { floor, hills }: Surface): number {
  const point = pointOf(config);
  return hills.reduce((sum, hill) => sum + heightAt(point, hill), floor);
}

/** The true mean of connectivity_R2. */
export function trueConnectivity(config: Config, { connectivity: { at0, loss } }: Surface): number {
  const point = pointOf(config);
  return coordinates.reduce((rest, name) => rest - (loss[name] ?? 0) * point[name] ** 2, at0);
}

export function crashProbability(config: Config, { crash }: Surface): number {
  const steps = config.recurrent ? (crash.steps[config.time_step - 1] ?? 0) : 0;
  return Math.min(crash.always + crash.lr * pointOf(config).lr ** 2 + steps, 0.9);
}

/** One run. It draws the same numbers whatever the config, so that policies meet the same luck at the same iteration. */
export function train(config: Config, surface: Surface, rng: Random): Outcome {
  const { noise } = surface;
  const crashes = rng() < crashProbability(config, surface);
  const minutes = modelMinutes(config) + noise.minutes * normal(rng);
  const vrest = trueVrest(config, surface) + noise.vrest * normal(rng);
  const connectivity = Math.min(trueConnectivity(config, surface) + noise.connectivity * normal(rng), 1);
  return crashes ? { minutes } : { minutes, metrics: { vrest, connectivity } };
}

/** How much below the optimum a config may lie and still belong to the best region. */
export const tolerance = 0.05;

/** The best that a surface holds: the highest true mean under the connectivity constraint, and how many configs come near. */
export function optimumOf(surface: Surface): { config: Config; vrest: number; region: number } {
  let best: { config: Config; vrest: number } | undefined;
  const means: number[] = [];
  for (const config of space) {
    if (trueConnectivity(config, surface) <= 0.8) continue;
    const vrest = trueVrest(config, surface);
    means.push(vrest);
    if (!best || vrest > best.vrest) best = { config, vrest };
  }
  if (!best) throw new Error(`${surface.name}: no config has a connectivity_R2 above 0.8.`);
  const { vrest } = best;
  return { ...best, region: means.filter(mean => mean >= vrest - tolerance).length };
}

export const isInRegion = (config: Config, surface: Surface, vrest: number): boolean =>
  trueConnectivity(config, surface) > 0.8 && trueVrest(config, surface) >= vrest - tolerance;
