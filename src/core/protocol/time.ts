/** How long a run takes: by the protocol's time model, or by what runs of its kind have taken. */
import { namesOf } from './names.ts';
import type { Protocol, Value } from './types.ts';

/** The value of a parameter by its canonical name; undefined where a config does not say it. */
export type ValueOf = (name: string) => Value | undefined;

/** The median minutes of each kind of run that a log has often enough; see `samples/times.ts`. */
export type TimeHistory = ReadonlyMap<string, number>;

export const noHistory: TimeHistory = new Map();

/** What the time of a run depends on. */
interface Effort {
  /** 1 without recurrence, and with recurrence over one step, which costs the same. */
  readonly recurrentSteps: number;
  readonly epochs: number;
}

/**
 * Minutes that a run with a config should take: the median of its kind where there is one, else data generation and then
 * each epoch as the protocol's time model has it. Undefined where the protocol has no time model.
 */
export function predictedMinutes(
  config: ValueOf,
  history: TimeHistory,
  protocol: Protocol,
): number | undefined {
  const { time } = protocol;
  if (!time) return undefined;
  const known = history.get(timeKind(config, protocol));
  if (known !== undefined) return known;
  const { recurrentSteps, epochs } = effortOf(config, protocol);
  return time.dataGeneration + epochs * minutesAnEpoch(time, recurrentSteps);
}

/** Configs of one kind take equally long. */
export function timeKind(config: ValueOf, protocol: Protocol): string {
  const { recurrentSteps, epochs } = effortOf(config, protocol);
  return `${recurrentSteps} x ${epochs}`;
}

function effortOf(config: ValueOf, protocol: Protocol): Effort {
  const valueOf = (name: string) => config(namesOf(protocol).parameter(name) ?? name);
  const number = (name: string): number => {
    const value = valueOf(name);
    return typeof value === 'number' ? value : 1;
  };
  const isRecurrent = valueOf('recurrent') === true;
  return { recurrentSteps: isRecurrent ? Math.max(number('time_step'), 1) : 1, epochs: number('n_epochs') };
}

/** Linear between the known time steps and beyond them; the same for all steps where only one is known. */
function minutesAnEpoch(time: NonNullable<Protocol['time']>, steps: number): number {
  const points = [
    [1, time.standard] as const,
    ...Object.entries(time.recurrent).map(([step, minutes]) => [Number(step), minutes] as const),
  ];
  points.sort((a, b) => a[0] - b[0]);
  const next = points.findIndex(([step]) => step >= steps);
  const upper = next < 0 ? points.length - 1 : Math.max(next, 1);
  const [x0, y0] = points[upper - 1] ?? [1, time.standard];
  const [x1, y1] = points[upper] ?? [x0, y0];
  return x1 === x0 ? y0 : y0 + ((steps - x0) * (y1 - y0)) / (x1 - x0);
}
