/** What a chart shows, before it is drawn. */
import type { PictureGuide } from '../../core/picture/model.ts';
import type { ColourName } from '../style/colours.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export type Marker = 'circle' | 'triangle' | 'square' | 'diamond' | 'cross' | 'small';

/** One run, or one config's mean. */
export interface Dot {
  readonly x: number;
  /** Undefined for a run without a value, which stands at the bottom. */
  readonly y: number | undefined;
  readonly marker: Marker;
  readonly colour: ColourName;
  readonly title: string;
  /** What is to be known of it, as names and values; made when somebody asks. */
  readonly about: () => Pairs;
  /** Where its entry begins in the log. */
  readonly offset?: number;
}

/** A 95 % interval. */
export interface Interval {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface ChartModel {
  /** What a screen reader says of the whole. */
  readonly spoken: string;
  /** By x, then y. */
  readonly dots: readonly Dot[];
  readonly intervals: readonly Interval[];
  readonly guides: readonly PictureGuide[];
  /** Where blocks begin. */
  readonly borders: readonly number[];
  readonly x: readonly [low: number, high: number];
  readonly xLabel: string;
  readonly yLabel: string;
  /** The names of the places 0, 1, ... on the x axis, where these are no numbers; those without a run are marked. */
  readonly places?: readonly { readonly text: string; readonly isEmpty: boolean }[];
}

/** The ends of the y axis: everything that is drawn, with some air. */
export function yRange({ dots, intervals, guides }: ChartModel): [number, number] {
  const values = [
    ...dots.flatMap(({ y }) => y ?? []),
    ...intervals.flatMap(({ low, high }) => [low, high]),
    ...guides.flatMap(({ low, high }) => [low, high]),
  ];
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low > high) return [0, 1];
  const air = (high - low || Math.abs(high) || 1) * 0.07;
  return [low - air, high + air];
}
