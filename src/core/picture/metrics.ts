/** What can be drawn over the iterations, and what the protocol says of it. */
import type { Exploration } from '../exploration/exploration.ts';
import { baselineRange, rangeText } from '../lint/baseline-range.ts';
import { formatNumber } from '../protocol/format.ts';
import type { Protocol } from '../protocol/types.ts';
import { boundsOf } from '../samples/bounds.ts';
import { metricsOf } from '../samples/statistics.ts';
import { decimals } from '../samples/wording.ts';
import type { PictureGuide, PictureMetric } from './model.ts';

/** The reward, what else the protocol scores or constrains by, and the training time. */
export const metricsDrawn = (protocol: Protocol): string[] => [
  ...new Set([
    ...metricsOf({ reward: protocol.reward, protocol }).filter(name => name !== ''),
    ...(protocol.time ? [protocol.time.metric] : []),
  ]),
];

export const drawnMetrics = (exploration: Exploration, names: readonly string[]): PictureMetric[] =>
  names.map(name => ({
    name,
    guides: [
      ...rangeGuide(exploration, name),
      ...meanGuide(exploration, name),
      ...goals(exploration.protocol, name),
      ...times(exploration.protocol, name),
    ],
  }));

function rangeGuide({ protocol }: Exploration, name: string): PictureGuide[] {
  const range = name === protocol.reward ? baselineRange(protocol) : undefined;
  return range ? [{ kind: 'range', label: rangeText(range), low: range.low, high: range.high }] : [];
}

function meanGuide({ reference }: Exploration, name: string): PictureGuide[] {
  const summary = reference?.metrics[name];
  return reference && summary
    ? [line('mean', `${reference.name} mean ${decimals(summary.mean)}`, summary.mean)]
    : [];
}

const goals = ({ improvement }: Protocol, name: string): PictureGuide[] =>
  (improvement ? boundsOf(improvement) : [])
    .filter(({ metric }) => metric === name)
    .map(({ word, bound }) => line('goal', `goal: mean ${word} ${formatNumber(bound)}`, bound));

function times({ time }: Protocol, name: string): PictureGuide[] {
  if (time?.metric !== name) return [];
  return [
    line('warn', `flagged above ${formatNumber(time.warn)} min`, time.warn),
    line('limit', `limit ${formatNumber(time.limit)} min`, time.limit),
  ];
}

const line = (kind: PictureGuide['kind'], label: string, at: number): PictureGuide => ({
  kind,
  label,
  low: at,
  high: at,
});
