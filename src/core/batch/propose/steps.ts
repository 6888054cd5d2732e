/** The values that a parameter can move to, and how far each is. */
import { equalValues } from '../../lint/config.ts';
import { isInRange } from '../../lint/range.ts';
import type { Parameter, Value } from '../../protocol/types.ts';

export interface Step {
  readonly value: Value;
  /** 1 for the next value in its direction, 2 for the one after it. */
  readonly distance: number;
  /** 1 upwards in the order of the candidates, else -1. */
  readonly direction: 1 | -1;
}

/**
 * The moves from a value, the nearest first. A step is the move to the next candidate; from a value that is none, to the
 * nearest candidate in each direction. A number without candidates is doubled or halved, at most three times and within
 * its range, whole where only whole numbers are known of it; from 0 the nearest value that some run used is one step. A
 * text without candidates does not move.
 * @param seen the values of the parameter that are known.
 */
export function stepsFrom(value: Value, parameter: Parameter, seen: readonly Value[]): Step[] {
  const { candidates, type } = parameter;
  if (candidates.length > 0) return toSteps(...onList(value, candidates), value, parameter);
  if (typeof value === 'number') return toSteps(...scaled(value, parameter, seen), value, parameter);
  return type === 'boolean' && typeof value === 'boolean' ? toSteps([], [!value], value, parameter) : [];
}

/** Whether one value is no further from another than one step. */
export function isNear(a: Value, b: Value, parameter: Parameter, seen: readonly Value[]): boolean {
  const reaches = (from: Value, to: Value) =>
    stepsFrom(from, parameter, seen).some(
      ({ value, distance }) => distance === 1 && (equalValues(value, to) || isBetween(from, to, value)),
    );
  return equalValues(a, b) || reaches(a, b) || reaches(b, a);
}

const isBetween = (from: Value, at: Value, to: Value): boolean =>
  typeof from === 'number' &&
  typeof at === 'number' &&
  typeof to === 'number' &&
  Math.min(from, to) < at &&
  at < Math.max(from, to);

type Sides = readonly [down: readonly Value[], up: readonly Value[]];

function onList(value: Value, candidates: readonly Value[]): Sides {
  const at = candidates.findIndex(candidate => equalValues(candidate, value));
  if (at >= 0) return [candidates.slice(0, at).reverse(), candidates.slice(at + 1)];
  if (typeof value !== 'number') return [[], candidates];
  const numbers = candidates.filter(candidate => typeof candidate === 'number').sort((a, b) => a - b);
  return [numbers.filter(other => other < value).reverse(), numbers.filter(other => other > value)];
}

const factors = [2, 4, 8];

function scaled(value: number, { min, max }: Parameter, seen: readonly Value[]): Sides {
  const numbers = seen.filter(other => typeof other === 'number');
  if (value === 0) return nearestOf(numbers);
  const isWhole = Number.isInteger(value) && numbers.every(Number.isInteger);
  const fit = (number: number): number => {
    const whole = isWhole ? Math.round(number) : number;
    return Math.min(Math.max(whole, min ?? -Infinity), max ?? Infinity);
  };
  // A number of things is not halved to none.
  const some = (numbers: readonly number[]) => numbers.filter(number => number !== 0);
  const larger = some(factors.map(factor => fit(value * factor)));
  const smaller = some(factors.map(factor => fit(value / factor)));
  return value > 0 ? [smaller, larger] : [larger, smaller];
}

/** The nearest known values on both sides of 0. */
function nearestOf(numbers: readonly number[]): Sides {
  const above = numbers.filter(other => other > 0);
  const below = numbers.filter(other => other < 0);
  return [below.length > 0 ? [Math.max(...below)] : [], above.length > 0 ? [Math.min(...above)] : []];
}

function toSteps(...[down, up, value, parameter]: [...Sides, Value, Parameter]): Step[] {
  const sideOf = (values: readonly Value[], direction: Step['direction']): Step[] =>
    unlike(values, value)
      .filter(other => isInRange(other, parameter))
      .map((other, i) => ({ value: other, distance: i + 1, direction }));
  return [...sideOf(up, 1), ...sideOf(down, -1)].sort((a, b) => a.distance - b.distance);
}

/** Each value once, without the one that is left. */
const unlike = (values: readonly Value[], left: Value): Value[] =>
  values.filter(
    (value, i) =>
      !equalValues(value, left) &&
      Number.isFinite(typeof value === 'number' ? value : 0) &&
      values.findIndex(other => equalValues(other, value)) === i,
  );
