/** What a chart shows, before it is drawn. */
import type { PictureGuide } from '../../core/picture/model.ts';
import type { ColourName } from '../style/colours.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export type Marker = 'circle' | 'triangle' | 'square' | 'diamond' | 'hollow' | 'cross' | 'small';

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
  /** Of its entry. */
  readonly key?: string;
}

/** A 95 % interval. */
export interface Interval {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface ChartModel {
  /** What the exploration is called. */
  readonly log: string;
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

/**
 * The ends of the y axis: all runs and guides, with some air. The interval of two samples can be ten times as long as
 * everything else: one that is longer than half of it goes over the edge.
 */
export function yRange({ dots, intervals, guides }: ChartModel): [number, number] {
  const [low, high] = endsOf([
    ...dots.flatMap(({ y }) => y ?? []),
    ...guides.flatMap(one => [one.low, one.high]),
  ]);
  if (low > high) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) / 2;
  const [least, most] = endsOf(intervals.flatMap(one => [one.low, one.high]));
  const [bottom, top] = [
    Math.max(Math.min(low, least), low - room),
    Math.min(Math.max(high, most), high + room),
  ];
  const air = (top - bottom || room * 2) * 0.07;
  return [bottom - air, top + air];
}

const endsOf = (values: readonly number[]): [low: number, high: number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
];
