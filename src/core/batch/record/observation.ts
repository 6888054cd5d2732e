/** What can be said of a run without judging it, and the place where a person's judgement goes. */
import { baselineRange, placement } from '../../lint/baseline-range.ts';
import { minutesOf } from '../../lint/time.ts';
import type { IterationNode } from '../../lint/node.ts';
import { describe } from '../../samples/describe.ts';
import { referenceOf } from '../../samples/statistics.ts';
import { decimals } from '../../samples/wording.ts';
import { counted } from '../../text/counted.ts';

/** Where the person's own sentence goes. */
export const ownSentence = '[your sentence]';

export interface Known {
  /** The samples of the run's config up to the run itself, which is the last one if it is a sample. */
  readonly samples: readonly IterationNode[];
  readonly parent: IterationNode | 'root';
  /** Metrics that the result log lacks. */
  readonly missing: readonly string[];
  /** Anything else, in sentences. */
  readonly remarks: readonly string[];
}

/** The Observation of a run with results. */
export function observation(node: IterationNode, known: Known): string {
  return [
    ...placeOf(node, known.parent),
    ...samplesOf(known.samples, node),
    ...timeOf(node),
    ...(known.missing.length > 0 ? [`The result log has no ${known.missing.join(', ')}.`] : []),
    ...known.remarks,
    ownSentence,
  ].join(' ');
}

/** Where the reward lies: in the baseline's range, or beside that of the parent where there is no baseline. */
function placeOf(node: IterationNode, parent: IterationNode | 'root'): string[] {
  const { protocol } = node;
  const value = node.metric(protocol.reward);
  if (value === undefined) return [];
  const name = protocol.reward.replace(/_R2$/, '');
  if (!Number.isFinite(value)) return [`${name} is ${Number.isNaN(value) ? 'nan' : String(value)}.`];
  const range = baselineRange(protocol);
  if (range) return [placement(value, range), ...scoreOf(value, node)];
  const before = parent === 'root' ? undefined : parent.metric(protocol.reward);
  const beside =
    parent === 'root' || before === undefined ? '' : `, ${decimals(before)} in Iter ${parent.id}, the parent`;
  return [`${name} ${decimals(value)}${beside}.`];
}

/** How many of the baseline's standard deviations the reward is from its mean. */
function scoreOf(value: number, { protocol }: IterationNode): string[] {
  const reference = referenceOf(protocol);
  const summary = reference?.metrics[protocol.reward];
  if (!reference || !summary?.std) return [];
  const z = (value - summary.mean) / summary.std;
  const sign = z < 0 ? '-' : '+';
  return [`z-score ${sign}${Math.abs(z).toFixed(2)} against the ${summary.n} samples of ${reference.name}.`];
}

function samplesOf(samples: readonly IterationNode[], node: IterationNode): string[] {
  const { reward } = node.protocol;
  const ids = samples.map(({ id }) => id).join(', ');
  const summary = describe(samples.map(run => run.metric(reward) ?? NaN).filter(Number.isFinite));
  if (!summary) return [];
  const count = `${counted(summary.n, 'sample')} of this config so far (Iter ${ids})`;
  if (summary.std === undefined) return [`${count}.`];
  return [`${count}: mean ${summary.mean.toFixed(3)}, std ${summary.std.toFixed(3)}.`];
}

function timeOf(node: IterationNode): string[] {
  const { time } = node.protocol;
  const minutes = minutesOf(node);
  if (!time || minutes === undefined || minutes <= time.warn) return [];
  const text = node.metrics.get(time.metric)?.item.value.text ?? '';
  return minutes > time.limit
    ? [
        `Training took ${text} min, over the limit of ${time.limit}: reduce time_step or n_epochs in the next mutation.`,
      ]
    : [
        `Training took ${text} min, over ${time.warn}: reduce time_step, or n_epochs at time_step 1, in the next mutation.`,
      ];
}

/** The Observation of a run that was lost. */
export const failureText = (reason: string): string => `${reason.replace(/([^.!?])$/, '$1.')} ${ownSentence}`;
