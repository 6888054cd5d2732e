/** How the numbers of a config are said, the same in every host. */
import { changesText } from './changes.ts';
import type { Summary } from './describe.ts';
import type { Group } from './groups.ts';
import type { Reference, Statistics } from './statistics.ts';

/** Three decimals, as logs have them; a dash for what there is not. */
export const decimals = (value: number | undefined): string => rounded(value, 3);

export const rounded = (value: number | undefined, digits: number): string =>
  value === undefined ? '–' : value.toFixed(digits).replace(/^-(0(?:\.0+)?)$/, '$1');

/** `lr_update=1.8E-3`; for a config that changes nothing, whose it is. */
export function configText({ changes, protocol, runs }: Group): string {
  if (changes.length > 0) return changesText(changes);
  return protocol.baseline ? `Node ${protocol.baseline.node}'s config` : `Iter ${runs[0]?.id ?? 1}'s config`;
}

export const nodesText = ({ runs }: Group): string => runs.map(({ id }) => id).join(', ');

/** `3`, `3 (1 seed)`, `2, 1 nan, 1 crashed`. */
export function countText({ group, seeds }: Statistics): string {
  const { samples, nan, unscored, crashed, pending } = group;
  const n = samples.length;
  const own =
    seeds !== undefined && seeds < n ? `${n} (${seeds} ${seeds === 1 ? 'seed' : 'seeds'})` : String(n);
  const beside = Object.entries({ nan, unscored, crashed, pending })
    .filter(([, runs]) => runs.length > 0)
    .map(([kind, runs]) => `${runs.length} ${kind}`);
  return [own, ...beside].join(', ');
}

/** `0.520 ± 0.110`; one sample has no spread. */
export const meanText = ({ group, metrics }: Statistics, digits = 3): string =>
  spreadText(metrics[group.reward], digits);

/** The same of any metric. */
export function spreadText(summary: Summary | undefined, digits = 3): string {
  if (summary?.std === undefined) return rounded(summary?.mean, digits);
  return `${rounded(summary.mean, digits)} ± ${rounded(summary.std, digits)}`;
}

/** A word or two: the protocol's verdict, else the status words, else what became of the runs. */
export function statusText({ group, improvement, statuses }: Statistics): string {
  const { samples, protocol } = group;
  if (samples.length === 0) {
    const kinds = ['nan', 'unscored', 'crashed', 'pending'] as const;
    return kinds.filter(kind => group[kind].length > 0).join(', ');
  }
  if (!improvement)
    return Object.entries(statuses)
      .map(([word, n]) => `${n} ${word}`)
      .join(', ');
  if (improvement.verdict === 'undecided') {
    const wanted = protocol.improvement?.minSamples ?? 0;
    return samples.length < wanted ? `${samples.length} of ${wanted} samples` : 'metrics missing';
  }
  const name = protocol.baseline ? `than Node ${protocol.baseline.node}` : '';
  return improvement.verdict === 'better' ? `better ${name}`.trim() : `not better ${name}`.trim();
}

/** The status with its reason, and what would settle it. */
export function verdictText(statistics: Statistics): string {
  const { group, improvement } = statistics;
  if (!improvement || group.samples.length === 0) return statusText(statistics);
  const [reason] = improvement.reasons;
  const parts = [improvement.verdict === 'undecided' ? reason : statusText(statistics)];
  if (improvement.verdict === 'not-better') parts[0] = `${parts[0] ?? ''}: ${improvement.reasons.join(', ')}`;
  const more = improvement.moreSamples;
  if (more !== undefined)
    parts.push(more === 0 ? 'settled' : `${more} more ${more === 1 ? 'sample' : 'samples'} would settle it`);
  return parts.join('; ');
}

/** From here on a difference counts as chance. */
const significance = 0.05;

/**
 * Whether the samples of a config can be told from the reference, by the permutation test, which takes least for granted
 * and speaks of one sample too: `this config is not distinguishable from Node 21: the mean of its 3 samples is 0.132
 * higher, permutation p 0.33, ...`. Empty where there is nothing to compare.
 */
export function distinctionText({ comparison, metrics, group }: Statistics, reference: Reference): string {
  const p = comparison?.permutation?.p;
  if (!comparison || p === undefined) return '';
  const { difference, welch } = comparison;
  const verdict = p < significance ? 'is distinguishable' : 'is not distinguishable';
  const n = metrics[group.reward]?.n ?? 0;
  const what = n === 1 ? 'its one sample' : `the mean of its ${n} samples`;
  const side = difference < 0 ? 'lower' : 'higher';
  const tests = [
    `permutation p ${probability(p)}`,
    ...(welch
      ? [`Welch p ${probability(welch.p)}`, `P(> ${reference.name}) ${probability(welch.greater)}`]
      : []),
  ];
  return `this config ${verdict} from ${reference.name}: ${what} is ${decimals(Math.abs(difference))} ${side}, ${tests.join(', ')}`;
}

/** Two digits, and never a certainty that the figures do not bear. */
function probability(p: number): string {
  if (p === 1) return '1';
  if (p < 0.001) return '< 0.001';
  if (p > 0.99) return p > 0.999 ? '> 0.999' : p.toFixed(3);
  return p < 0.1 ? p.toPrecision(2) : p.toFixed(2);
}
