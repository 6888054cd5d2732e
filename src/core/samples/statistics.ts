/** Everything that is computed of one config's samples. */
import { recognise } from '../lint/status.ts';
import type { Protocol } from '../protocol/types.ts';
import { describe } from './describe.ts';
import type { Summary } from './describe.ts';
import { seedsOf } from './groups.ts';
import type { Group } from './groups.ts';
import { judge } from './improvement.ts';
import type { Verdict } from './improvement.ts';
import { permutationTest } from './permutation.ts';
import type { Permutation } from './permutation.ts';
import { welchTest } from './welch.ts';
import type { Welch } from './welch.ts';

/** The baseline's samples, which were taken elsewhere: a group to compare with, never pooled with a log's runs. */
export interface Reference {
  /** `Node 21`. */
  readonly name: string;
  readonly samples: Readonly<Record<string, readonly number[]>>;
  readonly metrics: Readonly<Record<string, Summary>>;
}

export interface Comparison {
  /** The mean reward less the reference's. */
  readonly difference: number;
  readonly welch: Welch | undefined;
  readonly permutation: Permutation | undefined;
}

export interface Statistics {
  readonly group: Group;
  /** Of the samples: the reward, and what else the protocol scores. */
  readonly metrics: Readonly<Record<string, Summary>>;
  /** How many different seeds the samples had, where that is known. */
  readonly seeds: number | undefined;
  /** The samples by status word as the log gives it; `other` for words that the protocol does not know. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Worked out when first asked for: its tests take most of the time. */
  readonly comparison: Comparison | undefined;
  /** Undefined in a protocol without a rule. */
  readonly improvement: Verdict | undefined;
}

/** Undefined in a protocol whose baseline has no samples. */
export function referenceOf({ baseline }: Protocol): Reference | undefined {
  if (!baseline) return undefined;
  const metrics: Record<string, Summary> = {};
  for (const [metric, values] of Object.entries(baseline.samples)) {
    const summary = describe(values);
    if (summary) metrics[metric] = summary;
  }
  return { name: `Node ${baseline.node}`, samples: baseline.samples, metrics };
}

/** The metrics that are summarised: the reward, what the protocol scores, and what its rule speaks of. */
export const metricsOf = ({ reward, protocol }: Pick<Group, 'reward' | 'protocol'>): string[] => [
  ...new Set([
    reward,
    ...(protocol.reward === '' ? [] : [protocol.reward]),
    ...protocol.scored,
    ...(protocol.improvement?.mean.map(({ metric }) => metric) ?? []),
    ...('connectivity_R2' in protocol.metrics ? ['connectivity_R2'] : []),
  ]),
];

export function statisticsOf(group: Group, reference = referenceOf(group.protocol)): Statistics {
  const metrics: Record<string, Summary> = {};
  for (const metric of metricsOf(group)) {
    const summary = describe(valuesOf(group, metric));
    if (summary) metrics[metric] = summary;
  }
  const { improvement, reward } = group.protocol;
  const comparison = once(() => reference && compare(group, reference));
  return {
    group,
    metrics,
    seeds: seedsOf(group),
    statuses: statusesOf(group),
    get comparison() {
      return comparison();
    },
    improvement: improvement && judge(improvement, reward, metric => metrics[metric]),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The finite values of a metric over the samples of a config. */
export const valuesOf = ({ samples }: Group, metric: string): number[] =>
  samples.flatMap(node => {
    const value = node.metric(metric);
    return value !== undefined && Number.isFinite(value) ? [value] : [];
  });

function compare(group: Group, reference: Reference): Comparison | undefined {
  const theirs = reference.samples[group.reward] ?? [];
  const own = valuesOf(group, group.reward);
  const [a, b] = [describe(own), describe(theirs)];
  if (!a || !b) return undefined;
  return {
    difference: a.mean - b.mean,
    welch: welchTest(a, b),
    permutation: permutationTest(own, theirs),
  };
}

function statusesOf({ samples }: Group): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of samples) {
    const word = recognise(node) ?? 'other';
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

/** The order for readers: configs with enough samples first, then by mean reward; without samples last. */
export function ranked(all: readonly Statistics[]): Statistics[] {
  const enough = ({ group }: Statistics): boolean =>
    group.samples.length >= (group.protocol.improvement?.minSamples ?? 3);
  const mean = ({ group, metrics }: Statistics): number => metrics[group.reward]?.mean ?? -Infinity;
  return [...all].sort((a, b) => {
    if (enough(a) !== enough(b)) return enough(a) ? -1 : 1;
    return mean(a) === mean(b) ? 0 : mean(b) - mean(a);
  });
}
